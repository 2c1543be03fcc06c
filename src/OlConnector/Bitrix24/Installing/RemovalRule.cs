namespace OlConnector.Bitrix24.Installing;

/// <summary>What Bitrix24's authorization server says about an installation.</summary>
internal enum InstallationWord
{
    /// <summary>The app is there, paid for or not.</summary>
    Installed,

    /// <summary>The app is not there: the server does not know a token that should still be good.</summary>
    Removed,

    /// <summary>Our tokens do not work any more, which has more reasons than a removal.</summary>
    Refused,

    /// <summary>It cannot be asked right now.</summary>
    Silent,
}

/// <summary>What is done about an announced removal. A closed family.</summary>
internal abstract record RemovalDecision
{
    private RemovalDecision() { }

    /// <summary>It is true.</summary>
    internal sealed record Believe : RemovalDecision;

    /// <summary>It is not: what waits goes on.</summary>
    internal sealed record Dismiss : RemovalDecision;

    /// <summary>Nobody knows yet.</summary>
    /// <param name="After">When the server is asked again.</param>
    /// <param name="Freezes">Lines wait meanwhile.</param>
    internal sealed record LookAgain(TimeSpan After, bool Freezes) : RemovalDecision;
}

/// <summary>
/// Decides about an announced removal: nothing is destroyed on the word of an event alone (design.md §4.23).
/// </summary>
internal static class RemovalRule
{
    /// <summary>Nothing is deleted on doubtful evidence before this time has passed since the event.</summary>
    internal static readonly TimeSpan Doubt = TimeSpan.FromHours(24);

    /// <summary>The event may be faster than the server that forgets the tokens: it is asked once more.</summary>
    internal static readonly TimeSpan Afterthought = TimeSpan.FromMinutes(5);

    /// <summary>Lines that wait only because the server is away wait little longer than it is.</summary>
    internal static readonly TimeSpan WhileSilent = TimeSpan.FromMinutes(1);

    /// <param name="word">What the server said just now.</param>
    /// <param name="since">How long ago the event came; zero when it is being taken.</param>
    internal static RemovalDecision Decide(InstallationWord word, TimeSpan since) => word switch
    {
        InstallationWord.Removed => new RemovalDecision.Believe(),
        InstallationWord.Installed when since < Afterthought => new RemovalDecision.LookAgain(Afterthought - since, Freezes: false),
        InstallationWord.Installed => new RemovalDecision.Dismiss(),
        InstallationWord.Silent => new RemovalDecision.LookAgain(WhileSilent, Freezes: true),
        InstallationWord.Refused when since < Doubt => new RemovalDecision.LookAgain(Doubt - since, Freezes: true),
        InstallationWord.Refused => new RemovalDecision.Believe(),
        _ => throw new ArgumentOutOfRangeException(nameof(word)),
    };
}
