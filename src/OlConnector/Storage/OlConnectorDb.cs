using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Quotas;
using OlConnector.Engine.Risk;
using OlConnector.Engine.Suppression;
using OlConnector.Storage.Rows;

namespace OlConnector.Storage;

/// <summary>
/// The database as EF sees it. The hot paths (intake, claim, settle, outbox) speak SQL through <see cref="Writer"/> instead.
/// </summary>
internal sealed class OlConnectorDb(DbContextOptions<OlConnectorDb> options) : DbContext(options)
{
    public DbSet<Portal> Portals => Set<Portal>();
    public DbSet<PortalUser> Users => Set<PortalUser>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<AnnouncedRemoval> AnnouncedRemovals => Set<AnnouncedRemoval>();
    public DbSet<Line> Lines => Set<Line>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<CampaignWave> Waves => Set<CampaignWave>();
    public DbSet<Recipient> Recipients => Set<Recipient>();
    public DbSet<RecipientFile> RecipientFiles => Set<RecipientFile>();
    public DbSet<RejectedRecipient> RejectedRecipients => Set<RejectedRecipient>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Attempt> Attempts => Set<Attempt>();
    public DbSet<StatusReport> Outbox => Set<StatusReport>();
    public DbSet<ParkedCallback> ParkedCallbacks => Set<ParkedCallback>();
    public DbSet<LineDay> LineDays => Set<LineDay>();
    public DbSet<IntakeTally> IntakeTallies => Set<IntakeTally>();
    public DbSet<ChangedDay> ChangedDays => Set<ChangedDay>();
    public DbSet<SummedDay> SummedDays => Set<SummedDay>();
    public DbSet<SavedTemplate> SavedTemplates => Set<SavedTemplate>();
    public DbSet<SuppressedNumber> SuppressedNumbers => Set<SuppressedNumber>();
    public DbSet<DemoLedger> DemoLedgers => Set<DemoLedger>();
    public DbSet<RetiredCode> RetiredCodes => Set<RetiredCode>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<RestCall> RestCalls => Set<RestCall>();
    public DbSet<Lease> Leases => Set<Lease>();
    public DbSet<Revision> Revisions => Set<Revision>();
    public DbSet<SharedBucket> SharedBuckets => Set<SharedBucket>();
    public DbSet<StoredKey> StoredKeys => Set<StoredKey>();
    public DbSet<MoveMark> Moves => Set<MoveMark>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<WebhookMark> WebhookMarks => Set<WebhookMark>();
    public DbSet<PortalPart> PortalParts => Set<PortalPart>();
    public DbSet<RobotCall> RobotCalls => Set<RobotCall>();

    /// <summary>True only within the writer's turn.</summary>
    internal bool MayWrite { get; init; }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        MayWrite
            ? base.SaveChanges(acceptAllChangesOnSuccess)
            : throw new InvalidOperationException("Rows change in the writer's turn only.");

    /// <inheritdoc/>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("The writer's turn is synchronous: call SaveChanges in it.");

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder types)
    {
        types.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
        types.Properties<TimeSpan>().HaveConversion<MillisecondsConverter>();
        types.Properties<PortalId>().HaveConversion<PortalIdConverter>();
        types.Properties<LineId>().HaveConversion<LineIdConverter>();
        types.Properties<MessageId>().HaveConversion<MessageIdConverter>();
        types.Properties<MessageState>().HaveConversion<WordConverter<MessageState>>();
        types.Properties<MessageSource>().HaveConversion<WordConverter<MessageSource>>();
        types.Properties<Traffic>().HaveConversion<WordConverter<Traffic>>();
        types.Properties<LineState>().HaveConversion<WordConverter<LineState>>();
        types.Properties<Fault>().HaveConversion<WordConverter<Fault>>();
        types.Properties<LineConnection>().HaveConversion<WordConverter<LineConnection>>();
        types.Properties<CampaignKind>().HaveConversion<WordConverter<CampaignKind>>();
        types.Properties<RestartWhich>().HaveConversion<WordConverter<RestartWhich>>();
        types.Properties<MailingStage>().HaveConversion<WordConverter<MailingStage>>();
        types.Properties<RecipientFileState>().HaveConversion<WordConverter<RecipientFileState>>();
        types.Properties<WaveState>().HaveConversion<WordConverter<WaveState>>();
        types.Properties<RiskLevel>().HaveConversion<WordConverter<RiskLevel>>();
        types.Properties<PortalState>().HaveConversion<WordConverter<PortalState>>();
        types.Properties<Role>().HaveConversion<WordConverter<Role>>();
        types.Properties<MissingValuePolicy>().HaveConversion<WordConverter<MissingValuePolicy>>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(OlConnectorDb).Assembly);
        SnakeCase.Apply(model);
    }
}
