using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Where rights came from and when they were last used.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0008_Authority")]
internal sealed class M0008Authority : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("made_by", "api_tokens", nullable: true);
        migration.AddColumn<long>("last_used_at", "api_tokens", nullable: true);
        migration.AddColumn<bool>("sends_transactional", "api_tokens", nullable: false, defaultValue: false);
    }
}
