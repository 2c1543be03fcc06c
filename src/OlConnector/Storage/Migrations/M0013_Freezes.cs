using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Why and since when a line is frozen, and which people of a portal are its administrators.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0013_Freezes")]
internal sealed class M0013Freezes : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("frozen_text", "lines", nullable: true);
        migration.AddColumn<long>("frozen_at", "lines", nullable: true);
        migration.AddColumn<long>("administrator_since", "portal_users", nullable: true);
    }
}
