using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>What was forecast for a mailing is kept, to be seen beside what really happened.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0028_Plans")]
internal sealed class M0028Plans : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("plan", "campaigns", nullable: true);
        migration.AddColumn<long>("planned_at", "campaigns", nullable: true);
        migration.CreateIndex("ix_campaigns_unplanned", "campaigns", "last_arrival_at", filter: "is_live AND planned_at IS NULL");
    }
}
