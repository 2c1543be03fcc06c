using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Risk;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns.Weighing;

/// <summary>
/// Weighs mailings (product.md §12.9). Facts are read outside of the writer's turn; a mailing's standing is written once its text is known
/// and again where its size passes a bound, not at every message.
/// </summary>
internal sealed class RiskWeighing(Database database, Writer writer, LineRiskReading lines)
{
    /// <summary>States of messages that left or may leave.</summary>
    private static readonly List<MessageState> Reaching =
    [
        MessageState.Accepted, MessageState.Held, MessageState.Queued, MessageState.Dispatching, MessageState.Unknown, MessageState.Sent,
        MessageState.Delivered, MessageState.Read, MessageState.Undelivered, MessageState.Failed,
    ];

    /// <summary>How many get a mailing, by the counts of its messages; null before there are any.</summary>
    internal static int? RecipientsOf(IReadOnlyDictionary<MessageState, int> states) =>
        Reaching.Sum(state => states.GetValueOrDefault(state)) is > 0 and var recipients ? recipients : null;

    /// <summary>A mailing's risk as it stands now.</summary>
    internal async Task<RiskScore> OfAsync(Campaign campaign, CancellationToken ct)
    {
        await using var db = database.Read();
        var recipients = await db.Messages
            .CountAsync(message => message.CampaignId == campaign.Id && Reaching.Contains(message.State), ct);
        if (campaign.Stage is not null) recipients += await db.Recipients.CountAsync(row => row.CampaignId == campaign.Id, ct);
        return await OfAsync(db, campaign, recipients == 0 ? null : recipients, ct);
    }

    /// <summary>The risk of an own mailing that is about to be made.</summary>
    internal async Task<RiskScore> OfAsync(Campaign made, int recipients, CancellationToken ct)
    {
        await using var db = database.Read();
        return await OfAsync(db, made, recipients, ct);
    }

    /// <summary>The same where it is known how many get it.</summary>
    internal async Task<RiskScore> OfAsync(OlConnectorDb db, Campaign campaign, int? recipients, CancellationToken ct)
    {
        var line = await db.Lines.AsNoTracking().SingleAsync(row => row.PortalId == campaign.PortalId && row.Id == campaign.LineId, ct);
        var settings = MailingJson.SettingsOf(campaign.Settings);
        return RiskScore.Of(new RiskFacts(
            lines.ReachOf(line.GatewayKind), await lines.OfAsync(db, line, settings, recipients, ct),
            await MailingRiskReading.OfAsync(db, campaign, recipients, ct), await MailingRiskReading.OfTextAsync(db, campaign, ct)));
    }

    /// <summary>Weighs a mailing whose letter still arrives, and keeps how it stands.</summary>
    internal async Task WeighAsync(PortalId portal, Guid id)
    {
        await using var db = database.Read();
        var campaign = await db.Campaigns.IgnoreQueryFilters().AsNoTracking()
            .SingleOrDefaultAsync(row => row.PortalId == portal && row.Id == id, CancellationToken.None);
        if (campaign is null) return;
        // How many it will be nobody knows: only what it has passed already counts.
        var size = campaign.Size + 1;
        int? passed = size > RiskSizes.Large ? size : null;
        var risk = await OfAsync(db, campaign, passed, CancellationToken.None);
        await writer.RunAsync(turn => RiskStandings.Keep(turn, id, risk.Level, size));
    }
}
