using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>From which token the tokens descend that tokens made.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0014_TokenRoots")]
internal sealed class M0014TokenRoots : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration) => migration.AddColumn<Guid>("root_id", "api_tokens", nullable: true);
}
