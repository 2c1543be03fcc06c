using OlConnector.Queue;

namespace OlConnector.Campaigns;

/// <summary>What came of a wish to send messages of a mailing again.</summary>
internal abstract record RunResult
{
    private RunResult() { }

    /// <summary>A run has begun.</summary>
    /// <param name="Run">Its key.</param>
    /// <param name="Taken">Messages that it sends again.</param>
    public sealed record Begun(Guid Run, int Taken) : RunResult;

    /// <summary>
    /// People would get the letter again, or more than a hundred for the first time: the caller has to repeat the number as an
    /// acknowledgement (design.md §7).
    /// </summary>
    public sealed record NeedsAcknowledgement(int Count) : RunResult;

    /// <summary>Something of the mailing waits still, or may still arrive.</summary>
    public sealed record NotOver : RunResult;

    /// <summary>A run of the same messages is not over yet.</summary>
    public sealed record Repeating : RunResult;

    /// <summary>No message is of the kind that was asked for, or a run has taken them already.</summary>
    public sealed record NothingToTake : RunResult;

    /// <summary>The demo does not let so many out.</summary>
    public sealed record OutOfDemo(DemoShortage Shortage) : RunResult;

    /// <summary>A person stopped the mailing: what the demo refused of it stays where it is.</summary>
    public sealed record Stopped : RunResult;

    /// <summary>The line was deleted.</summary>
    public sealed record LineOff : RunResult;
}
