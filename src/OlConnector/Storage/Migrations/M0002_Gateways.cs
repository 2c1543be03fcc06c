using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>What lines ask their gateways, what those said about numbers, and callbacks that could not be read.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0002_Gateways")]
internal sealed class M0002Gateways : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        CreateQuestions(migration);
        CreateKept(migration);
    }

    private static void CreateQuestions(MigrationBuilder migration)
    {
        migration.CreateTable("status_polls", row => new
        {
            message_sequence = row.Column<long>(nullable: false),
            portal_id = row.Column<string>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            asked = row.Column<int>(nullable: false),
            due_at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_status_polls", row => row.message_sequence));
        migration.CreateIndex("ix_status_polls_due", "status_polls", ["line_id", "due_at"]);

        migration.CreateTable("line_questions", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            purpose = row.Column<string>(nullable: false),
            next_at = row.Column<long>(nullable: true),
            day = row.Column<long>(nullable: false),
            asked = row.Column<int>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_line_questions", row => new { row.line_id, row.purpose }));
        migration.CreateIndex("ix_line_questions_next", "line_questions", ["purpose", "next_at"], filter: "next_at IS NOT NULL");
    }

    private static void CreateKept(MigrationBuilder migration)
    {
        migration.CreateTable("known_numbers", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            gateway_kind = row.Column<string>(nullable: false),
            phone = row.Column<string>(nullable: false),
            is_on_network = row.Column<bool>(nullable: false),
            checked_at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_known_numbers", row => new { row.portal_id, row.gateway_kind, row.phone }));
        migration.CreateIndex("ix_known_numbers_checked", "known_numbers", "checked_at");

        migration.CreateTable("kept_callbacks", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            gateway_kind = row.Column<string>(nullable: false),
            at = row.Column<long>(nullable: false),
            why = row.Column<string>(nullable: false),
            body = row.Column<string>(nullable: false),
            length = row.Column<int>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_kept_callbacks", row => new { row.portal_id, row.id }));
        migration.CreateIndex("ix_kept_callbacks_line", "kept_callbacks", ["line_id", "at"]);
        migration.CreateIndex("ix_kept_callbacks_at", "kept_callbacks", "at");
    }
}
