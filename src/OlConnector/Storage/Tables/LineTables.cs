using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Quotas;
using OlConnector.Engine.Suppression;

namespace OlConnector.Storage.Tables;

internal sealed class LineConfiguration : IEntityTypeConfiguration<Line>
{
    public void Configure(EntityTypeBuilder<Line> table)
    {
        table.ToTable("lines").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => row.Id).IsUnique().HasDatabaseName("ux_lines_id");
        table.HasIndex(row => row.Code).IsUnique().HasDatabaseName("ux_lines_code");
        table.HasIndex(row => row.HandlerKeyHash).IsUnique().HasDatabaseName("ux_lines_handler_key");
        table.HasIndex(row => row.HookKeyHash).IsUnique().HasDatabaseName("ux_lines_hook_key");
        table.HasIndex(row => row.PreviousHandlerKeyHash).HasDatabaseName("ix_lines_previous_handler_key")
            .HasFilter("previous_handler_key_hash IS NOT NULL");
        table.HasIndex(row => row.Revision).HasDatabaseName("ix_lines_revision").HasFilter("revision IS NOT NULL");
        table.HasIndex(row => row.PreviousHookKeyHash).HasDatabaseName("ix_lines_previous_hook_key")
            .HasFilter("previous_hook_key_hash IS NOT NULL");
        table.HasIndex(row => row.NextDueAt).HasDatabaseName("ix_lines_next_due").HasFilter("next_due_at IS NOT NULL");
        table.HasIndex(row => row.ClaimEndsAt).HasDatabaseName("ix_lines_claim_ends").HasFilter("claim_ends_at IS NOT NULL");
    }
}

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> table)
    {
        table.ToTable("campaigns").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => row.Id).IsUnique().HasDatabaseName("ux_campaigns_id");
        table.HasIndex(row => new { row.LineId, row.Rank, row.StartedAt }).HasDatabaseName("ix_campaigns_live").HasFilter("is_live");
        table.HasIndex(row => new { row.LineId, row.LastArrivalAt }).HasDatabaseName("ix_campaigns_arrival");
        table.HasIndex(row => row.LastArrivalAt).HasDatabaseName("ix_campaigns_age");
        table.HasIndex(row => new { row.LineId, row.LastArrivalAt }, "guarded")
            .HasDatabaseName("ix_campaigns_guarded").HasFilter("is_held_by_guard");
        table.HasIndex(row => new { row.LineId, row.StoppedAt }).HasDatabaseName("ix_campaigns_stopped")
            .HasFilter("stopped_at IS NOT NULL");
        table.HasIndex(row => new { row.LineId, row.Marker, row.LastArrivalAt }).HasDatabaseName("ix_campaigns_marker")
            .HasFilter("marker IS NOT NULL");
        table.HasIndex(row => new { row.PortalId, row.Marker }).IsUnique().HasDatabaseName("ux_campaigns_prepared")
            .HasFilter("kind = 'prepared' AND run_of IS NULL");
        table.Property(row => row.IsAwaiting).HasDefaultValue(false);
        table.Property(row => row.Received).HasDefaultValue(0L);
        table.Property(row => row.RiskSize).HasDefaultValue(0);
        table.Property(row => row.IsRiskConfirmed).HasDefaultValue(false);
        table.HasIndex(row => row.RunOf).HasDatabaseName("ix_campaigns_run").HasFilter("run_of IS NOT NULL");
        table.HasIndex(row => row.StartedAt).HasDatabaseName("ix_campaigns_taking").HasFilter("takes IS NOT NULL");
        table.HasIndex(row => row.ValidUntil).HasDatabaseName("ix_campaigns_valid").HasFilter("valid_until IS NOT NULL AND is_live");
        table.HasIndex(row => row.LastArrivalAt, "unplanned").HasDatabaseName("ix_campaigns_unplanned")
            .HasFilter("is_live AND planned_at IS NULL");
        table.HasIndex(row => row.LastArrivalAt, "untold").HasDatabaseName("ix_campaigns_untold").HasFilter("end_told_at IS NULL");
        table.HasIndex(row => row.MergedInto).HasDatabaseName("ix_campaigns_merged").HasFilter("merged_into IS NOT NULL");
        table.HasIndex(row => row.StartDueAt).HasDatabaseName("ix_campaigns_starts").HasFilter("start_due_at IS NOT NULL");
        // What was merged lives on in the other one: people see that, and recognition alone asks for it.
        // And nobody sees what was withdrawn.
        table.HasQueryFilter(row => row.MergedInto == null && row.Stage != MailingStage.Withdrawn);
        table.HasIndex(row => new { row.Stage, row.StartDueAt }).HasDatabaseName("ix_campaigns_stage").HasFilter("stage IS NOT NULL");
        table.Ignore(row => row.IsOwn).Ignore(row => row.GathersLetters).Ignore(row => row.Notified).Ignore(row => row.Concerned);
    }
}

internal sealed class CampaignWaveConfiguration : IEntityTypeConfiguration<CampaignWave>
{
    public void Configure(EntityTypeBuilder<CampaignWave> table)
    {
        table.ToTable("campaign_waves").HasKey(row => new { row.PortalId, row.CampaignId, row.Number });
        table.HasIndex(row => row.At).HasDatabaseName("ix_campaign_waves_due").HasFilter("state = 'planned'");
    }
}

internal sealed class IntakeTallyConfiguration : IEntityTypeConfiguration<IntakeTally>
{
    public void Configure(EntityTypeBuilder<IntakeTally> table) =>
        table.ToTable("intake_tallies").HasKey(row => new { row.PortalId, row.LineId, row.Quarter });
}

internal sealed class LineDayConfiguration : IEntityTypeConfiguration<LineDay>
{
    public void Configure(EntityTypeBuilder<LineDay> table)
    {
        table.ToTable("line_days").HasKey(row => new { row.PortalId, row.LineId, row.Day });
        table.HasIndex(row => row.Day).HasDatabaseName("ix_line_days_age");
    }
}

internal sealed class SuppressedNumberConfiguration : IEntityTypeConfiguration<SuppressedNumber>
{
    public void Configure(EntityTypeBuilder<SuppressedNumber> table)
    {
        table.ToTable("suppressed_numbers").HasKey(row => new { row.PortalId, row.Phone, row.Reason });
        table.Property(row => row.IsOtherForm).HasDefaultValue(false);
        table.HasIndex(row => new { row.PortalId, row.At }).HasDatabaseName("ix_suppressed_numbers_at");
    }
}

internal sealed class DemoLedgerConfiguration : IEntityTypeConfiguration<DemoLedger>
{
    public void Configure(EntityTypeBuilder<DemoLedger> table) => table.ToTable("demo_ledgers").HasKey(row => row.PortalHash);
}

internal sealed class RetiredCodeConfiguration : IEntityTypeConfiguration<RetiredCode>
{
    public void Configure(EntityTypeBuilder<RetiredCode> table) => table.ToTable("retired_codes").HasKey(row => row.Code);
}
