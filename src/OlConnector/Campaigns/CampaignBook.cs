using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>Finds or opens the campaign of a marketing message, in acceptance order, and keeps count of it.</summary>
internal sealed class CampaignBook(IOptionsMonitor<CampaignOptions> options, TimeProvider clock)
{
    private const int MostFingerprints = 5_000;

    private const string Candidates = """
        SELECT id, author, first_text, started_at, last_arrival_at, stopped_at, is_held_by_guard
          FROM campaigns WHERE line_id = @line AND kind = 'marketing' AND (last_arrival_at >= @since OR stopped_at >= @since)
        """;

    private const string Open = """
        INSERT INTO campaigns (portal_id, id, line_id, kind, name, rank, started_at, last_arrival_at, author, first_text, is_paused,
                               is_live, size, is_held_by_guard, version)
        VALUES (@portal, @id, @line, 'marketing', @name, 0, @at, @at, @author, @text, @no, @yes, 0, @no, 0)
        """;

    private const string Arrive = """
        UPDATE campaigns SET last_arrival_at = CASE WHEN last_arrival_at > @at THEN last_arrival_at ELSE @at END, is_live = @yes
         WHERE id = @id
        """;

    private const string Assign = "UPDATE messages SET campaign_id = @campaign WHERE sequence = @sequence";
    private const string Grow = "UPDATE campaigns SET size = size + 1 WHERE id = @id RETURNING size";

    private const string Guarded =
        "UPDATE campaigns SET is_held_by_guard = @yes, version = version + 1 WHERE id = @id AND is_held_by_guard <> @yes";

    private const string Place =
        "SELECT l.name, p.time_zone FROM lines l JOIN portals p ON p.id = l.portal_id WHERE l.id = @line";

    private const string StoppedAt = "SELECT stopped_at FROM campaigns WHERE id = @id";

    private readonly ConcurrentDictionary<Guid, TextFingerprint> _fingerprints = new();

    /// <summary>The message's campaign, assigned in this transaction when it had none.</summary>
    internal Guid Assigned(WriteTurn turn, AcceptedMessage message)
    {
        if (message.Row.CampaignId is { } assigned) return assigned;
        var text = Fingerprint(message.Template);
        var joined = CampaignInference.Find(Joinable(turn, message), message.Author, text, message.Row.AcceptedAt, options.CurrentValue);
        var campaign = joined ?? Start(turn, message, text);
        turn.Execute(Arrive, ("at", message.Row.AcceptedAt), ("yes", true), ("id", campaign));
        turn.Execute(Assign, ("campaign", campaign), ("sequence", message.Row.Sequence));
        return campaign;
    }

    /// <summary>One more message that counts for the guard; answers the campaign's size with it.</summary>
    internal int Grown(WriteTurn turn, Guid campaign) => turn.First(Grow, row => row.GetInt32(0), ("id", campaign));

    /// <summary>The guard holds something of this campaign. True when it held nothing of it before.</summary>
    internal bool MarkGuarded(WriteTurn turn, Guid campaign) => turn.Execute(Guarded, ("yes", true), ("id", campaign)) == 1;

    /// <summary>True when the campaign was stopped for good.</summary>
    internal bool IsStopped(WriteTurn turn, Guid campaign) => turn.First(StoppedAt, row => !row.IsDBNull(0), ("id", campaign));

    private List<JoinableCampaign> Joinable(WriteTurn turn, AcceptedMessage message)
    {
        var (stopMemory, joinGap) = (options.CurrentValue.StopMemory, options.CurrentValue.JoinGap);
        var memory = stopMemory > joinGap ? stopMemory : joinGap;
        return turn.Query(
            Candidates,
            row => new JoinableCampaign(
                row.GetGuid(0), row.TextOrNull(1), FingerprintOf(row.GetGuid(0), row.GetString(2)), row.Moment(3), row.Moment(4),
                row.MomentOrNull(5), row.GetBoolean(6)),
            ("line", message.Row.LineId), ("since", message.Row.AcceptedAt - memory));
    }

    private Guid Start(WriteTurn turn, AcceptedMessage message, TextFingerprint text)
    {
        var id = NewKey.At(clock);
        if (_fingerprints.Count > MostFingerprints) _fingerprints.Clear();
        _fingerprints[id] = text;
        turn.Execute(
            Open, ("portal", message.Row.PortalId), ("id", id), ("line", message.Row.LineId),
            ("name", NameOf(turn, message)), ("at", message.Row.AcceptedAt),
            ("author", message.Author), ("text", message.Template), ("no", false), ("yes", true));
        return id;
    }

    private static string NameOf(WriteTurn turn, AcceptedMessage message)
    {
        var (line, zone) = turn.First(Place, row => (row.GetString(0), row.GetString(1)), ("line", message.Row.LineId));
        return CampaignName.Of(message.Row.AcceptedAt, zone, line, message.Template);
    }

    private TextFingerprint FingerprintOf(Guid campaign, string text) =>
        _fingerprints.GetOrAdd(campaign, static (_, source) => Fingerprint(source), text);

    private static TextFingerprint Fingerprint(string text) => TextFingerprint.Of(text, SpintaxTemplate.Parse(text).GroupSources);
}
