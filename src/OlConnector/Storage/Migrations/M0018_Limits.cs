using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>What keeps a line from being taken for a sender of spam, and what it sent of marketing on each day.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0018_Limits")]
internal sealed class M0018Limits : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("limits", "lines", nullable: true);
        migration.AddColumn<string>("released_from", "messages", nullable: true);
        migration.CreateTable("line_days", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            day = row.Column<long>(nullable: false),
            sent = row.Column<int>(nullable: false),
            first_at = row.Column<long>(nullable: false),
            last_at = row.Column<long>(nullable: false),
            new_recipients = row.Column<int>(nullable: false),
            series = row.Column<int>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_line_days", row => new { row.portal_id, row.line_id, row.day }));
        migration.CreateIndex("ix_line_days_age", "line_days", "day");
    }
}
