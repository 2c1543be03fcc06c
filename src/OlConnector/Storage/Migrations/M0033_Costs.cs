using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>What each message takes and costs; null for those that were composed before.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0033_Costs")]
internal sealed class M0033Costs : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<int>("parts", "messages", nullable: true);
        migration.AddColumn<long>("cost", "messages", nullable: true);
        migration.AddColumn<string>("currency", "messages", nullable: true);
    }
}
