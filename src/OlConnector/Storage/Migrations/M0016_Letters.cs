using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>
/// A mailing keeps what all its messages have in common, and its letter's marker; what waits for its mailing to be known is found by its
/// line.
/// </summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0016_Letters")]
internal sealed class M0016Letters : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("skeleton", "campaigns", nullable: true);
        migration.AddColumn<string>("marker", "campaigns", nullable: true);
        migration.CreateIndex(
            "ix_campaigns_marker", "campaigns", ["line_id", "marker", "last_arrival_at"], filter: "marker IS NOT NULL");
        migration.CreateIndex(
            "ix_messages_collecting", "messages", ["line_id", "sequence"], filter: "state = 'accepted' AND reason = 'COLLECTING'");
    }
}
