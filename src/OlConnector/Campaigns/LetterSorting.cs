using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Puts messages into the mailings of their letters within one turn that holds their lines, in the order of acceptance. What cannot be
/// known yet waits, marked as <c>COLLECTING</c>, and is decided together with what came meanwhile (design.md §6).
/// </summary>
internal sealed class LetterSorting(
    WriteTurn turn, CampaignOptions rules, TimeProvider clock, DateTimeOffset now, DateTimeOffset lease)
{
    private const string Assign = """
        UPDATE messages SET campaign_id = @campaign, template = @template, phone = @phone, reason = NULL WHERE sequence = @sequence
        """;

    private const string Collect = $"""
        UPDATE messages SET compose_after = @until, phone = @phone, reason = '{Reason.Collecting}' WHERE sequence = @sequence
        """;

    private const string Compose = "UPDATE messages SET compose_after = @next WHERE sequence = @sequence";

    private const string OfLine = $"FROM messages WHERE line_id = @line AND state = 'accepted' AND reason = '{Reason.Collecting}'";

    internal const string Sequences = $"SELECT sequence {OfLine}";

    internal const string Waiting = $"""
        SELECT {MessageRow.Columns}, author, raw_to, template, phone {OfLine} ORDER BY sequence LIMIT @most {RowLock.Skip}
        """;

    private const string Stored = "SELECT skeleton, first_text FROM campaigns WHERE id = @id OR merged_into = @id";

    private readonly Dictionary<long, Guid> _found = [];
    private readonly Dictionary<Guid, List<Skeleton>> _skeletons = [];

    /// <summary>Decides about messages that have no mailing, as far as it can be known.</summary>
    /// <param name="arrivals">The taker's, in the order of acceptance; their rows are held by the turn.</param>
    internal void Sort(IEnumerable<Arrival> arrivals)
    {
        foreach (var line in arrivals.GroupBy(arrival => arrival.Row.LineId)) SortLine(line.Key, [.. line]);
    }

    /// <summary>The mailing that was found for a message; null while it waits.</summary>
    internal Guid? CampaignOf(long sequence) => _found.TryGetValue(sequence, out var campaign) ? campaign : null;

    /// <summary>Where a message's text has braces and bars of its client's.</summary>
    internal IReadOnlyList<int> ClientSignsIn(LetterText text, Guid campaign)
    {
        if (!_skeletons.TryGetValue(campaign, out var known))
            known = _skeletons[campaign] = turn.Query(
                Stored, row => OpenLetter.SkeletonOf(row.TextOrNull(0), row.GetString(1)), ("id", campaign));
        // Letters that were merged into one mailing are letters still.
        var skeleton = known is [var only] ? only : known.MaxBy(one => one.FitOf(text).LikenessAtBest) ?? Skeleton.Of(text);
        return skeleton.ClientSignsIn(text);
    }

    /// <summary>
    /// Until when a message waits for evidence. One whose acceptance lies far ahead came before the clock was set back, and waits no
    /// longer.
    /// </summary>
    internal static DateTimeOffset UntilOf(DateTimeOffset acceptedAt, CampaignOptions rules, DateTimeOffset now) =>
        acceptedAt - now > rules.Evidence ? now : acceptedAt + rules.Evidence;

    private void SortLine(LineId line, List<Arrival> arrivals)
    {
        var letters = new LineLetters(turn, arrivals[0].Row.PortalId, line, rules, clock);
        letters.Find(arrivals);
        var (waiting, isDue) = ((HashSet<long>?)null, false);
        foreach (var arrival in arrivals)
        {
            var (message, at) = (arrival.Letter, arrival.Row.AcceptedAt);
            switch (LetterRecognition.Decide(message, letters.Open(at, message.Marker), letters.Earlier))
            {
                case Belonging.Joins joins:
                    Put(letters, letters.Of(joins.Mailing), arrival);
                    break;
                case Belonging.Begins:
                    Put(letters, letters.BeginWith(arrival), arrival);
                    break;
                case Belonging.Waits waits:
                    waiting ??= [.. turn.Query(Sequences, row => row.GetInt64(0), ("line", line))];
                    waiting.Add(arrival.Row.Sequence);
                    isDue |= waits.Until <= now;
                    turn.Put(Collect, ("until", waits.Until), ("phone", arrival.Phone), ("sequence", arrival.Row.Sequence));
                    if (waiting.Count < LetterRecognition.MostWaiting) break;
                    DecideTogether(letters, line, arrivals);
                    waiting.Clear();
                    isDue = false;
                    break;
            }
        }

        if (isDue) DecideTogether(letters, line, arrivals);
        foreach (var mailing in letters.Save()) _skeletons[mailing.Key] = [.. mailing];
    }

    private void DecideTogether(LineLetters letters, LineId line, List<Arrival> ours)
    {
        var waiting = turn.Query(Waiting, ReadWaiting, ("line", line), ("most", LetterRecognition.MostWaiting));
        letters.Ask(waiting);
        var decided = LetterRecognition.DecideTogether(
            waiting.ConvertAll(arrival => arrival.Letter), letters.Open(waiting[0].Row.AcceptedAt, marker: null), letters.Earlier, now);
        var (begun, taken) = (new Dictionary<int, OpenLetter>(), ours.Select(arrival => arrival.Row.Sequence).ToHashSet());
        foreach (var (arrival, belonging) in waiting.Zip(decided))
        {
            if (LetterOf(belonging) is not { } letter) continue;
            Put(letters, letter, arrival);
            var next = taken.Contains(arrival.Row.Sequence) ? lease : now;
            turn.Put(Compose, ("next", next), ("sequence", arrival.Row.Sequence));

            OpenLetter? LetterOf(Belonging belongs) => belongs switch
            {
                Belonging.Joins joins => letters.Of(joins.Mailing),
                Belonging.Begins begins when begun.TryGetValue(begins.Group, out var known) => known,
                Belonging.Begins begins => begun[begins.Group] = letters.BeginWith(arrival),
                _ => null,
            };
        }
    }

    private void Put(LineLetters letters, OpenLetter letter, Arrival arrival)
    {
        letters.Take(letter, arrival);
        _found[arrival.Row.Sequence] = letter.Mailing;
        turn.Put(
            Assign, ("campaign", letter.Mailing), ("template", arrival.Letter.Text.Source), ("phone", arrival.Phone),
            ("sequence", arrival.Row.Sequence));
    }

    private Arrival ReadWaiting(DbDataReader row)
    {
        var columns = new RowReader(row);
        var message = MessageRow.Read(ref columns);
        var (author, to, text, phone) = (columns.NextTextOrNull(), columns.NextText(), columns.NextText(), columns.NextTextOrNull());
        return new Arrival(message, phone, new ArrivedMessage(
            LetterText.Of(text), phone ?? to, UntilOf(message.AcceptedAt, rules, now), author));
    }
}
