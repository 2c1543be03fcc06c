using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>What several nodes on one database have to agree on. Empty where there is one.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0004_Nodes")]
internal sealed class M0004Nodes : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("leases", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            name = row.Column<string>(nullable: false),
            holder = row.Column<Guid>(nullable: false),
            ends_at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_leases", row => new { row.portal_id, row.name }));

        migration.CreateTable("revisions", row => new
        {
            name = row.Column<string>(nullable: false),
            number = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_revisions", row => row.name));

        migration.CreateTable("shared_buckets", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            source = row.Column<string>(nullable: false),
            level = row.Column<double>(nullable: false),
            leaked_at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_shared_buckets", row => new { row.portal_id, row.source }));
    }
}
