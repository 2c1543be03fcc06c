namespace OlConnector.Campaigns;

/// <summary>What came of a wish to make one mailing of two.</summary>
internal abstract record MergeResult
{
    private MergeResult() { }

    /// <summary>They are one.</summary>
    /// <param name="Moved">Messages that were the other one's.</param>
    /// <param name="Duplicates">Unsent ones to numbers that the other of both had too: suppressed.</param>
    /// <param name="Held">Of these, unsent ones that the guard holds, because both together are too large.</param>
    /// <param name="InFlight">Messages that are with the gateway.</param>
    public sealed record Merged(int Moved, int Duplicates, int Held, int InFlight) : MergeResult;

    /// <summary>There is no such mailing.</summary>
    public sealed record NotThere : MergeResult;

    /// <summary>It goes out by another line.</summary>
    public sealed record OtherLine : MergeResult;

    /// <summary>The other one was prepared: it keeps its settings, and takes this one instead.</summary>
    public sealed record IsPrepared : MergeResult;

    /// <summary>One of them is over, stopped, awaits its letter, or sends another one's messages again.</summary>
    public sealed record WrongState : MergeResult;
}

/// <summary>What came of a wish to make a mailing of its own of some messages.</summary>
internal abstract record SeparateResult
{
    private SeparateResult() { }

    /// <summary>They are.</summary>
    /// <param name="Id">The new mailing.</param>
    /// <param name="Moved">Messages that are its.</param>
    /// <param name="Gone">Messages that did not wait any more, and stay where they were.</param>
    /// <param name="InFlight">Messages of the old one that are with the gateway.</param>
    public sealed record Separated(Guid Id, int Moved, int Gone, int InFlight) : SeparateResult;

    /// <summary>A message that was named is none of this mailing.</summary>
    public sealed record NotOfMailing : SeparateResult;

    /// <summary>None of them waits any more.</summary>
    public sealed record NothingWaits : SeparateResult;

    /// <summary>They are all that the mailing has.</summary>
    public sealed record WholeMailing : SeparateResult;

    /// <summary>It was stopped, or sends another one's messages again.</summary>
    public sealed record WrongState : SeparateResult;
}
