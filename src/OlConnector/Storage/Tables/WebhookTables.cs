using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Storage.Rows;

namespace OlConnector.Storage.Tables;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> table)
    {
        table.ToTable("webhooks").HasKey(row => new { row.PortalId, row.Id });
        table.Property(row => row.OffReason).HasConversion<WordConverter<WebhookOff>>();
    }
}

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> table)
    {
        table.ToTable("webhook_deliveries").HasKey(row => row.Id);
        table.Property(row => row.Id).ValueGeneratedOnAdd();
        table.HasIndex(row => new { row.WebhookId, row.Id }).HasDatabaseName("ix_webhook_deliveries_waiting").HasFilter("is_waiting");
        table.HasIndex(row => new { row.WebhookId, row.Sequence })
            .HasDatabaseName("ix_webhook_deliveries_sequence").HasFilter("sequence IS NOT NULL");
        table.HasIndex(row => row.At).HasDatabaseName("ix_webhook_deliveries_age");
        table.HasIndex(row => new { row.PortalId, row.Phone })
            .HasDatabaseName("ix_webhook_deliveries_phone").HasFilter("phone IS NOT NULL");
    }
}

internal sealed class WebhookMarkConfiguration : IEntityTypeConfiguration<WebhookMark>
{
    public void Configure(EntityTypeBuilder<WebhookMark> table) =>
        table.ToTable("webhook_marks").HasKey(row => new { row.PortalId, row.SubjectId });
}
