using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>The key ring of nodes that share a database. Empty on SQLite, where it lies in files.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0003_KeyRing")]
internal sealed class M0003KeyRing : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration) =>
        migration.CreateTable("stored_keys", row => new
        {
            name = row.Column<string>(nullable: false),
            xml = row.Column<string>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_stored_keys", row => row.name));
}
