using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace OlConnector.Storage.Migrations;

/// <summary>Mailings of one's own: their recipients until messages are made for them, and the files that name them.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0029_OwnMailings")]
internal sealed class M0029OwnMailings : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("stage", "campaigns", nullable: true);
        migration.AddColumn<string>("started_by", "campaigns", nullable: true);
        migration.AddColumn<string>("fields", "messages", nullable: true);
        migration.AddColumn<Guid>("file_id", "messages", nullable: true);
        migration.AddColumn<int>("place", "messages", nullable: true);
        migration.CreateTable("recipients", row => new
        {
            sequence = row.Column<long>(nullable: false)
                .Annotation("Sqlite:Autoincrement", true)
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
            portal_id = row.Column<string>(nullable: false),
            campaign_id = row.Column<Guid>(nullable: false),
            file_id = row.Column<Guid>(nullable: true),
            phone = row.Column<string>(nullable: false),
            copy = row.Column<long>(nullable: false),
            text = row.Column<string>(nullable: true),
            fields = row.Column<string>(nullable: true),
        }, constraints: table => table.PrimaryKey("PK_recipients", row => row.sequence));
        migration.CreateTable("recipient_files", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            id = row.Column<Guid>(nullable: false),
            campaign_id = row.Column<Guid>(nullable: false),
            name = row.Column<string>(nullable: true),
            at = row.Column<long>(nullable: false),
            actor = row.Column<string>(nullable: false),
            encoding = row.Column<string>(nullable: false),
            delimiter = row.Column<string>(nullable: true),
            columns = row.Column<string>(nullable: false),
            accepted = row.Column<int>(nullable: false),
            duplicates = row.Column<int>(nullable: false),
            rejected = row.Column<int>(nullable: false),
            state = row.Column<string>(nullable: false),
            touched_at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_recipient_files", row => new { row.portal_id, row.id }));
        migration.CreateTable("rejected_recipients", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            file_id = row.Column<Guid>(nullable: false),
            number = row.Column<int>(nullable: false),
            value = row.Column<string>(nullable: false),
            code = row.Column<string>(nullable: false),
            cells = row.Column<string>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_rejected_recipients", row => new { row.portal_id, row.file_id, row.number }));

        migration.CreateIndex("ix_campaigns_stage", "campaigns", ["stage", "start_due_at"], filter: "stage IS NOT NULL");
        migration.CreateIndex("ix_recipients_campaign", "recipients", ["campaign_id", "sequence"]);
        migration.CreateIndex("ux_recipients_phone", "recipients", ["portal_id", "phone", "campaign_id", "copy"], unique: true);
        migration.CreateIndex("ux_recipient_files_id", "recipient_files", "id", unique: true);
        migration.CreateIndex("ix_recipient_files_campaign", "recipient_files", ["campaign_id", "at"]);
        migration.CreateIndex(
            "ix_recipient_files_open", "recipient_files", "touched_at", filter: "state IN ('importing', 'leaving')");
    }
}
