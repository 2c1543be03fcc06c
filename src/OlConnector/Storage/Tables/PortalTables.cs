using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OlConnector.Engine.Portals;

namespace OlConnector.Storage.Tables;

internal sealed class PortalConfiguration : IEntityTypeConfiguration<Portal>
{
    public void Configure(EntityTypeBuilder<Portal> table)
    {
        table.ToTable("portals").HasKey(row => row.Id);
        table.HasIndex(row => row.Domain).HasDatabaseName("ix_portals_domain");
        table.Property(row => row.Collects).HasDefaultValue(false);
        table.Property(row => row.IsClosedToNewUsers).HasDefaultValue(false);
        table.Property(row => row.HoldsHighRisk).HasDefaultValue(false);
        // EF takes the column's default for a value that nobody set: for this one false is a value.
        table.Property(row => row.SkipsRepeats).HasDefaultValue(true).HasSentinel(true);
        table.HasIndex(row => row.Revision).HasDatabaseName("ix_portals_revision").HasFilter("revision IS NOT NULL");
        table.HasIndex(row => row.PurgeRequestedAt).HasDatabaseName("ix_portals_purge").HasFilter("purge_requested_at IS NOT NULL");
    }
}

internal sealed class AnnouncedRemovalConfiguration : IEntityTypeConfiguration<AnnouncedRemoval>
{
    public void Configure(EntityTypeBuilder<AnnouncedRemoval> table)
    {
        table.ToTable("announced_removals").HasKey(row => row.PortalId);
        table.HasIndex(row => row.LookAt).HasDatabaseName("ix_announced_removals_look");
    }
}

internal sealed class PortalUserConfiguration : IEntityTypeConfiguration<PortalUser>
{
    public void Configure(EntityTypeBuilder<PortalUser> table) =>
        table.ToTable("portal_users").HasKey(row => new { row.PortalId, row.UserId });
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> table)
    {
        table.ToTable("api_tokens").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => row.Hash).IsUnique().HasDatabaseName("ux_api_tokens_hash");
        table.Property(row => row.CallsPer3Seconds);
        table.Property(row => row.SendsTransactional).HasDefaultValue(false);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("audit").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => new { row.PortalId, row.At }).HasDatabaseName("ix_audit_at");
        table.HasIndex(row => new { row.PortalId, row.Subject, row.At }).HasDatabaseName("ix_audit_subject");
        table.HasIndex(row => row.At).HasDatabaseName("ix_audit_age");
    }
}

internal sealed class RestCallConfiguration : IEntityTypeConfiguration<RestCall>
{
    public void Configure(EntityTypeBuilder<RestCall> table)
    {
        table.ToTable("rest_calls").HasKey(row => new { row.PortalId, row.Id });
        table.HasIndex(row => row.At).HasDatabaseName("ix_rest_calls_at");
    }
}

internal sealed class IdempotentAnswerConfiguration : IEntityTypeConfiguration<IdempotentAnswer>
{
    public void Configure(EntityTypeBuilder<IdempotentAnswer> table)
    {
        table.ToTable("idempotent_answers").HasKey(row => new { row.PortalId, row.Key });
        table.HasIndex(row => row.At).HasDatabaseName("ix_idempotent_answers_at");
    }
}
