using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>How often a vendor did not find a message, and the chat that a gateway named for a number.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0007_GatewayAnswers")]
internal sealed class M0007GatewayAnswers : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<int>("missed", "status_polls", nullable: true);
        migration.AddColumn<string>("chat", "known_numbers", nullable: true);
    }
}
