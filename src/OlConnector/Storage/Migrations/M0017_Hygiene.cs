using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>
/// The stop list holds what people enter beside what recipients said, a number perhaps for both; portals cap how often they write.
/// </summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0017_Hygiene")]
internal sealed class M0017Hygiene : Migration
{
    private const string Columns = "portal_id, phone, reason, at, by";

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        WidenKey(migration);
        migration.CreateIndex("ix_suppressed_numbers_at", "suppressed_numbers", ["portal_id", "at"]);
        migration.AddColumn<bool>("skips_repeats", "portals", nullable: false, defaultValue: true);
        migration.AddColumn<int>("cap_messages", "portals", nullable: true);
        migration.AddColumn<int>("cap_days", "portals", nullable: true);
    }

    /// <summary>SQLite changes no key: the rows wait beside the table while it is made anew.</summary>
    private static void WidenKey(MigrationBuilder migration)
    {
        migration.CreateTable("suppressed_numbers_kept", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            phone = row.Column<string>(nullable: false),
            reason = row.Column<string>(nullable: false),
            at = row.Column<long>(nullable: false),
            by = row.Column<string>(nullable: true),
        });
        migration.Sql($"INSERT INTO suppressed_numbers_kept ({Columns}) SELECT {Columns} FROM suppressed_numbers");
        migration.DropTable("suppressed_numbers");
        migration.CreateTable("suppressed_numbers", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            phone = row.Column<string>(nullable: false),
            reason = row.Column<string>(nullable: false),
            at = row.Column<long>(nullable: false),
            by = row.Column<string>(nullable: true),
            note = row.Column<string>(nullable: true),
            is_other_form = row.Column<bool>(nullable: false, defaultValue: false),
        }, constraints: table => table.PrimaryKey("PK_suppressed_numbers", row => new { row.portal_id, row.phone, row.reason }));
        migration.Sql($"INSERT INTO suppressed_numbers ({Columns}) SELECT {Columns} FROM suppressed_numbers_kept");
        migration.DropTable("suppressed_numbers_kept");
    }
}
