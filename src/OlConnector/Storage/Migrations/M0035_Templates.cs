using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Texts that a portal keeps under a name.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0035_Templates")]
internal sealed class M0035Templates : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("saved_templates", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            name = row.Column<string>(nullable: false),
            name_key = row.Column<string>(nullable: false),
            text = row.Column<string>(nullable: false),
            channel = row.Column<string>(nullable: true),
            created_at = row.Column<long>(nullable: false),
            changed_at = row.Column<long>(nullable: false),
            changed_by = row.Column<string>(nullable: false),
            version = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_saved_templates", row => new { row.portal_id, row.id }));
        migration.CreateIndex("ux_saved_templates_name", "saved_templates", ["portal_id", "name_key"], unique: true);
    }
}
