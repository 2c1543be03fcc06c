using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Which rows changed since a node looked last, and whose a key is that its memory does not know.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0009_Revisions")]
internal sealed class M0009Revisions : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("revision", "lines", nullable: true);
        migration.AddColumn<long>("revision", "portals", nullable: true);
        migration.CreateIndex("ix_lines_revision", "lines", "revision", filter: "revision IS NOT NULL");
        migration.CreateIndex("ix_portals_revision", "portals", "revision", filter: "revision IS NOT NULL");
        migration.CreateIndex(
            "ix_lines_previous_handler_key", "lines", "previous_handler_key_hash", filter: "previous_handler_key_hash IS NOT NULL");
    }
}
