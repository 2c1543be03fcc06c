using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Makes a mailing of its own of unsent messages that recognition put into the wrong one (design.md §6). It goes on as it was: paused,
/// held and counted alike. Both letters are learnt anew from what is theirs, so that neither takes the other's again.
/// </summary>
internal sealed class CampaignSeparating(LineDue lines, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Messages of one call: they move in one transaction.</summary>
    internal const int MostMessages = 500;

    /// <summary>More messages teach a letter nothing.</summary>
    private const int MostLearnt = 250;

    private const string Move = $"UPDATE messages SET campaign_id = @to WHERE sequence {RowSet.Sequences}";

    /// <summary>What was merged into it is part of what it learns from anew.</summary>
    private const string ForgetMerged = """
        DELETE FROM campaigns
         WHERE merged_into = @from AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.campaign_id = campaigns.id)
        """;

    /// <summary>Separates in the caller's transaction.</summary>
    internal SeparateResult Separate(WriteTurn turn, Campaign found, IReadOnlyCollection<MessageId> messages, string actor)
    {
        LineRow.Find(turn, found.LineId);
        using var db = turn.OpenDb();
        var campaign = db.Campaigns.SingleOrDefault(row => row.PortalId == found.PortalId && row.Id == found.Id);
        if (campaign is not { StoppedAt: null, GathersLetters: true }) return new SeparateResult.WrongState();
        var sequences = db.Messages
            .Where(row => row.PortalId == found.PortalId && row.CampaignId == found.Id && messages.Contains(row.Id))
            .Select(row => row.Sequence).ToList();
        if (sequences.Count < messages.Count) return new SeparateResult.NotOfMailing();
        var rows = MessageRow.Find(turn, sequences).Values.Where(row => row.State.IsWaiting()).ToList();
        var waiting = rows.ConvertAll(row => row.Sequence);
        if (waiting.Count == 0) return new SeparateResult.NothingWaits();
        if (!db.Messages.Any(row => row.CampaignId == found.Id && !waiting.Contains(row.Sequence)))
            return new SeparateResult.WholeMailing();

        var separated = Begin(turn, db, campaign, waiting);
        turn.Execute(Move, ("to", separated.Id), ("sequences", waiting));
        foreach (var row in rows) ChangedDays.Note(turn, row.PortalId, row.AcceptedAt);
        MailingTallies.Count(turn, campaign.Id, -waiting.Count);
        if (campaign.Kind == CampaignKind.Marketing) Relearn(turn, db, campaign);
        campaign.Size -= separated.Size;
        campaign.IsHeldByGuard = campaign.IsHeldByGuard && HasGuarded(db, campaign.Id);
        campaign.Version++;
        db.SaveChanges();
        turn.Execute(ForgetMerged, ("from", campaign.Id));
        CampaignPlan.Forget(turn, campaign.Id);
        audit.Write(
            turn, campaign.PortalId, actor, "campaign separated", $"{campaign.Id:N}",
            after: $"{waiting.Count} messages into {separated.Id:N}");
        lines.Recompute(turn, campaign.LineId, clock.GetUtcNow());
        var inFlight = CampaignControl.InFlightOf(turn, campaign.Id);
        return new SeparateResult.Separated(separated.Id, waiting.Count, messages.Count - waiting.Count, inFlight);
    }

    private Campaign Begin(WriteTurn turn, OlConnectorDb db, Campaign from, List<long> waiting)
    {
        var rows = db.Messages.AsNoTracking().Where(row => waiting.Contains(row.Sequence)).OrderBy(row => row.Sequence)
            .Select(row => new { row.AcceptedAt, row.Template, row.IsGuardCounted, row.State, row.Reason }).ToList();
        var start = rows.Min(row => row.AcceptedAt);
        var separated = new Campaign
        {
            PortalId = from.PortalId,
            Id = NewKey.At(clock),
            LineId = from.LineId,
            Kind = CampaignKind.Marketing,
            Name = MailingName.Of(turn, from.LineId, start, rows[0].Template),
            Rank = from.Rank,
            StartedAt = start,
            LastArrivalAt = rows.Max(row => row.AcceptedAt),
            Author = from.Author,
            FirstText = rows[0].Template,
            Skeleton = Learnt(rows.Select(row => row.Template)),
            Settings = from.Settings,
            StartDueAt = from.StartDueAt,
            CollectingUntil = from.CollectingUntil,
            ValidUntil = from.ValidUntil,
            Notify = from.Notify,
            IsPaused = from.IsPaused,
            Size = rows.Count(row => row.IsGuardCounted),
            Received = rows.Count,
            IsHeldByGuard = rows.Exists(row => row is { State: MessageState.Held, Reason: Reason.SegmentGuard }),
        };
        db.Campaigns.Add(separated);
        db.SaveChanges();
        return separated;
    }

    private static void Relearn(WriteTurn turn, OlConnectorDb db, Campaign campaign)
    {
        var texts = db.Messages.Where(row => row.CampaignId == campaign.Id && row.Template != "").OrderBy(row => row.Sequence)
            .Select(row => row.Template).Take(MostLearnt).ToList();
        if (texts.Count == 0) return;
        campaign.Skeleton = Learnt(texts);
        if (texts.Contains(campaign.FirstText)) return;
        campaign.FirstText = texts[0];
        if (CampaignName.WithoutText(campaign.Name) != campaign.Name)
            campaign.Name = MailingName.Of(turn, campaign.LineId, campaign.StartedAt, texts[0]);
    }

    private static string? Learnt(IEnumerable<string> texts) => Skeleton.OfAll(texts.Take(MostLearnt))?.ToString();

    private static bool HasGuarded(OlConnectorDb db, Guid campaign) => db.Messages.Any(
        row => row.CampaignId == campaign && row.State == MessageState.Held && row.Reason == Reason.SegmentGuard);
}
