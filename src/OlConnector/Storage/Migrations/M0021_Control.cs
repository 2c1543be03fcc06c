using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>
/// Messages of a mailing that is over go out again in a run of their own; a mailing may be worth sending until a moment only;
/// its end is told to those who want to hear of it.
/// </summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0021_Control")]
internal sealed class M0021Control : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("takes", "campaigns", nullable: true);
        migration.AddColumn<string>("run_by", "campaigns", nullable: true);
        migration.AddColumn<string>("notify", "campaigns", nullable: true);
        migration.AddColumn<long>("end_told_at", "campaigns", nullable: true);
        migration.AddColumn<long>("repeat_of", "messages", nullable: true);
        migration.CreateIndex("ix_campaigns_run", "campaigns", "run_of", filter: "run_of IS NOT NULL");
        migration.CreateIndex("ix_campaigns_taking", "campaigns", "started_at", filter: "takes IS NOT NULL");
        migration.CreateIndex("ix_campaigns_valid", "campaigns", "valid_until", filter: "valid_until IS NOT NULL AND is_live");
        // Nobody waits to hear of mailings that ended before there were notices.
        migration.Sql("UPDATE campaigns SET end_told_at = last_arrival_at WHERE NOT is_live");
        migration.CreateIndex("ix_campaigns_untold", "campaigns", "last_arrival_at", filter: "end_told_at IS NULL");
    }
}
