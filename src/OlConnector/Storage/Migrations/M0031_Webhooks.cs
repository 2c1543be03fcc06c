using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Addresses of portals that are told of what happens, and what they are told.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0031_Webhooks")]
internal sealed class M0031Webhooks : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("webhooks", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            url = row.Column<string>(nullable: false),
            events = row.Column<string>(nullable: false),
            secret = row.Column<string>(nullable: false),
            created_at = row.Column<long>(nullable: false),
            made_by = row.Column<string>(nullable: false),
            last_sequence = row.Column<long>(nullable: false),
            failing_since = row.Column<long>(nullable: true),
            failures = row.Column<int>(nullable: false),
            retry_at = row.Column<long>(nullable: true),
            tried_at = row.Column<long>(nullable: true),
            claim = row.Column<Guid>(nullable: true),
            claimed_until = row.Column<long>(nullable: true),
            off_at = row.Column<long>(nullable: true),
            off_reason = row.Column<string>(nullable: true),
            off_text = row.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_webhooks", row => new { row.portal_id, row.id }));

        migration.CreateTable("webhook_deliveries", row => new
        {
            id = row.Column<long>(nullable: false)
                .Annotation("Sqlite:Autoincrement", true)
                .Annotation(
                    "Npgsql:ValueGenerationStrategy",
                    Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
            portal_id = row.Column<string>(nullable: false),
            webhook_id = row.Column<Guid>(nullable: false),
            type = row.Column<string>(nullable: false),
            subject_id = row.Column<Guid>(nullable: false),
            state = row.Column<string>(nullable: true),
            reason = row.Column<string>(nullable: true),
            at = row.Column<long>(nullable: false),
            phone = row.Column<string>(nullable: true),
            data = row.Column<string>(nullable: true),
            sequence = row.Column<long>(nullable: true),
            is_waiting = row.Column<bool>(nullable: false),
            tries = row.Column<int>(nullable: false),
            tried_at = row.Column<long>(nullable: true),
            status = row.Column<int>(nullable: true),
            error = row.Column<string>(nullable: true),
            delivered_at = row.Column<long>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_webhook_deliveries", row => row.id));
        migration.CreateIndex(
            "ix_webhook_deliveries_waiting", "webhook_deliveries", ["webhook_id", "id"], filter: "is_waiting");
        migration.CreateIndex(
            "ix_webhook_deliveries_sequence", "webhook_deliveries", ["webhook_id", "sequence"], filter: "sequence IS NOT NULL");
        migration.CreateIndex("ix_webhook_deliveries_age", "webhook_deliveries", "at");
        migration.CreateIndex(
            "ix_webhook_deliveries_phone", "webhook_deliveries", ["portal_id", "phone"], filter: "phone IS NOT NULL");

        migration.CreateTable("webhook_marks", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            subject_id = row.Column<Guid>(nullable: false),
            mark = row.Column<string>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_webhook_marks", row => new { row.portal_id, row.subject_id }));
    }
}
