using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// The letters of a line that may take messages, and what they had for a number: asked once in a turn that holds the line, then kept up by
/// what the turn itself does.
/// </summary>
internal sealed class LineLetters(WriteTurn turn, PortalId portal, LineId line, CampaignOptions rules, TimeProvider clock)
{
    /// <summary>
    /// Each branch is a walk along an index from its young end; together all that may be open (design.md §6), some of it twice.
    /// </summary>
    internal const string Candidates = $"""
        SELECT * FROM (SELECT {OpenLetter.Columns} FROM campaigns
                        WHERE line_id = @line AND kind = 'marketing' AND last_arrival_at >= @joining AND marker IS NULL AND run_of IS NULL
                        ORDER BY last_arrival_at DESC LIMIT @most) arriving
        UNION ALL
        SELECT * FROM (SELECT {OpenLetter.Columns} FROM campaigns
                        WHERE line_id = @line AND kind = 'marketing' AND is_held_by_guard AND last_arrival_at >= @joining
                          AND marker IS NULL AND run_of IS NULL
                        ORDER BY last_arrival_at DESC LIMIT @most) guarded
        UNION ALL
        SELECT * FROM (SELECT {OpenLetter.Columns} FROM campaigns
                        WHERE line_id = @line AND kind = 'marketing' AND stopped_at >= @start AND last_arrival_at >= @joining
                          AND marker IS NULL AND run_of IS NULL
                        ORDER BY stopped_at DESC LIMIT @most) stopped
        """;

    internal const string Marked = $"""
        SELECT {OpenLetter.Columns} FROM campaigns WHERE line_id = @line AND marker = @marker AND kind IN ('marketing', 'prepared')
         ORDER BY last_arrival_at DESC LIMIT @most
        """;

    /// <summary>In the order of acceptance: the newest message of a letter to a number comes last.</summary>
    internal const string Had = $"""
        SELECT campaign_id, phone, template FROM messages
         WHERE portal_id = @portal AND phone {RowSet.Phones} AND accepted_at >= @since AND line_id = @line AND campaign_id IS NOT NULL
         ORDER BY sequence
        """;

    private const string Begin = """
        INSERT INTO campaigns (portal_id, id, line_id, kind, name, rank, started_at, last_arrival_at, author, first_text, is_paused,
                               is_live, size, received, is_held_by_guard, version, skeleton, marker, is_awaiting, run_of, settings,
                               valid_until, notify, notify_number)
        VALUES (@portal, @id, @line, @kind, @name, 0, @start, @at, @author, @text, @no, @yes, 0, @taken, @no, 0, @skeleton, @marker, @no,
                @run, @settings, @end, @notify, @number)
        """;

    private const string GoLive = """
        UPDATE campaigns SET started_at = @start, is_awaiting = @no, version = version + 1 WHERE id = @id AND is_awaiting
        """;

    /// <summary>A mailing that is just beginning is collected where its own settings say so, else its line's, else its portal's.</summary>
    private const string BeginCollecting = """
        UPDATE campaigns SET collecting_until = @until
         WHERE id = @id AND COALESCE(
                   @own, (SELECT l.collect FROM lines l WHERE l.id = campaigns.line_id),
                   (SELECT p.collects FROM portals p WHERE p.id = campaigns.portal_id))
        """;

    /// <summary>What is being collected takes longer by each arrival; what a person sent on is not collected again.</summary>
    private const string Arrive = """
        UPDATE campaigns SET last_arrival_at = @at, is_live = @yes, received = received + @taken, author = COALESCE(author, @author),
               skeleton = COALESCE(@skeleton, skeleton), planned_at = NULL,
               collecting_until = CASE WHEN collecting_until IS NOT NULL THEN @until END
         WHERE id = @id
        """;

    /// <summary>The letter goes on, and the campaign it was merged into lives by it.</summary>
    private const string ArriveMerged =
        "UPDATE campaigns SET last_arrival_at = @at, skeleton = COALESCE(@skeleton, skeleton) WHERE id = @id";

    private const string Revive = """
        UPDATE campaigns SET last_arrival_at = CASE WHEN last_arrival_at < @at THEN @at ELSE last_arrival_at END, is_live = @yes,
               received = received + @taken, planned_at = NULL,
               collecting_until = CASE WHEN collecting_until < @until THEN @until ELSE collecting_until END
         WHERE id = @id
        """;

    private readonly List<OpenLetter> _letters = [];
    private readonly Dictionary<Guid, Guid> _merged = [];
    private readonly Dictionary<(Guid Mailing, string Number), string> _had = [];
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PreparedMailing?> _prepared = new(StringComparer.Ordinal);

    /// <summary>Finds the letters that these messages may be of, and what went to their numbers.</summary>
    internal void Find(IReadOnlyList<Arrival> arrivals)
    {
        var at = arrivals.Min(arrival => arrival.Row.AcceptedAt);
        if (arrivals.Any(arrival => arrival.Letter.Marker is null))
            _letters.AddRange(turn.Query(
                Candidates, OpenLetter.Read, ("line", line), ("joining", at - rules.JoinGap), ("start", at - rules.JoinFor),
                ("most", LetterRecognition.MostMailings)).DistinctBy(letter => letter.Id));
        foreach (var marker in arrivals.Select(arrival => arrival.Letter.Marker).OfType<string>().Distinct(StringComparer.Ordinal))
            _letters.AddRange(turn.Query(
                Marked, OpenLetter.Read, ("line", line), ("marker", marker), ("most", LetterRecognition.MostMailings)));
        foreach (var letter in _letters.Where(letter => letter.Mailing != letter.Id)) _merged[letter.Id] = letter.Mailing;
        Ask(arrivals);
    }

    /// <summary>Learns what the letters had for these messages' numbers.</summary>
    internal void Ask(IReadOnlyList<Arrival> arrivals)
    {
        List<string> unknown = [.. arrivals.Select(arrival => arrival.Letter.Number).Where(_asked.Add)];
        if (unknown.Count == 0 || _letters.Count == 0) return;
        var since = _letters.Min(letter => letter.StartedAt);
        foreach (var (mailing, number, text) in turn.Query(
            Had, row => (row.GetGuid(0), row.GetString(1), row.GetString(2)),
            ("portal", portal), ("phones", unknown), ("since", since), ("line", line)))
            _had[(mailing, number)] = text;
    }

    /// <summary>
    /// Those that are open, the one first that took a message last; of those that nobody halted, the youngest few only: what a message
    /// costs does not grow with what came before it.
    /// </summary>
    internal IReadOnlyList<OpenMailing> Open(DateTimeOffset at, string? marker)
    {
        var running = 0;
        return [.. _letters.Where(letter => letter.Marker == marker && letter.IsOpen(at, rules))
            .OrderByDescending(letter => letter.LastArrivalAt)
            .Where(letter => letter.IsHalted || ++running <= LetterRecognition.MostMailings)
            .Select(letter => letter.AsMailing())];
    }

    /// <summary>What a letter had for a number.</summary>
    internal string? Earlier(Guid letter, string number) => _had.GetValueOrDefault((_merged.GetValueOrDefault(letter, letter), number));

    internal OpenLetter Of(Guid id) => _letters.Find(letter => letter.Id == id)!;

    internal OpenLetter BeginWith(Arrival first)
    {
        var begun = OpenLetter.Begun(NewKey.At(clock), first, PreparedFor(first.Letter.Marker));
        _letters.Add(begun);
        return begun;
    }

    internal void Take(OpenLetter letter, Arrival arrival)
    {
        letter.Take(arrival);
        _had[(letter.Mailing, arrival.Letter.Number)] = arrival.Letter.Text.Source;
    }

    /// <summary>Writes what the letters took; answers their skeletons by mailing.</summary>
    internal ILookup<Guid, Skeleton> Save()
    {
        foreach (var letter in _letters.Where(letter => letter.Taken > 0))
        {
            if (letter.First is { } first) Write(letter, first);
            else if (letter.Mailing != letter.Id) WriteMerged(letter);
            else
                turn.Execute(
                    Arrive, ("at", letter.LastArrivalAt), ("yes", true), ("taken", letter.Taken), ("author", letter.Author),
                    ("skeleton", letter.ChangedSkeleton()), ("until", ClosesAt(letter)), ("id", letter.Id));
            if (letter.HasBecomeLive) turn.Execute(GoLive, ("start", letter.StartedAt), ("no", false), ("id", letter.Id));
            if (letter.Begins)
                turn.Execute(BeginCollecting, ("until", ClosesAt(letter)), ("id", letter.Id), ("own", letter.OwnCollect));
        }

        return _letters.ToLookup(letter => letter.Mailing, letter => letter.Skeleton);
    }

    private void WriteMerged(OpenLetter letter)
    {
        turn.Execute(ArriveMerged, ("at", letter.LastArrivalAt), ("skeleton", letter.ChangedSkeleton()), ("id", letter.Id));
        turn.Execute(Revive, ("at", letter.LastArrivalAt), ("yes", true), ("taken", letter.Taken), ("until", ClosesAt(letter)),
            ("id", letter.Mailing));
    }

    private DateTimeOffset ClosesAt(OpenLetter letter) => Joining.EndOf(letter.StartedAt, letter.LastArrivalAt, rules);

    /// <summary>A run of a prepared mailing has its name, its text, its settings, and tells the same people.</summary>
    private void Write(OpenLetter letter, Arrival first)
    {
        var run = letter.RunOf;
        turn.Execute(
            Begin, ("portal", portal), ("id", letter.Id), ("line", line),
            ("kind", run is null ? CampaignKind.Marketing : CampaignKind.Prepared), ("name", run?.Name ?? NameOf(first)),
            ("start", letter.StartedAt), ("at", letter.LastArrivalAt), ("author", run?.Author ?? letter.Author),
            ("text", run?.Text ?? first.Letter.Text.Source), ("no", false), ("yes", true), ("taken", letter.Taken),
            ("skeleton", letter.ChangedSkeleton()), ("marker", letter.Marker), ("run", run?.Id), ("settings", run?.Settings),
            ("end", run?.ValidUntil), ("notify", run?.Notify), ("number", run?.NotifyNumber));
    }

    private PreparedMailing? PreparedFor(string? marker)
    {
        if (marker is null) return null;
        if (!_prepared.TryGetValue(marker, out var known)) known = _prepared[marker] = PreparedMailing.Find(turn, portal, marker);
        return known;
    }

    private string NameOf(Arrival first) => MailingName.Of(turn, line, first.Row.AcceptedAt, first.Letter.Text.Source);
}
