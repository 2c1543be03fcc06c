namespace OlConnector.Engine.Composing.Spintax;

/// <summary>How big a template may be. Beyond any of these it is invalid with the code <see cref="SpintaxCodes.TooBig"/>.</summary>
public static class SpintaxLimits
{
    /// <summary>The longest source, in UTF-16 units.</summary>
    public const int Characters = 4096;

    /// <summary>The most groups in one template, nested ones counted.</summary>
    public const int Groups = 200;

    /// <summary>The most options in one group.</summary>
    public const int Options = 100;

    /// <summary>The deepest nesting: a group inside a group has depth 2. Open brackets count, whatever they turn out to be.</summary>
    public const int Depth = 10;

    /// <summary>The most variants that are listed to count the different texts among them.</summary>
    public const int ListedVariants = 10_000;

    /// <summary>The most variants that are dealt as a deck; above it each message draws by itself.</summary>
    public const int DeckVariants = 100_000;

    /// <summary>The most characters written while different texts are counted, so that long separators cannot make counting slow.</summary>
    public const int ListedCharacters = 48_000_000;
}
