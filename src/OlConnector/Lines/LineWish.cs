namespace OlConnector.Lines;

/// <summary>What a person wants a line to be, once it has been read and checked.</summary>
/// <typeparam name="TRefusal">How whoever checks it says no; to a line it means nothing.</typeparam>
internal abstract record LineWish<TRefusal>
{
    private LineWish() { }

    /// <summary>It may be stored.</summary>
    public sealed record Fits(LineSettings Settings) : LineWish<TRefusal>;

    /// <summary>It may not.</summary>
    public sealed record Refused(TRefusal Why) : LineWish<TRefusal>;
}
