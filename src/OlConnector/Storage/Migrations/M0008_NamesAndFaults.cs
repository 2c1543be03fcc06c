using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>
/// Numbers are found by the chat that a gateway named for them, and a report that waits for its message keeps whose fault it tells.
/// </summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0008_NamesAndFaults")]
internal sealed class M0008NamesAndFaults : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("fault", "parked_callbacks", nullable: true);
        migration.CreateIndex("ix_known_numbers_chat", "known_numbers", ["portal_id", "chat"], filter: "chat IS NOT NULL");
    }
}
