using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Days that are over are summed up once, and again only when something of them changed late.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0034_Summaries")]
internal sealed class M0034Summaries : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("changed_days", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            day = row.Column<long>(nullable: false),
            version = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_changed_days", row => new { row.portal_id, row.day }));
        migration.CreateTable("summed_days", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            day = row.Column<long>(nullable: false),
            time_zone = row.Column<string>(nullable: false),
            version = row.Column<long>(nullable: false),
            sums = row.Column<string>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_summed_days", row => new { row.portal_id, row.day }));
    }
}
