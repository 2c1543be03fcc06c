using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Engine.Messages;

namespace OlConnector.Storage.Tables;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> table)
    {
        table.ToTable("messages").HasKey(row => row.Sequence);
        table.Property(row => row.Sequence).ValueGeneratedOnAdd();

        table.HasIndex(row => new { row.PortalId, row.Code, row.PortalMessageId }).IsUnique().HasDatabaseName("ux_messages_portal_message");
        table.HasIndex(row => new { row.PortalId, row.Id }).IsUnique().HasDatabaseName("ux_messages_id");

        table.HasIndex(row => new { row.PortalId, row.Traffic, row.ComposeAfter, row.Sequence })
            .HasDatabaseName("ix_messages_to_compose").HasFilter("state = 'accepted'");
        table.HasIndex(row => row.AcceptedAt).HasDatabaseName("ix_messages_accepted").HasFilter("state = 'accepted'");
        table.HasIndex(row => new { row.LineId, row.Traffic, row.CampaignId, row.Sequence }).HasDatabaseName("ix_messages_ready")
            .HasFilter("state = 'queued' AND retry_at IS NULL");
        table.HasIndex(row => new { row.LineId, row.Traffic, row.RetryAt, row.Sequence }).HasDatabaseName("ix_messages_retry")
            .HasFilter("state = 'queued' AND retry_at IS NOT NULL");
        table.HasIndex(row => new { row.LineId, row.CampaignId, row.Sequence })
            .HasDatabaseName("ix_messages_held").HasFilter("state = 'held'");
        table.HasIndex(row => new { row.LineId, row.Sequence })
            .HasDatabaseName("ix_messages_collecting").HasFilter("state = 'accepted' AND reason = 'COLLECTING'");
        table.HasIndex(row => row.LineId).HasDatabaseName("ix_messages_dispatching").HasFilter("state = 'dispatching'");
        table.HasIndex(row => row.LookUpAt).HasDatabaseName("ix_messages_unknown").HasFilter("look_up_at IS NOT NULL");
        table.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_messages_expiry").HasFilter("state IN ('accepted', 'held', 'queued')");

        table.HasIndex(row => new { row.LineId, row.GatewayMessageId })
            .HasDatabaseName("ix_messages_gateway_id").HasFilter("gateway_message_id IS NOT NULL");
        table.HasIndex(row => new { row.PortalId, row.Phone, row.AcceptedAt })
            .HasDatabaseName("ix_messages_phone").HasFilter("phone IS NOT NULL");
        table.HasIndex(row => new { row.CampaignId, row.Sequence })
            .HasDatabaseName("ix_messages_campaign").HasFilter("campaign_id IS NOT NULL");

        table.HasIndex(row => new { row.PortalId, row.Sequence }).HasDatabaseName("ix_messages_demo_unit").HasFilter("has_demo_unit");
        table.HasIndex(row => new { row.PortalId, row.CampaignId })
            .HasDatabaseName("ix_messages_refused").HasFilter("reason IN ('DEMO_QUOTA', 'LINE_EXPIRED')");
        table.HasIndex(row => row.RepeatOf).HasDatabaseName("ix_messages_repeat").HasFilter("repeat_of IS NOT NULL");
    }
}

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> table) =>
        table.ToTable("attempts").HasKey(row => new { row.MessageSequence, row.Number });
}

internal sealed class StatusReportConfiguration : IEntityTypeConfiguration<StatusReport>
{
    public void Configure(EntityTypeBuilder<StatusReport> table)
    {
        table.ToTable("status_reports").HasKey(row => row.MessageSequence);
        table.Property(row => row.MessageSequence).ValueGeneratedNever();
        table.HasIndex(row => new { row.PortalId, row.DueAt }).HasDatabaseName("ix_status_reports_due").HasFilter("due_at IS NOT NULL");
        table.HasIndex(row => row.DueAt).HasDatabaseName("ix_status_reports_next").HasFilter("due_at IS NOT NULL");
    }
}

internal sealed class ParkedCallbackConfiguration : IEntityTypeConfiguration<ParkedCallback>
{
    public void Configure(EntityTypeBuilder<ParkedCallback> table)
    {
        table.ToTable("parked_callbacks").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => new { row.LineId, row.GatewayMessageId }).HasDatabaseName("ix_parked_callbacks_gateway_id");
    }
}
