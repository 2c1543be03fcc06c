using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OlConnector.Storage.Migrations;

/// <summary>Two mailings may be merged; a start that nobody noticed in time is found.</summary>
[DbContext(typeof(OlConnectorDb))]
[Migration("0024_Merging")]
internal sealed class M0024Merging : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<Guid>("merged_into", "campaigns", nullable: true);
        migration.AddColumn<long>("start_due_at", "campaigns", nullable: true);
        migration.CreateIndex("ix_campaigns_merged", "campaigns", "merged_into", filter: "merged_into IS NOT NULL");
        migration.CreateIndex("ix_campaigns_starts", "campaigns", "start_due_at", filter: "start_due_at IS NOT NULL");
    }
}
