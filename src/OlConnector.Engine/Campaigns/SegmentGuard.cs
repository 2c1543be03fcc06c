namespace OlConnector.Engine.Campaigns;

/// <summary>What the guard says about one more message of a campaign.</summary>
public enum GuardVerdict
{
    /// <summary>It may go on.</summary>
    Pass,

    /// <summary>This message is held.</summary>
    Hold,

    /// <summary>This message and everything unsent of the campaign is held.</summary>
    HoldAll,

    /// <summary>This message fails.</summary>
    Reject,
}

/// <summary>Limits a campaign's size: nobody gets a number banned by a segment that was larger than meant (product.md §6).</summary>
public static class SegmentGuard
{
    /// <summary>Decides about the message that makes the campaign <paramref name="size"/> large. Exactly the limit is allowed.</summary>
    /// <param name="size">Messages of the campaign that are not suppressed, this one included.</param>
    /// <param name="isReleased">A person released it.</param>
    /// <param name="guard">Limit and policy.</param>
    public static GuardVerdict Decide(int size, bool isReleased, GuardInForce guard)
    {
        if (isReleased || !Exceeds(size, guard)) return GuardVerdict.Pass;
        return guard.Policy switch
        {
            GuardPolicy.HoldAll => GuardVerdict.HoldAll,
            GuardPolicy.RejectExcess => GuardVerdict.Reject,
            GuardPolicy.Warn => GuardVerdict.Pass,
            _ => GuardVerdict.Hold,
        };
    }

    /// <summary>True when the campaign is larger than its limit, whatever the policy makes of that.</summary>
    public static bool Exceeds(int size, GuardInForce guard) => size > guard.Limit;

    /// <summary>True when people should see a warning at the campaign.</summary>
    public static bool Warns(int size, GuardInForce guard) => size > guard.Warn;
}
