namespace OlConnector.Engine.Gateways;

/// <summary>The state of a line's connection to its gateway (design.md §5).</summary>
public enum LineConnection
{
    /// <summary>Not asked yet, or the answer could not be understood.</summary>
    Unknown,

    /// <summary>Ready to send.</summary>
    Connected,

    /// <summary>On its way; sends wait.</summary>
    Connecting,

    /// <summary>Wrong credentials or a lost login: a person has to act.</summary>
    NeedsLogin,

    /// <summary>The number is banned or the account locked.</summary>
    Blocked,

    /// <summary>The network suspects spam.</summary>
    SuspectedSpam,

    /// <summary>The gateway wants money.</summary>
    Unpaid,
}

/// <summary>Which states of a connection speak of spam.</summary>
public static class SpamSignals
{
    /// <summary>The network blocked the number, or is about to.</summary>
    public static bool SpeaksOfSpam(this LineConnection connection) =>
        connection is LineConnection.Blocked or LineConnection.SuspectedSpam;
}

/// <summary>A line's connection with the vendor's own words about it.</summary>
public sealed record ConnectionReport(LineConnection Connection, string? Text = null);
