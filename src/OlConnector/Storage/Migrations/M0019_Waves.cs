using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Held messages of a campaign that leave in waves.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0019_Waves")]
internal sealed class M0019Waves : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("campaign_waves", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            campaign_id = row.Column<Guid>(nullable: false),
            number = row.Column<int>(nullable: false),
            size = row.Column<int>(nullable: false),
            at = row.Column<long>(nullable: false),
            released = row.Column<int>(nullable: false),
            state = row.Column<string>(nullable: false),
            actor = row.Column<string>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_campaign_waves", row => new { row.portal_id, row.campaign_id, row.number }));
        migration.CreateIndex("ix_campaign_waves_due", "campaign_waves", "at", filter: "state = 'planned'");
    }
}
