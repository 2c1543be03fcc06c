using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// Tells portals what became of their messages, and their processes what became of theirs: batches of up to 50, one request in flight per
/// portal (design.md §4.16).
/// </summary>
internal sealed class Teller(
    Writer writer, PortalClient client, PortalStanding standing, AuthorTokens authors, RobotReturns returns, Leases leases,
    TimeProvider clock, ILogger<Teller> log)
{
    private const string OneAtATime = "statuses";
    private const string Update = "messageservice.message.status.update";
    private static readonly TimeSpan Parked = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<PortalId, bool> _withoutBatch = new();
    private readonly ConcurrentDictionary<PortalId, DateTimeOffset> _resting = new();

    /// <summary>Portals that have something due and are not resting, and when to look again.</summary>
    internal async Task<(List<PortalId> Portals, DateTimeOffset? Next)> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (due, next) = await writer.RunAsync(
            turn => (
                DueTellings.PortalsWithDue(turn, now).Union(DueReturns.PortalsWithDue(turn, now)).ToList(),
                Moments.Earlier(DueTellings.NextAt(turn, now), DueReturns.NextAt(turn, now))),
            ct);
        foreach (var portal in due.Where(IsResting(now)))
            if (_resting[portal] < (next ?? DateTimeOffset.MaxValue)) next = _resting[portal];
        due.RemoveAll(portal => IsResting(now)(portal));
        return (due, next);
    }

    /// <summary>
    /// Tells one portal all that is due for it, as far as it lets us. One node at a time has a request in flight; the others look again in
    /// a while.
    /// </summary>
    internal async Task TellAsync(PortalId portal, CancellationToken ct)
    {
        if (!await leases.TryWorkAsync(portal, OneAtATime, held => TellAllAsync(portal, held), ct))
            _resting[portal] = clock.GetUtcNow() + Wakeups.LooksAgain;
    }

    private async Task TellAllAsync(PortalId portal, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && await TellBatchAsync(portal, ct))
        {
        }

        while (!ct.IsCancellationRequested && !IsResting(clock.GetUtcNow())(portal) && await ReturnSomeAsync(portal, ct))
        {
        }
    }

    /// <summary>True when there may be more processes to tell at once. What one of them will not hear says nothing of the portal.</summary>
    private async Task<bool> ReturnSomeAsync(PortalId portal, CancellationToken ct)
    {
        var answers = await returns.TellSomeAsync(portal, ct);
        return answers.Count > 0 && await ConcludeAsync(portal, answers.FindAll(answer => answer is not RestAnswer.Failed));
    }

    /// <summary>True when there may be more to tell at once.</summary>
    private async Task<bool> TellBatchAsync(PortalId portal, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await writer.RunAsync(turn => DueTellings.Due(turn, portal, BatchWire.Most, now), ct);
        return due.Count > 0 && await TellSomeAsync(portal, due, ct);
    }

    /// <summary>True when the next ones may be told at once.</summary>
    private async Task<bool> TellSomeAsync(PortalId portal, List<DueTelling> due, CancellationToken ct)
    {
        var asBatch = due.Count > 1 && !_withoutBatch.ContainsKey(portal);
        if (!asBatch) due = [due[0]];
        var answers = asBatch
            ? await BatchAsync(portal, due, ct)
            : [await client.CallAsync(portal, Update, Parameters(due[0]), Priority.Background, ct)];
        if (asBatch && answers.Exists(TellingPolicy.IsNotForBatch)) _withoutBatch[portal] = true;

        for (var i = 0; i < due.Count; i++)
            if (HasLostRights(answers[i])) answers[i] = await AsAuthorAsync(portal, due[i], answers[i], ct);
        await SettleAsync(due, answers);
        return await ConcludeAsync(portal, answers);
    }

    private async Task<List<RestAnswer>> BatchAsync(PortalId portal, List<DueTelling> due, CancellationToken ct)
    {
        var calls = due.Select((report, index) => new BatchCall($"m{index}", Update, Parameters(report))).ToList();
        var answer = await client.CallBatchAsync(portal, calls, Priority.Background, ct);
        return answer.Whole is RestAnswer.Ok ? calls.ConvertAll(call => answer.Parts[call.Key]) : due.ConvertAll(_ => answer.Whole);
    }

    private async Task<RestAnswer> AsAuthorAsync(PortalId portal, DueTelling report, RestAnswer denied, CancellationToken ct)
    {
        var author = await writer.RunAsync(turn => turn.First(AuthorOf, row => row.TextOrNull(0), ("sequence", report.Sequence)), ct);
        if (authors.Find(portal, author) is not { } token) return denied;
        return await client.CallAsUserAsync(
            portal, token, Update, Parameters(report), ct) is var answer and (RestAnswer.Ok or RestAnswer.Later)
            ? answer
            : denied;
    }

    private const string AuthorOf = "SELECT author FROM messages WHERE sequence = @sequence";

    private async Task SettleAsync(List<DueTelling> due, List<RestAnswer> answers)
    {
        var now = clock.GetUtcNow();
        var settled = due.Zip(
            answers,
            (report, answer) => (Report: report, Telling: answer is RestAnswer.Later ? null : TellingPolicy.Of(answer, report, now)))
            .Where(pair => pair.Telling is not null).OrderBy(pair => pair.Report.Sequence).ToList();
        await writer.RunAsync(turn => settled.ForEach(pair => DueTellings.Settle(turn, pair.Report, pair.Telling!, now)));
        foreach (var (report, telling) in settled)
            if (telling is TellingResult.Dropped { Error: not ("ERROR_MESSAGE_NOT_FOUND" or "TOO_OLD") } dropped)
                log.ReportRefused(report.Sequence, dropped.Error);
    }

    /// <summary>What the answers say about the portal as a whole; true when it goes on.</summary>
    private async Task<bool> ConcludeAsync(PortalId portal, List<RestAnswer> answers)
    {
        switch (
            answers.Find(answer => answer is not RestAnswer.Ok and not RestAnswer.Failed)
                ?? answers.Find(answer => answer is RestAnswer.Failed failed && failed.Is("ACCESS_DENIED")))
        {
            case RestAnswer.Later later:
                _resting[portal] = clock.GetUtcNow() + later.After;
                return false;
            case RestAnswer.Gone:
                await SliceAsync((turn, now) => DueTellings.DropDue(turn, portal, "PORTAL_GONE", now));
                await SliceAsync((turn, now) => DueReturns.DropDue(turn, portal, "PORTAL_GONE", now));
                return false;
            case RestAnswer.Failed:
                await standing.MarkAdministratorNeededAsync(portal, "the stored administrator may not tell statuses any more");
                await ParkStatusesAsync(portal, "ACCESS_DENIED");
                return false;
            case RestAnswer.Unpaid:
                await ParkAsync(portal, "PORTAL_UNPAID");
                return false;
            case RestAnswer.NeedsReauthorization:
                await ParkAsync(portal, "NEEDS_REAUTHORIZATION");
                return false;
            default:
                return true;
        }
    }

    private Task ParkStatusesAsync(PortalId portal, string why) =>
        SliceAsync((turn, now) => DueTellings.ParkDue(turn, portal, why, now + Parked, now - TellingPolicy.RowLives, now));

    private async Task ParkAsync(PortalId portal, string why)
    {
        await ParkStatusesAsync(portal, why);
        await SliceAsync((turn, now) => DueReturns.ParkDue(turn, portal, why, now + Parked, now));
    }

    private async Task SliceAsync(Func<WriteTurn, DateTimeOffset, bool> work)
    {
        var now = clock.GetUtcNow();
        while (await writer.RunAsync(turn => work(turn, now)))
        {
        }
    }

    private static bool HasLostRights(RestAnswer answer) =>
        answer is RestAnswer.NeedsReauthorization || (answer is RestAnswer.Failed failed && failed.Is("ACCESS_DENIED"));

    private Func<PortalId, bool> IsResting(DateTimeOffset now) => portal => _resting.TryGetValue(portal, out var until) && until > now;

    private static JObject Parameters(DueTelling report) =>
        new() { ["CODE"] = report.Code, ["MESSAGE_ID"] = report.MessageId, ["STATUS"] = report.Wanted };
}
