using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>
/// What people heard about a demo and a paid term, so that they hear it once; and a way to the messages that took a unit of the demo, that
/// it refused, and that went out again.
/// </summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0022_Demo")]
internal sealed class M0022Demo : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<long>("spent_told_at", "demo_ledgers", nullable: true);
        migration.AddColumn<int>("demo_told", "lines", nullable: true);
        migration.AddColumn<int>("term_told", "portals", nullable: true);
        migration.CreateIndex("ix_messages_demo_unit", "messages", ["portal_id", "sequence"], filter: "has_demo_unit");
        migration.CreateIndex(
            "ix_messages_refused", "messages", ["portal_id", "campaign_id"], filter: "reason IN ('DEMO_QUOTA', 'LINE_EXPIRED')");
        migration.CreateIndex("ix_messages_repeat", "messages", "repeat_of", filter: "repeat_of IS NOT NULL");
    }
}
