using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Removals that nobody has confirmed yet, purges found at once, and audit entries that count what is repeated.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0012_Removals")]
internal sealed class M0012Removals : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("announced_removals", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            is_clean = row.Column<bool>(nullable: false),
            at = row.Column<long>(nullable: false),
            look_at = row.Column<long>(nullable: false),
            frozen_lines = row.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_announced_removals", row => row.portal_id));
        migration.CreateIndex("ix_announced_removals_look", "announced_removals", "look_at");
        migration.CreateIndex("ix_portals_purge", "portals", "purge_requested_at", filter: "purge_requested_at IS NOT NULL");

        migration.AddColumn<int>("times", "audit", nullable: true);
        migration.AddColumn<long>("last_at", "audit", nullable: true);
        migration.AddColumn<string>("address", "audit", nullable: true);

        migration.AddColumn<long>("session_epoch", "portals", nullable: true);
        migration.AddColumn<long>("session_epoch", "portal_users", nullable: true);
    }
}
