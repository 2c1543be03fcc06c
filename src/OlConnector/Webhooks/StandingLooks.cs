using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Webhooks;

/// <summary>
/// Tells what changed of campaigns and lines: they are compared with what was told last, for portals that listen. What changes in between
/// and back again is not told; what stands is, after any crash.
/// </summary>
internal sealed class StandingLooks(
    Database database, Writer writer, WebhookListeners listeners, WebhookEvents events, CampaignWord wordOf, TimeProvider clock)
{
    /// <summary>How long after a change it is told. 5 seconds.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private static readonly string[] Told = [EventTypes.CampaignUpdated, EventTypes.CampaignCompleted, EventTypes.LineUpdated];

    private const string SetMark = """
        INSERT INTO webhook_marks (portal_id, subject_id, mark) VALUES (@portal, @subject, @mark)
        ON CONFLICT (portal_id, subject_id) DO UPDATE SET mark = excluded.mark WHERE webhook_marks.mark <> excluded.mark
        """;

    private const string KeepMark = """
        INSERT INTO webhook_marks (portal_id, subject_id, mark) VALUES (@portal, @subject, @mark)
        ON CONFLICT (portal_id, subject_id) DO NOTHING
        """;

    private const string DropMark = "DELETE FROM webhook_marks WHERE portal_id = @portal AND subject_id = @subject";
    private const string DropMarks = "DELETE FROM webhook_marks WHERE portal_id = @portal";

    private const string IsHeard = """
        SELECT 1 FROM webhooks WHERE portal_id = @portal AND off_at IS NULL AND (events LIKE '%campaign.%' OR events LIKE '%line.%')
        """;

    /// <summary>True while somebody wants to hear of campaigns or lines.</summary>
    internal bool AreWanted => listeners.Of(Told).Count > 0;

    /// <summary>One look at all portals that listen.</summary>
    internal async Task LookAsync(CancellationToken ct)
    {
        foreach (var portal in listeners.Of(Told)) await LookAsync(portal, ct);
    }

    /// <summary>How a portal's lines and open campaigns stand now.</summary>
    internal async Task<IReadOnlyList<Standing>> ReadAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        var lines = await db.Lines.AsNoTracking().Where(line => line.PortalId == portal).ToListAsync(ct);
        return [.. lines.Select(Standing.Of), .. (await OpenAsync(db, portal, ct)).Select(Standing.Of)];
    }

    /// <summary>
    /// A webhook is about to be made or changed: what stands now is no news to it. Where nobody listened, older marks tell nothing.
    /// </summary>
    internal static void Begin(WriteTurn turn, PortalId portal, IReadOnlyList<Standing> standings)
    {
        if (!turn.First(IsHeard, _ => true, ("portal", portal))) turn.Execute(DropMarks, ("portal", portal));
        foreach (var one in standings) turn.Put(KeepMark, ("portal", portal), ("subject", one.Subject), ("mark", one.Mark));
    }

    private async Task LookAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        var marks = await db.WebhookMarks.AsNoTracking().Where(row => row.PortalId == portal)
            .ToDictionaryAsync(row => row.SubjectId, row => row.Mark, ct);
        foreach (var line in await db.Lines.AsNoTracking().Where(line => line.PortalId == portal).ToListAsync(ct))
            await TellAsync(portal, Standing.Of(line), marks, ct, (EventTypes.LineUpdated, Standing.Data(line)));
        var open = await OpenAsync(db, portal, ct);
        foreach (var campaign in open.Concat(await MarkedAsync(db, portal, open, ct))) await TellAsync(db, campaign, marks, ct);
    }

    private async Task TellAsync(OlConnectorDb db, Campaign campaign, Dictionary<Guid, string> marks, CancellationToken ct)
    {
        var standing = Standing.Of(campaign);
        var before = marks.GetValueOrDefault(campaign.Id);
        if (before == standing.Mark)
        {
            if (standing.IsOver) await DropAsync(campaign.PortalId, campaign.Id, ct);
            return;
        }

        var states = await db.Messages.Where(message => message.CampaignId == campaign.Id).GroupBy(message => message.State)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var data = Standing.Data(campaign, states, wordOf);
        if (Standing.Ends(campaign, before))
            await TellAsync(
                campaign.PortalId, standing, marks, ct, (EventTypes.CampaignUpdated, data), (EventTypes.CampaignCompleted, data));
        else await TellAsync(campaign.PortalId, standing, marks, ct, (EventTypes.CampaignUpdated, data));
    }

    /// <summary>Mark and events in one transaction: of two nodes that look at the same time one tells.</summary>
    private async Task TellAsync(
        PortalId portal, Standing standing, Dictionary<Guid, string> marks, CancellationToken ct,
        params (string Type, string Data)[] told)
    {
        if (marks.GetValueOrDefault(standing.Subject) == standing.Mark) return;
        var now = clock.GetUtcNow();
        await writer.RunAsync(turn =>
        {
            if (turn.Execute(SetMark, ("portal", portal), ("subject", standing.Subject), ("mark", standing.Mark)) == 0) return;
            foreach (var (type, data) in told) events.Happened(turn, portal, type, standing.Subject, now, data);
        }, ct);
    }

    private Task<int> DropAsync(PortalId portal, Guid subject, CancellationToken ct) =>
        writer.RunAsync(turn => turn.Execute(DropMark, ("portal", portal), ("subject", subject)), ct);

    /// <summary>By the index of what is live on each line.</summary>
    private static Task<List<Campaign>> OpenAsync(OlConnectorDb db, PortalId portal, CancellationToken ct) =>
        db.Lines.Where(line => line.PortalId == portal)
            .SelectMany(line => db.Campaigns.Where(campaign => campaign.LineId == line.Id && campaign.IsLive))
            .AsNoTracking().ToListAsync(ct);

    /// <summary>Those that were told of and are not live any more.</summary>
    private static async Task<IEnumerable<Campaign>> MarkedAsync(
        OlConnectorDb db, PortalId portal, List<Campaign> open, CancellationToken ct)
    {
        var known = open.Select(campaign => campaign.Id).ToHashSet();
        var marked = await db.WebhookMarks.Where(mark => mark.PortalId == portal)
            .SelectMany(mark => db.Campaigns.Where(campaign => campaign.PortalId == portal && campaign.Id == mark.SubjectId))
            .AsNoTracking().ToListAsync(ct);
        return marked.Where(campaign => !known.Contains(campaign.Id));
    }
}
