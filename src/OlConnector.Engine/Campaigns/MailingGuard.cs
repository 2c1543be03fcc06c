namespace OlConnector.Engine.Campaigns;

/// <summary>How large one mailing may be. What is not said is the app's own guard.</summary>
/// <param name="Warn">With more numbers it gets a warning.</param>
/// <param name="Limit">With more numbers the guard acts.</param>
/// <param name="Policy">What it does then.</param>
public sealed record MailingGuard(int? Warn = null, int? Limit = null, GuardPolicy? Policy = null)
{
    /// <summary>The guard that the mailing obeys. Nobody is warned later than the guard acts.</summary>
    public GuardOptions Over(GuardOptions usual)
    {
        var limit = Limit ?? usual.Limit;
        return new GuardOptions { Warn = Warn ?? Math.Min(usual.Warn, limit), Limit = limit, Policy = WordOf(Policy) ?? usual.Policy };
    }

    private static string? WordOf(GuardPolicy? policy) => policy switch
    {
        GuardPolicy.HoldExcess => "hold-excess",
        GuardPolicy.HoldAll => "hold-all",
        GuardPolicy.Warn => "warn",
        GuardPolicy.RejectExcess => "reject-excess",
        _ => null,
    };
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
