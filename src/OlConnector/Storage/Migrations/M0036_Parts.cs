using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>What the app puts into a portal beside message providers, and the calls of its robot.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0036_Parts")]
internal sealed class M0036Parts : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("portal_parts", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            name = row.Column<string>(nullable: false),
            state = row.Column<string>(nullable: false),
            problem = row.Column<string>(nullable: true),
            face = row.Column<string>(nullable: true),
            handler_key = row.Column<string>(nullable: true),
            handler_key_hash = row.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_portal_parts", row => new { row.portal_id, row.name }));
        migration.CreateIndex("ux_portal_parts_key", "portal_parts", "handler_key_hash", unique: true);

        migration.CreateTable("robot_calls", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            token_hash = row.Column<string>(nullable: false),
            event_token = row.Column<string>(nullable: false),
            message_id = row.Column<Guid>(nullable: true),
            status = row.Column<string>(nullable: true),
            reason = row.Column<string>(nullable: true),
            accepted_at = row.Column<long>(nullable: false),
            due_at = row.Column<long>(nullable: true),
            failures = row.Column<int>(nullable: false),
            error = row.Column<string>(nullable: true),
            told = row.Column<string>(nullable: true),
            told_at = row.Column<long>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_robot_calls", row => new { row.portal_id, row.token_hash }));
        migration.CreateIndex(
            "ix_robot_calls_message", "robot_calls", ["portal_id", "message_id"], filter: "message_id IS NOT NULL");
        migration.CreateIndex("ix_robot_calls_due", "robot_calls", "due_at", filter: "due_at IS NOT NULL");
        migration.CreateIndex("ix_robot_calls_age", "robot_calls", "accepted_at");
    }
}
