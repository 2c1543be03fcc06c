namespace OlConnector.Engine.Campaigns;

/// <summary>How large a mailing may be, as a mailing, a line or a portal says it. What is not said is asked of the next level.</summary>
/// <param name="Warn">With more numbers it gets a warning.</param>
/// <param name="Limit">With more numbers the guard acts.</param>
/// <param name="Policy">What it does then.</param>
public sealed record MailingGuard(int? Warn = null, int? Limit = null, GuardPolicy? Policy = null)
{
    /// <summary>True when it says anything.</summary>
    internal bool Says => (Warn, Limit, Policy) != (null, null, null);
}

/// <summary>What happens to a mailing that is larger than its guard's limit (product.md 6.3).</summary>
public enum GuardPolicy
{
    /// <summary>What is above the limit is held.</summary>
    HoldExcess,

    /// <summary>Everything unsent is held.</summary>
    HoldAll,

    /// <summary>Nothing is held.</summary>
    Warn,

    /// <summary>What is above the limit fails.</summary>
    RejectExcess,
}
