using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>When clients last wrote, for vendors that take free texts only soon after that.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0006_Conversations")]
internal sealed class M0006Conversations : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable("conversations", row => new
        {
            portal_id = row.Column<string>(nullable: false),
            line_id = row.Column<Guid>(nullable: false),
            phone = row.Column<string>(nullable: false),
            tail = row.Column<string>(nullable: false),
            last_inbound_at = row.Column<long>(nullable: false),
        }, constraints: table => table.PrimaryKey("PK_conversations", row => new { row.line_id, row.phone }));
        migration.CreateIndex("ix_conversations_tail", "conversations", ["line_id", "tail"]);
        migration.CreateIndex("ix_conversations_portal", "conversations", "portal_id");
        migration.CreateIndex("ix_conversations_age", "conversations", "last_inbound_at");
    }
}
