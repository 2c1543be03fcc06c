namespace OlConnector.Queue;

/// <summary>How a held message is composed when it is released.</summary>
internal enum ReleaseAs
{
    /// <summary>As always: what was missing is there by now.</summary>
    Usual,

    /// <summary>Missing values stay empty.</summary>
    Blank,

    /// <summary>Broken spintax goes out as it stands.</summary>
    Literal,
}
