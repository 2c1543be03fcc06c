namespace OlConnector.Lines;

/// <summary>What became of a wish to change a line.</summary>
/// <typeparam name="TRefusal">As the wish has it.</typeparam>
internal abstract record LineChange<TRefusal>
{
    private LineChange() { }

    /// <summary>It is changed, and counts from the next dispatch on.</summary>
    public sealed record Changed : LineChange<TRefusal>;

    /// <summary>It stands as it was wished already; nothing is written.</summary>
    public sealed record Same : LineChange<TRefusal>;

    /// <summary>It was deleted.</summary>
    public sealed record Off : LineChange<TRefusal>;

    /// <summary>The wish does not fit the line as it stands; nothing is changed.</summary>
    public sealed record Refused(TRefusal Why) : LineChange<TRefusal>;
}
