namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// What all messages of a letter have in common so far: its own words in their order. What stood between them are the clients' values
/// (design.md §6).
/// </summary>
public sealed class Skeleton
{
    /// <summary>A message of the letter holds so much of what is known to be the letter's own.</summary>
    private const double OwnShare = 0.8;

    /// <summary>While values may still be taken for the letter's own: so much of the shorter text.</summary>
    private const double FirstShare = 0.5;

    /// <summary>From so many messages on the words that are left are the letter's own.</summary>
    private const int Settled = 3;

    private readonly Lazy<WordIndex> _index;

    private Skeleton(IReadOnlyList<string> words, int messages)
    {
        (Words, Messages) = (words, messages);
        _index = new Lazy<WordIndex>(() => new WordIndex(words));
    }

    /// <summary>The words, as <see cref="LetterWords"/> reads them.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>How many messages it was made of.</summary>
    public int Messages { get; }

    /// <summary>The first message of a letter: all of it may be the letter's own.</summary>
    public static Skeleton Of(IReadOnlyList<string> message) => new(message, 1);

    /// <summary>How much of the letter a message holds, 0 to 1; null when it is of another letter.</summary>
    public double? Likeness(IReadOnlyList<string> message)
    {
        if (Words.Count == 0 || message.Count == 0) return null;
        var common = _index.Value.CommonWith(message);
        if (Messages >= Settled) return common >= OwnShare * Words.Count ? (double)common / Words.Count : null;
        var shorter = Math.Min(Words.Count, message.Count);
        return common >= FirstShare * shorter || BeginAndEndAlike(message) ? (double)common / shorter : null;
    }

    /// <summary>The skeleton with one message more.</summary>
    public Skeleton With(IReadOnlyList<string> message) =>
        new([.. _index.Value.AlignWith(message).Select(pair => Words[pair.Mine])], Messages + 1);

    private bool BeginAndEndAlike(IReadOnlyList<string> message) => Words[0] == message[0] && Words[^1] == message[^1];
}
