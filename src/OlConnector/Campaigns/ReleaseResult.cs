using OlConnector.Queue;

namespace OlConnector.Campaigns;

/// <summary>What came of a wish to release held messages.</summary>
internal abstract record ReleaseResult
{
    private ReleaseResult() { }

    /// <summary>So many go on.</summary>
    /// <param name="Count">They are composed and admitted again.</param>
    /// <param name="StillHeld">So many wait on: composed like this, they would only be held again.</param>
    public sealed record Released(int Count, int StillHeld = 0) : ReleaseResult;

    /// <summary>More than a hundred: the caller has to repeat the number as an acknowledgement (design.md §6).</summary>
    public sealed record NeedsAcknowledgement(int Count) : ReleaseResult;

    /// <summary>The demo does not let so many out.</summary>
    public sealed record OutOfDemo(DemoShortage Shortage) : ReleaseResult;

    /// <summary>All that is held would only be held again.</summary>
    /// <param name="Counts">How many, by reason.</param>
    public sealed record WouldHoldAgain(IReadOnlyDictionary<string, int> Counts) : ReleaseResult;
}
