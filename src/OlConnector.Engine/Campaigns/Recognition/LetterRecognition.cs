namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// Which mailing a message from CRM-Marketing belongs to (design.md §6): nothing in the call names the letter. A marker decides at once,
/// and so does a perfect fit; everything else waits for the evidence that the next messages bring, and is decided together with them.
/// </summary>
public static class LetterRecognition
{
    /// <summary>Open mailings of a line that a message is compared with, those first that took messages last.</summary>
    public const int MostMailings = 8;

    /// <summary>So many messages of a line wait at most; then all of them are decided.</summary>
    public const int MostWaiting = 64;

    /// <summary>Decides about a message that has just come, as far as it can be known without others.</summary>
    public static Belonging Decide(ArrivedMessage message, IReadOnlyList<OpenMailing> mailings, EarlierText earlier)
    {
        if (message.Marker is not null) return ByMarker(message, mailings, earlier);
        if (mailings.FirstOrDefault(mailing => IsOfOneHand(mailing, message) && HadThis(mailing, message, earlier)) is { } again)
            return new Belonging.Joins(again.Id);
        var best = mailings.Where(mailing => mailing.Skeleton.IsSettled && IsOfOneHand(mailing, message))
            .Select(mailing => (mailing, Fit: mailing.Skeleton.FitOf(message.Text)))
            .Where(match => match.Fit.IsPerfect && !HadAnother(match.mailing, message, earlier))
            .OrderByDescending(match => match.Fit.Held).ThenByDescending(match => match.mailing.Skeleton.Messages)
            .Select(match => match.mailing).FirstOrDefault();
        return best is null ? new Belonging.Waits(message.Until) : new Belonging.Joins(best.Id);
    }

    /// <summary>Decides about the unmarked messages of a line that wait, as far as it is time.</summary>
    /// <param name="waiting">In the order in which they came.</param>
    /// <param name="mailings">The line's open mailings.</param>
    /// <param name="earlier">Answers what they had for a number.</param>
    /// <param name="now">Who has waited long enough by then is decided.</param>
    /// <returns>For each message, in their order.</returns>
    public static IReadOnlyList<Belonging> DecideTogether(
        IReadOnlyList<ArrivedMessage> waiting, IReadOnlyList<OpenMailing> mailings, EarlierText earlier, DateTimeOffset now)
    {
        var isFull = waiting.Count >= MostWaiting;
        var decided = waiting.Select(Belonging (message) => new Belonging.Waits(message.Until)).ToArray();
        var isDue = waiting.Select(message => isFull || message.Until <= now).ToArray();
        if (!isDue.Contains(true)) return decided;
        var group = 0;
        foreach (var letter in Gathering.Of(waiting, [.. mailings.Where(mailing => mailing.Marker is null)], earlier))
        {
            var belonging = letter.Mailing is { } mailing ? (Belonging)new Belonging.Joins(mailing) : new Belonging.Begins(group++);
            // Few alike messages may yet turn out to be two letters: only those that cannot wait are told.
            var isKnown = letter.Skeleton.IsSettled && letter.Members.Exists(member => isDue[member]);
            foreach (var member in letter.Members)
                if (isKnown || isDue[member]) decided[member] = belonging;
        }

        return decided;
    }

    private static bool IsOfOneHand(OpenMailing mailing, ArrivedMessage message) =>
        mailing.Marker is null && (mailing.Author is null || message.Author is null || mailing.Author == message.Author);

    /// <summary>The same number again with another text is another letter (design.md §6).</summary>
    private static bool HadAnother(OpenMailing mailing, ArrivedMessage message, EarlierText earlier) =>
        earlier(mailing.Id, message.Number) is { } text && text != message.Text.Source;

    private static bool HadThis(OpenMailing mailing, ArrivedMessage message, EarlierText earlier) =>
        earlier(mailing.Id, message.Number) == message.Text.Source;

    private static Belonging ByMarker(ArrivedMessage message, IReadOnlyList<OpenMailing> mailings, EarlierText earlier) =>
        mailings.FirstOrDefault(mailing => mailing.Marker == message.Marker && !HadAnother(mailing, message, earlier)) is { } known
            ? new Belonging.Joins(known.Id)
            : new Belonging.Begins(0);
}
