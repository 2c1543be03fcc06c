namespace OlConnector.Lines;

/// <summary>What the database says to a key that memory does not know. A closed family.</summary>
internal abstract record KeySearch
{
    private KeySearch() { }

    /// <summary>It is this line's.</summary>
    public sealed record Found(LineAddress Line) : KeySearch;

    /// <summary>It is nobody's.</summary>
    public sealed record Nobody : KeySearch;

    /// <summary>Nobody can say just now: the database does not answer, or too many strangers are being looked up.</summary>
    public sealed record NotNow : KeySearch;
}
