using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>
/// Portals take turns in composing; a message finds its campaign among the youngest few; the oldest that waits can be told.
/// </summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0010_FairComposing")]
internal sealed class M0010FairComposing : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.DropIndex("ix_messages_to_compose", "messages");
        migration.CreateIndex(
            "ix_messages_to_compose", "messages", ["portal_id", "traffic", "compose_after", "sequence"], filter: "state = 'accepted'");
        migration.CreateIndex("ix_messages_accepted", "messages", "accepted_at", filter: "state = 'accepted'");
        migration.CreateIndex("ix_campaigns_guarded", "campaigns", ["line_id", "last_arrival_at"], filter: "is_held_by_guard");
        migration.CreateIndex("ix_campaigns_stopped", "campaigns", ["line_id", "stopped_at"], filter: "stopped_at IS NOT NULL");
    }
}
