using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>
/// What a number's risk is weighed by: who answered and when, without the words, and what its gateway said of spam; how a portal takes a
/// high risk, and what became of that in a mailing.
/// </summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0026_Risk")]
internal sealed class M0026Risk : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("client_replies", row => new
        {
            line_id = row.Column<Guid>(nullable: false),
            tail = row.Column<string>(nullable: false),
            day = row.Column<long>(nullable: false),
            portal_id = row.Column<string>(nullable: false),
            at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_client_replies", row => new { row.line_id, row.tail, row.day }));
        migration.CreateIndex("ix_client_replies_portal", "client_replies", ["portal_id", "tail"]);
        migration.CreateIndex("ix_client_replies_age", "client_replies", "at");
        migration.AddColumn<long>("spam_signal_at", "lines", nullable: true);
        migration.AddColumn<string>("shorteners", "portals", nullable: true);
        migration.AddColumn<bool>("holds_high_risk", "portals", nullable: false, defaultValue: false);
        migration.AddColumn<string>("risk_level", "campaigns", nullable: true);
        migration.AddColumn<int>("risk_size", "campaigns", nullable: false, defaultValue: 0);
        migration.AddColumn<bool>("is_risk_confirmed", "campaigns", nullable: false, defaultValue: false);
    }
}
