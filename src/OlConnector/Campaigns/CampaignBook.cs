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
    /// <summary>
    /// A message is compared with so many of its line's campaigns of each kind at most, the youngest ones: what it costs does not grow with
    /// what came before it. A line that really sends has a handful of open mailings.
    /// </summary>
    private const int MostCompared = 50;

    private const string Columns = "id, author, started_at, last_arrival_at, stopped_at, is_held_by_guard";

    /// <summary>
    /// Each branch is a walk along an index from its young end; together all that may be open (design.md §6), some of it twice.
    /// </summary>
    internal const string Candidates = $"""
        SELECT * FROM (SELECT {Columns} FROM campaigns WHERE line_id = @line AND kind = 'marketing' AND last_arrival_at >= @joining
                        ORDER BY last_arrival_at DESC LIMIT @most) arriving
        UNION ALL
        SELECT * FROM (SELECT {Columns} FROM campaigns
                        WHERE line_id = @line AND kind = 'marketing' AND is_held_by_guard AND last_arrival_at >= @memory
                        ORDER BY last_arrival_at DESC LIMIT @most) guarded
        UNION ALL
        SELECT * FROM (SELECT {Columns} FROM campaigns WHERE line_id = @line AND kind = 'marketing' AND stopped_at >= @memory
                        ORDER BY stopped_at DESC LIMIT @most) stopped
        """;

    private const string FirstText = "SELECT first_text FROM campaigns WHERE id = @id";

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

    private const string HeldFor =
        "SELECT 1 FROM messages WHERE line_id = @line AND campaign_id = @campaign AND state = 'held' AND reason = @reason LIMIT 1";

    private const string Place =
        "SELECT l.name, p.time_zone FROM lines l JOIN portals p ON p.id = l.portal_id WHERE l.id = @line";

    private const string StoppedAt = "SELECT stopped_at FROM campaigns WHERE id = @id";

    private readonly Fingerprints _fingerprints = new();

    /// <summary>What tells a text from other letters. Costs as much as reading the text: not to be done in the writer's turn.</summary>
    internal static TextFingerprint FingerprintOf(string text) => TextFingerprint.Of(text, SpintaxTemplate.Parse(text).GroupSources);

    /// <summary>The message's campaign, assigned in this transaction when it had none.</summary>
    /// <param name="turn">The transaction, which holds the line.</param>
    /// <param name="message">A marketing message.</param>
    /// <param name="fingerprint">Of its template; null makes it here.</param>
    internal Guid Assigned(WriteTurn turn, AcceptedMessage message, TextFingerprint? fingerprint)
    {
        if (message.Row.CampaignId is { } assigned) return assigned;
        var text = fingerprint ?? FingerprintOf(message.Template);
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

    /// <summary>True when a message of this campaign waits for a person for this reason.</summary>
    internal bool Holds(WriteTurn turn, LineId line, Guid campaign, string reason) =>
        turn.First(HeldFor, _ => true, ("line", line), ("campaign", campaign), ("reason", reason));

    /// <summary>True when the campaign was stopped for good.</summary>
    internal bool IsStopped(WriteTurn turn, Guid campaign) => turn.First(StoppedAt, row => !row.IsDBNull(0), ("id", campaign));

    private List<JoinableCampaign> Joinable(WriteTurn turn, AcceptedMessage message)
    {
        var (at, rules) = (message.Row.AcceptedAt, options.CurrentValue);
        var found = turn.Query(
            Candidates,
            row => (Id: row.GetGuid(0), Author: row.TextOrNull(1), StartedAt: row.Moment(2), LastArrivalAt: row.Moment(3),
                StoppedAt: row.MomentOrNull(4), IsHeldByGuard: row.GetBoolean(5)),
            ("line", message.Row.LineId), ("joining", at - rules.JoinGap), ("memory", at - rules.StopMemory), ("most", MostCompared));
        return found.ConvertAll(campaign => new JoinableCampaign(
            campaign.Id, campaign.Author, FingerprintOf(turn, campaign.Id), campaign.StartedAt, campaign.LastArrivalAt, campaign.StoppedAt,
            campaign.IsHeldByGuard));
    }

    private Guid Start(WriteTurn turn, AcceptedMessage message, TextFingerprint text)
    {
        var id = NewKey.At(clock);
        _fingerprints.Keep(id, text);
        turn.Execute(
            Open, ("portal", message.Row.PortalId), ("id", id), ("line", message.Row.LineId),
            ("name", NameOf(turn, message)), ("at", message.Row.AcceptedAt),
            ("author", message.Author), ("text", message.Template), ("no", false), ("yes", true));
        return id;
    }

    private TextFingerprint FingerprintOf(WriteTurn turn, Guid campaign)
    {
        if (_fingerprints.Find(campaign) is { } known) return known;
        var fingerprint = FingerprintOf(turn.First(FirstText, row => row.GetString(0), ("id", campaign)) ?? "");
        _fingerprints.Keep(campaign, fingerprint);
        return fingerprint;
    }

    private static string NameOf(WriteTurn turn, AcceptedMessage message)
    {
        var (line, zone) = turn.First(Place, row => (row.GetString(0), row.GetString(1)), ("line", message.Row.LineId));
        return CampaignName.Of(message.Row.AcceptedAt, zone, line, message.Template);
    }
}
