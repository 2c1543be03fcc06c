using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Engine.Campaigns;

namespace OlConnector.Storage.Tables;

internal sealed class RecipientConfiguration : IEntityTypeConfiguration<Recipient>
{
    public void Configure(EntityTypeBuilder<Recipient> table)
    {
        table.ToTable("recipients").HasKey(row => row.Sequence);
        table.Property(row => row.Sequence).ValueGeneratedOnAdd();
        table.HasIndex(row => new { row.CampaignId, row.Sequence }).HasDatabaseName("ix_recipients_campaign");
        table.HasIndex(row => new { row.PortalId, row.Phone, row.CampaignId, row.Copy }).IsUnique()
            .HasDatabaseName("ux_recipients_phone");
    }
}

internal sealed class RecipientFileConfiguration : IEntityTypeConfiguration<RecipientFile>
{
    public void Configure(EntityTypeBuilder<RecipientFile> table)
    {
        table.ToTable("recipient_files").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => row.Id).IsUnique().HasDatabaseName("ux_recipient_files_id");
        table.HasIndex(row => new { row.CampaignId, row.At }).HasDatabaseName("ix_recipient_files_campaign");
        table.HasIndex(row => row.TouchedAt).HasDatabaseName("ix_recipient_files_open").HasFilter("state IN ('importing', 'leaving')");
    }
}

internal sealed class RejectedRecipientConfiguration : IEntityTypeConfiguration<RejectedRecipient>
{
    public void Configure(EntityTypeBuilder<RejectedRecipient> table) =>
        table.ToTable("rejected_recipients").HasKey(row => new { row.PortalId, row.FileId, row.Number });
}
