using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Quotas;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Installing;

/// <summary>
/// Tells a portal's administrators before what they paid for ends (product.md §11). The portal itself says how many days are left; a
/// term of which nothing is to be said forgets what was said of the one before.
/// </summary>
internal sealed class TermNotices(
    Database database, Writer writer, PortalClient client, AdminNotices notices, ILogger<TermNotices> log)
{
    private const int PortalsAtOnce = 8;

    private const string Mark =
        "UPDATE portals SET term_told = @mark WHERE id = @portal AND (term_told IS NULL OR term_told > @mark OR @mark IS NULL)";

    /// <summary>Asks every portal that is served.</summary>
    internal async Task AskAllAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var served = await db.Portals.AsNoTracking().Where(portal => portal.State == PortalState.Active && !portal.NeedsReauthorization)
            .OrderBy(portal => portal.Id).Select(portal => new { portal.Id, portal.TermTold }).ToListAsync(ct);
        await Parallel.ForEachAsync(
            served, new ParallelOptions { MaxDegreeOfParallelism = PortalsAtOnce, CancellationToken = ct },
            async (portal, until) => await TryTellAsync(portal.Id, portal.TermTold, until));
    }

    /// <summary>One portal's trouble keeps no other from being asked.</summary>
    private async Task TryTellAsync(PortalId portal, int? told, CancellationToken ct)
    {
        try
        {
            if (await DaysLeftAsync(portal, ct) is { } days) await TellAsync(portal, days, told, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.PortalCareBroke(portal, failure);
        }
    }

    /// <summary>Null for a kind of installation without an end, and where the portal says nothing.</summary>
    private async Task<int?> DaysLeftAsync(PortalId portal, CancellationToken ct) =>
        await client.CallAsync(portal, "app.info", [], Priority.Background, ct) is RestAnswer.Ok { Result: JObject about }
        && about["DAYS"] is JValue { Value: not null } days && int.TryParse($"{days}", out var left) ? left : null;

    private async Task TellAsync(PortalId portal, int days, int? told, CancellationToken ct)
    {
        if (days > EndMarks.OfTerm.Max() && told is not null) await SetAsync(portal, mark: null, ct);
        if (EndMarks.Due(EndMarks.OfTerm, days, told) is not { } mark) return;
        if (await SetAsync(portal, mark, ct) == 0) return;
        if (!await notices.TellOnceAsync(portal, $"olc-term-{mark}", DemoWords.TermEnding(days), ct: ct))
            await SetAsync(portal, mark: null, ct);
    }

    private Task<int> SetAsync(PortalId portal, int? mark, CancellationToken ct) =>
        writer.RunAsync(turn => turn.Execute(Mark, ("portal", portal), ("mark", mark)), ct);
}
