using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Campaigns;

/// <summary>Which messages of a mailing that is over go out again, in a run of their own (product.md §14).</summary>
public enum RestartWhich
{
    /// <summary>All of them: who got the letter gets it again.</summary>
    All,

    /// <summary>Those that were refused before the gateway, or by its answer.</summary>
    Failed,

    /// <summary>Those and the ones that the gateway had and gave up.</summary>
    NotDelivered,

    /// <summary>Those that a stop, a clear or time took out before they left.</summary>
    Unsent,

    /// <summary>
    /// Those that the demo refused, whether the mailing is over or not: a portal that has paid brings them to their people (product.md
    /// §11.4).
    /// </summary>
    RefusedByDemo,
}

/// <summary>What a restart takes.</summary>
public static class Restarts
{
    /// <summary>
    /// A repeated number is in the mailing already, and what a person turned down stays so: neither goes out again, whatever is asked for.
    /// </summary>
    public static readonly IReadOnlyList<string> NeverAgain = [Reason.DuplicateInCampaign, Reason.Discarded];

    /// <summary>What the demo says when it refuses a message.</summary>
    public static readonly IReadOnlyList<string> DemosWords = [Reason.DemoQuota, Reason.LineExpired];

    /// <summary>The states of the messages that it takes. What is <c>unknown</c> may have arrived: only all take it along.</summary>
    public static IReadOnlyList<MessageState> StatesOf(RestartWhich which) => which switch
    {
        RestartWhich.Failed or RestartWhich.RefusedByDemo => [MessageState.Failed],
        RestartWhich.NotDelivered => [MessageState.Failed, MessageState.Undelivered],
        RestartWhich.Unsent => [MessageState.Stopped, MessageState.Cleared, MessageState.Expired],
        _ => [.. Enum.GetValues<MessageState>().Where(state => !state.IsWaiting() && state != MessageState.Dispatching)],
    };
}
