namespace OlConnector.Engine.Suppression;

/// <summary>What an incoming message asks for.</summary>
public enum OptOutAction
{
    /// <summary>Nothing about opting out.</summary>
    None,

    /// <summary>The whole message is a word of the list: no more marketing to this number.</summary>
    OptOut,

    /// <summary>The whole message asks to be written to again.</summary>
    OptIn,

    /// <summary>A word of the list stands among others: a person should read it.</summary>
    Maybe,
}

/// <summary>
/// Recognizes refusals. Only a message that is nothing but a word of the list counts; <c>стоп, а когда доставка?</c> is a question.
/// Case, blanks, quotes, punctuation and emoji around the word do not matter, nor does ё for е or a letter that looks alike.
/// </summary>
public sealed class OptOutWords
{
    /// <summary>The list a portal starts with.</summary>
    public static readonly IReadOnlyList<string> DefaultList =
    [
        "стоп", "stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "opt-out", "opt out", "revoke", "remove", "arret",
        "отписка", "отписаться", "отпишите", "отпишите меня", "не пишите", "не писать", "хватит", "стоп рассылка", "тоқта",
    ];

    /// <summary>Words that no portal can take off its list.</summary>
    public static readonly IReadOnlyList<string> Fixed = ["стоп", "stop", "unsubscribe"];

    private static readonly HashSet<string> BackIn = new(StringComparer.Ordinal) { "start", "unstop", "старт" };

    private readonly HashSet<string> _words;
    private readonly string[] _phrases;

    /// <summary>A portal's list. The fixed words are in it, said or not; empty entries are not.</summary>
    public OptOutWords(IEnumerable<string> words)
    {
        _words = words.Concat(Fixed).Select(OptOutText.Fold).Where(word => word.Length > 0).ToHashSet(StringComparer.Ordinal);
        _phrases = [.. _words.Select(OptOutText.WordsOf).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The default list.</summary>
    public static OptOutWords Default { get; } = new(DefaultList);

    /// <summary>A portal's list as it is stored: one word a line; null for the default list.</summary>
    public static OptOutWords FromLines(string? lines) => lines is null ? Default : new OptOutWords(lines.Split('\n'));

    /// <summary>True for a word that could ever be recognized: it has a letter or a digit.</summary>
    public static bool IsWord(string word) => OptOutText.Fold(word).Length > 0;

    /// <summary>What the message asks for. Linear; takes any string.</summary>
    public OptOutAction Inspect(string text)
    {
        var folded = OptOutText.Fold(text);
        if (OptOutText.Readings(folded).Any(_words.Contains)) return OptOutAction.OptOut;
        if (OptOutText.Readings(folded).Any(BackIn.Contains)) return OptOutAction.OptIn;
        return Mentions(OptOutText.WordsOf(folded)) ? OptOutAction.Maybe : OptOutAction.None;
    }

    /// <summary>True when a text of ours tells people how to refuse.</summary>
    public bool IsMentionedIn(string text) => Mentions(OptOutText.WordsOf(OptOutText.Fold(text)));

    private bool Mentions(string words) => Array.Exists(_phrases, phrase => words.Contains(phrase, StringComparison.Ordinal));
}
