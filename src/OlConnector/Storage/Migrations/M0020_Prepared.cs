using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>A mailing may be prepared before its letter is sent, has settings of its own, and an end.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0020_Prepared")]
internal sealed class M0020Prepared : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<bool>("is_awaiting", "campaigns", nullable: false, defaultValue: false);
        migration.AddColumn<Guid>("run_of", "campaigns", nullable: true);
        migration.AddColumn<string>("settings", "campaigns", nullable: true);
        migration.AddColumn<long>("valid_until", "campaigns", nullable: true);
        migration.CreateIndex(
            "ux_campaigns_prepared", "campaigns", ["portal_id", "marker"], unique: true, filter: "kind = 'prepared' AND run_of IS NULL");
    }
}
