using OlConnector.Engine.Campaigns;
using OlConnector.Queue;

namespace OlConnector.Campaigns;

/// <summary>What came of a wish to release held messages in waves.</summary>
internal abstract record SplitResult
{
    private SplitResult() { }

    /// <summary>The waves that were planned, and how many messages none of them takes.</summary>
    public sealed record Planned(IReadOnlyList<CampaignWave> Waves, int StillHeld) : SplitResult;

    /// <summary>More than a hundred: the caller has to repeat the number as an acknowledgement (design.md §6).</summary>
    public sealed record NeedsAcknowledgement(int Count) : SplitResult;

    /// <summary>The demo does not let so many out.</summary>
    public sealed record OutOfDemo(DemoShortage Shortage) : SplitResult;

    /// <summary>All that is held would only be held again.</summary>
    /// <param name="Counts">How many, by reason.</param>
    public sealed record WouldHoldAgain(IReadOnlyDictionary<string, int> Counts) : SplitResult;

    /// <summary>It would take more waves than may be planned.</summary>
    public sealed record TooMany(int Waves) : SplitResult;

    /// <summary>Nothing is held.</summary>
    public sealed record NothingHeld : SplitResult;

    /// <summary>Waves of an earlier plan are still to come.</summary>
    public sealed record AlreadyPlanned : SplitResult;
}
