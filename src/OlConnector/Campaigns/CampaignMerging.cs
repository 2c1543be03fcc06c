using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Makes one mailing of two that recognition took apart (design.md §6). From the first transaction on nothing of the other one leaves but
/// as a message of this one; its letter is known as before, and what still comes of it belongs to this one too.
/// </summary>
internal sealed class CampaignMerging(
    Writer writer, MergeFilling filling, CampaignEnd end, LineDue lines, AuditTrail audit, TimeProvider clock)
{
    private const string CountOf = "SELECT COUNT(*) FROM messages WHERE campaign_id = @other";

    /// <summary>Its name and text are a client's; the letter is known by its skeleton.</summary>
    private const string GiveUp = """
        UPDATE campaigns SET merged_into = @into, is_live = @no, is_paused = @yes, is_held_by_guard = @no, end_told_at = @now,
               valid_until = NULL, start_due_at = NULL, collecting_until = NULL, notify_number = NULL, name = '', first_text = '',
               skeleton = @skeleton, version = version + 1
         WHERE id = @other
        """;

    private const string TakeOver = """
        UPDATE campaigns SET is_paused = @paused, is_held_by_guard = @guarded, is_live = @yes, end_told_at = NULL, started_at = @start,
               last_arrival_at = @arrival, author = COALESCE(author, @author), version = version + 1,
               collecting_until = CASE WHEN collecting_until IS NOT NULL THEN @collecting END
         WHERE id = @into
        """;

    private const string Repoint = "UPDATE campaigns SET merged_into = @into WHERE merged_into = @other";
    private const string RepointRuns = "UPDATE campaigns SET run_of = @into WHERE run_of = @other";

    /// <summary>Merges; done once, however often it is called.</summary>
    internal async Task<MergeResult> MergeAsync(Campaign into, Guid other, string actor)
    {
        if (await writer.RunAsync(turn => Begin(turn, into, other, actor)) is { } refused) return refused;
        var (moved, duplicates, held) = await filling.FillAsync(other, into.Id, into.LineId);
        var inFlight = await writer.RunAsync(turn => CampaignControl.InFlightOf(turn, into.Id));
        return new MergeResult.Merged(moved, duplicates, held, inFlight);
    }

    /// <summary>Null when the messages are to be moved now.</summary>
    private MergeResult? Begin(WriteTurn turn, Campaign found, Guid otherId, string actor)
    {
        // Whoever composes, claims or sorts messages holds their line: nothing of either moves meanwhile.
        LineRow.Find(turn, found.LineId);
        var now = clock.GetUtcNow();
        using var db = turn.OpenDb();
        var both = db.Campaigns.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.PortalId == found.PortalId && (row.Id == found.Id || row.Id == otherId)).ToList();
        var into = both.Find(row => row.Id == found.Id && row.MergedInto is null);
        if (into is null || both.Find(row => row.Id == otherId) is not { } other) return new MergeResult.NotThere();
        if (other.MergedInto == into.Id) return null;
        if (other.MergedInto is not null) return new MergeResult.NotThere();
        if (other.LineId != into.LineId) return new MergeResult.OtherLine();
        if (other.Kind == CampaignKind.Prepared) return new MergeResult.IsPrepared();
        if (!CanMerge(turn, into, now) || !CanMerge(turn, other, now)) return new MergeResult.WrongState();

        CampaignWaves.Cancel(turn, other.Id);
        turn.Execute(
            GiveUp, ("into", into.Id), ("no", false), ("yes", true), ("now", now), ("other", other.Id),
            ("skeleton", OpenLetter.SkeletonOf(other.Skeleton, other.FirstText).ToString()));
        var (start, arrival) = (Earlier(into.StartedAt, other.StartedAt), Later(into.LastArrivalAt, other.LastArrivalAt));
        turn.Execute(
            TakeOver, ("into", into.Id), ("paused", into.IsPaused || other.IsPaused), ("yes", true),
            ("guarded", into.IsHeldByGuard || other.IsHeldByGuard), ("start", start), ("arrival", arrival), ("author", other.Author),
            ("collecting", end.ClosesAt(start, arrival)));
        turn.Execute(Repoint, ("into", into.Id), ("other", other.Id));
        turn.Execute(RepointRuns, ("into", into.Id), ("other", other.Id));
        CampaignPlan.Forget(turn, into.Id);
        var count = turn.First(CountOf, row => row.GetInt32(0), ("other", other.Id));
        audit.Write(
            turn, into.PortalId, actor, "campaign merged", $"{into.Id:N}", before: $"{other.Id:N} {other.Name}",
            after: $"{count} messages of {other.Id:N}");
        lines.Recompute(turn, into.LineId, now);
        return null;
    }

    private bool CanMerge(WriteTurn turn, Campaign campaign, DateTimeOffset now) =>
        campaign is { IsAwaiting: false, StoppedAt: null, GathersLetters: true } && !end.Has(turn, campaign, now);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
