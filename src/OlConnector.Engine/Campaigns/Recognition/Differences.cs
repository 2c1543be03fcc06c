namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// Two texts to the same number are of two letters. The client's values are the same in both, so all that they differ by is the letters'
/// own: every other message is nearer to the text of its own letter.
/// </summary>
internal sealed class Differences
{
    private const int MostFound = 16;
    private const int MostUsed = 8;

    /// <summary>So much of what two letters differ by has to speak for one of them.</summary>
    private const double Clear = 0.5;

    private readonly List<Pair> _pairs;

    private Differences(List<Pair> pairs) => _pairs = pairs;

    internal static Differences Between(IReadOnlyList<ArrivedMessage> waiting, IReadOnlyList<OpenMailing> mailings, EarlierText earlier)
    {
        var found = new List<Pair>();
        foreach (var message in waiting)
            foreach (var mailing in mailings)
                if (earlier(mailing.Id, message.Number) is { } text) Add(new Pair(message.Number, LetterText.Of(text), message.Text));
        foreach (var same in waiting.GroupBy(message => message.Number, message => message.Text, StringComparer.Ordinal))
            foreach (var (one, other) in same.Zip(same.Skip(1))) Add(new Pair(same.Key, one, other));
        return new Differences([.. found.Where(pair => found.Exists(pair.IsConfirmedBy)).Take(MostUsed)]);

        void Add(Pair pair)
        {
            if (pair.Size > 0 && found.Count < MostFound) found.Add(pair);
        }
    }

    internal Sides SidesOf(IReadOnlyList<uint> words)
    {
        var (ones, others) = (0U, 0U);
        for (var i = 0; i < _pairs.Count; i++)
        {
            var side = _pairs[i].SideOf(words);
            if (side > 0) ones |= 1U << i;
            if (side < 0) others |= 1U << i;
        }

        return new Sides(ones, others);
    }

    /// <summary>Two texts to one number.</summary>
    private sealed record Pair(string Number, LetterText One, LetterText Other)
    {
        /// <summary>By how many words they differ.</summary>
        internal int Size { get; } = One.Words.Count + Other.Words.Count - (2 * One.Index.CommonWith(Other.Words));

        /// <summary>1 for words that are nearer to the one, −1 for those that are nearer to the other; 0 where it is not clear.</summary>
        internal int SideOf(IReadOnlyList<uint> words)
        {
            var nearer = Other.Words.Count - One.Words.Count + (2 * (One.Index.CommonWith(words) - Other.Index.CommonWith(words)));
            return nearer >= Clear * Size ? 1 : nearer <= -Clear * Size ? -1 : 0;
        }

        /// <summary>One number alone may belong to two clients: a second one has to say the same.</summary>
        internal bool IsConfirmedBy(Pair another) =>
            another.Number != Number && SideOf(another.One.Words) * SideOf(another.Other.Words) < 0;
    }
}

/// <summary>On which side of each difference a letter stands.</summary>
internal readonly record struct Sides(uint Ones, uint Others)
{
    internal bool AreApart(Sides other) => ((Ones & other.Others) | (Others & other.Ones)) != 0;

    internal Sides With(Sides other) => new(Ones | other.Ones, Others | other.Others);
}
