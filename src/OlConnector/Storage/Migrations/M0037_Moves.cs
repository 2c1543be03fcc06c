using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>The mark of books that were moved to another database.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0037_Moves")]
internal sealed class M0037Moves : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration) =>
        migration.CreateTable("moves", row => new
        {
            id = row.Column<Guid>(nullable: false),
            at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_moves", row => row.id));
}
