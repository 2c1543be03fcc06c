using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Where rights came from and when they were last used, who gets any, and which of clients' messages were taken already.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0011_Authority")]
internal sealed class M0011Authority : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("made_by", "api_tokens", nullable: true);
        migration.AddColumn<long>("last_used_at", "api_tokens", nullable: true);
        migration.AddColumn<bool>("sends_transactional", "api_tokens", nullable: false, defaultValue: false);
        migration.AddColumn<bool>("is_closed_to_new_users", "portals", nullable: false, defaultValue: false);

        migration.AddColumn<string>("previous_hook_key_hash", "lines", nullable: true);
        migration.AddColumn<long>("previous_hook_key_ends_at", "lines", nullable: true);
        migration.CreateIndex(
            "ix_lines_previous_hook_key", "lines", "previous_hook_key_hash", filter: "previous_hook_key_hash IS NOT NULL");

        migration.CreateTable("heard_replies", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            hash = row.Column<string>(nullable: false),
            at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_heard_replies", row => new { row.line_id, row.hash }));
        migration.CreateIndex("ix_heard_replies_portal", "heard_replies", "portal_id");
        migration.CreateIndex("ix_heard_replies_age", "heard_replies", "at");
    }
}
