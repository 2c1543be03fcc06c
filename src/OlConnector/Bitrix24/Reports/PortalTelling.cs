using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Reports;

/// <summary>What came of one request with reports.</summary>
/// <param name="Settled">The reports that the portal decided about; the others are untouched.</param>
/// <param name="Obstacle">Why nothing more goes to the portal for now; null when more may.</param>
internal sealed record Telling(IReadOnlyList<(DueReport Report, ReportVerdict Verdict)> Settled, RestAnswer? Obstacle = null);

/// <summary>Tells a portal some statuses: fifty in one request, or one by one where it refuses the method in a batch (bitrix24.md §3.5, §4.3).</summary>
internal sealed class PortalTelling(PortalClient client, TimeProvider clock, ILogger<PortalTelling> log)
{
    internal const string Method = "messageservice.message.status.update";

    private static readonly TimeSpan Nonsense = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<PortalId, bool> _withoutBatch = new();

    internal Task<Telling> TellAsync(PortalId portal, IReadOnlyList<DueReport> reports, CancellationToken ct) =>
        reports.Count == 1 || _withoutBatch.ContainsKey(portal) ? TellOneByOneAsync(portal, reports, ct) : TellTogetherAsync(portal, reports, ct);

    private async Task<Telling> TellTogetherAsync(PortalId portal, IReadOnlyList<DueReport> reports, CancellationToken ct)
    {
        var calls = reports.Select((report, i) => new BatchCall($"s{i}", Method, Parameters(report))).ToList();
        var answer = await client.CallBatchAsync(portal, calls, Lane.Background, ct);
        if (answer.Whole is RestAnswer.Failed refusal && IsNoBatch(refusal)) return await WithoutBatchAsync(portal, reports, ct);
        if (answer.Whole is RestAnswer.Failed failed && !failed.Is("ACCESS_DENIED")) return await TellOneByOneAsync(portal, reports, ct);
        if (answer.Whole is not RestAnswer.Ok) return new Telling([], answer.Whole);

        var now = clock.GetUtcNow();
        var settled = reports.Select((report, i) => (Report: report, Verdict: ReportVerdict.Of(report, answer.Parts[calls[i].Key], now))).ToList();
        var refused = settled.Where(item => item.Verdict is ReportVerdict.NotInBatch).Select(item => item.Report).ToList();
        settled.RemoveAll(item => item.Verdict is ReportVerdict.NotInBatch);
        if (refused.Count == 0) return new Telling(settled, AdminNeeded(settled));
        var rest = await WithoutBatchAsync(portal, refused, ct);
        return new Telling([.. settled, .. rest.Settled], rest.Obstacle ?? AdminNeeded(settled));
    }

    private Task<Telling> WithoutBatchAsync(PortalId portal, IReadOnlyList<DueReport> reports, CancellationToken ct)
    {
        if (_withoutBatch.TryAdd(portal, true)) log.NoBatch(portal);
        return TellOneByOneAsync(portal, reports, ct);
    }

    private async Task<Telling> TellOneByOneAsync(PortalId portal, IReadOnlyList<DueReport> reports, CancellationToken ct)
    {
        var settled = new List<(DueReport Report, ReportVerdict Verdict)>();
        foreach (var report in reports)
        {
            var answer = await client.CallAsync(portal, Method, Parameters(report), Lane.Background, ct);
            if (answer is not (RestAnswer.Ok or RestAnswer.Failed)) return new Telling(settled, answer);
            settled.Add((report, Alone(report, answer)));
            if (AdminNeeded(settled) is { } obstacle) return new Telling(settled, obstacle);
        }

        return new Telling(settled);
    }

    /// <summary>A call that goes by itself cannot be sent away for being in a batch; a portal that says so is asked again later.</summary>
    private ReportVerdict Alone(DueReport report, RestAnswer answer)
    {
        var now = clock.GetUtcNow();
        return ReportVerdict.Of(report, answer, now) switch
        {
            ReportVerdict.NotInBatch => new ReportVerdict.Again(now + Nonsense, "refused as part of a batch that it was not"),
            var verdict => verdict,
        };
    }

    private static bool IsNoBatch(RestAnswer.Failed refusal) => refusal.Is("ERROR_BATCH_METHOD_NOT_ALLOWED") || refusal.Is("ERROR_METHOD_NOT_FOUND");

    private static RestAnswer.NeedsReauthorization? AdminNeeded(IEnumerable<(DueReport Report, ReportVerdict Verdict)> settled) =>
        settled.Select(item => item.Verdict).OfType<ReportVerdict.NeedsAdmin>().FirstOrDefault() is { } denied ? new RestAnswer.NeedsReauthorization(denied.Error) : null;

    private static JObject Parameters(DueReport report) => new() { ["CODE"] = report.Code, ["MESSAGE_ID"] = report.PortalMessageId, ["STATUS"] = report.Wanted };
}
