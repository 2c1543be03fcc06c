using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Guard and collecting by portal and line; what people of a mailing have been told; a number that hears of its end.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0027_Guard")]
internal sealed class M0027Guard : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("guard", "portals", nullable: true);
        migration.AddColumn<bool>("collects", "portals", nullable: false, defaultValue: false);
        migration.AddColumn<string>("guard", "lines", nullable: true);
        migration.AddColumn<bool>("collect", "lines", nullable: true);
        migration.AddColumn<long>("collecting_until", "campaigns", nullable: true);
        migration.AddColumn<string>("notify_number", "campaigns", nullable: true);
        migration.AddColumn<long>("warn_told_at", "campaigns", nullable: true);
        migration.AddColumn<long>("guard_told_at", "campaigns", nullable: true);
        migration.AddColumn<long>("hold_end_told_at", "campaigns", nullable: true);
        // A whole mailing waits for one moment, and then leaves in its order.
        migration.DropIndex("ix_messages_retry", "messages");
        migration.CreateIndex(
            "ix_messages_retry", "messages", ["line_id", "traffic", "retry_at", "sequence"],
            filter: "state = 'queued' AND retry_at IS NOT NULL");
    }
}
