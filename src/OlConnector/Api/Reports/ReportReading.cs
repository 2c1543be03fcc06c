using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Messages;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Gateways;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Limits;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Reports;

/// <summary>
/// Reads messages for reports, a slice at a time: between two slices nothing of the database is held, however slowly the report is taken.
/// Each slice takes its turn among the dear calls, so that a long report and a large portal stand in nobody's way.
/// </summary>
internal sealed class ReportReading(Database database, GatewayCatalog kinds, DearCalls places, TimeProvider clock)
{
    /// <summary>Messages that are in memory at once.</summary>
    private const int Slice = 500;

    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);

    /// <summary>What a query asks for; the refusal of one that cannot be understood.</summary>
    internal async Task<(Refusal? Refusal, Report? Report)> OpenAsync(Caller caller, MessageQuery query, CancellationToken ct)
    {
        await using var db = database.Read();
        var portal = await db.Portals.Where(row => row.Id == caller.Portal)
            .Select(row => new { row.TimeZone, row.Country }).SingleAsync(ct);
        var zone = portal.TimeZone;
        if (MessageFilter.TryRead(query, zone, out var filter, portal.Country) is { } refusal) return (refusal, null);
        var lines = await db.Lines.AsNoTracking().Where(line => line.PortalId == caller.Portal)
            .Select(line => new { line.Id, line.Name, line.GatewayKind }).ToListAsync(ct);
        var clockOf = LocalTimes.TryFindZone(zone, out var found) ? found : TimeZoneInfo.Utc;
        return (null, new Report(
            new ReportReader(caller, clockOf), filter!,
            lines.ToDictionary(line => line.Id, line => new ReportLine(line.Name, ChannelOf(line.GatewayKind)))));
    }

    /// <summary>Its rows: of one mailing in the order of acceptance, else newest first.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<ReportRow>> PagesAsync(
        Report report, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var mailings = new Dictionary<Guid, string>();
        for (Message? last = null; ;)
        {
            var (rows, end) = await SliceAsync(report, last, mailings, ct);
            if (rows.Count > 0) yield return rows;
            if (end is null) yield break;
            last = end;
        }
    }

    private async Task<(List<ReportRow> Rows, Message? Last)> SliceAsync(
        Report report, Message? last, Dictionary<Guid, string> mailings, CancellationToken ct)
    {
        IDisposable? place;
        while ((place = await places.EnterAsync(report.Reader.Caller, ct)) is null) await Task.Delay(ComeBack, clock, ct);
        (List<ReportRow> Rows, Message? Last) read = ([], null);
        using (place) await OwnThread.RunAsync(async () => read = await ReadAsync(report, last, mailings, ct));
        return read;
    }

    private async Task<(List<ReportRow> Rows, Message? Last)> ReadAsync(
        Report report, Message? last, Dictionary<Guid, string> mailings, CancellationToken ct)
    {
        await using var db = database.Read();
        var messages = await Ordered(db, report, last).Take(Slice).ToListAsync(ct);
        await NameAsync(db, report, messages, mailings, ct);
        var answers = await AnswersAsync(db, messages, ct);
        var rows = messages.ConvertAll(message => new ReportRow(
            message, report.Lines.GetValueOrDefault(message.LineId)?.Name ?? "", report.Lines.GetValueOrDefault(message.LineId)?.Channel,
            message.CampaignId is { } id ? mailings.GetValueOrDefault(id) : null, answers.GetValueOrDefault(message.Sequence)));
        return (rows, messages.Count < Slice ? null : messages[^1]);
    }

    private static IQueryable<Message> Ordered(OlConnectorDb db, Report report, Message? last) => report.Filter.Campaign is null
        ? report.Filter.Apply(db, report.Reader.Caller, last?.Id.Value).OrderByDescending(message => message.Id)
        : report.Filter.ApplyBehind(db, report.Reader.Caller, last?.Sequence ?? 0).OrderBy(message => message.Sequence);

    private static async Task NameAsync(
        OlConnectorDb db, Report report, List<Message> messages, Dictionary<Guid, string> mailings, CancellationToken ct)
    {
        var unknown = messages.Select(message => message.CampaignId).OfType<Guid>().Distinct()
            .Where(id => !mailings.ContainsKey(id)).ToList();
        if (unknown.Count == 0) return;
        var seesPeople = report.Reader.Caller.SeesPeople;
        foreach (var one in await db.Campaigns.Where(campaign => unknown.Contains(campaign.Id))
            .Select(campaign => new { campaign.Id, campaign.Name }).ToListAsync(ct))
            mailings[one.Id] = seesPeople ? one.Name : CampaignName.WithoutText(one.Name);
    }

    /// <summary>Only what went wrong is asked for its last try.</summary>
    private static async Task<Dictionary<long, Attempt>> AnswersAsync(OlConnectorDb db, List<Message> messages, CancellationToken ct)
    {
        var failed = messages.Where(message => message.State is MessageState.Failed or MessageState.Undelivered)
            .ToDictionary(message => message.Sequence, message => message.Attempt);
        if (failed.Count == 0) return [];
        var attempts = await db.Attempts.AsNoTracking().Where(attempt => failed.Keys.Contains(attempt.MessageSequence)).ToListAsync(ct);
        return attempts.Where(attempt => failed[attempt.MessageSequence] == attempt.Number)
            .ToDictionary(attempt => attempt.MessageSequence);
    }

    private Channel? ChannelOf(string kind) => kinds.TryGet(kind, out var known) ? known.Traits.Channel : null;
}

/// <summary>A report that is about to be read.</summary>
/// <param name="Reader">For whom.</param>
/// <param name="Filter">Of which messages.</param>
/// <param name="Lines">The portal's lines, deleted ones too.</param>
internal sealed record Report(ReportReader Reader, MessageFilter Filter, IReadOnlyDictionary<LineId, ReportLine> Lines);

/// <summary>A line as a report names it.</summary>
internal sealed record ReportLine(string Name, Channel? Channel);
