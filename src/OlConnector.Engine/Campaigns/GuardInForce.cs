namespace OlConnector.Engine.Campaigns;

/// <summary>The guard that a mailing obeys: each part from the nearest level that says it.</summary>
/// <param name="Warn">With more numbers it gets a warning; never more than the limit.</param>
/// <param name="Limit">With more numbers the guard acts.</param>
/// <param name="Policy">What it does then.</param>
/// <param name="From">The nearest level that says any of it.</param>
public sealed record GuardInForce(int Warn, int Limit, GuardPolicy Policy, GuardLevel From)
{
    /// <summary>Asks the levels, the mailing first. Nobody is warned later than the guard acts.</summary>
    /// <param name="app">What holds where nobody says anything.</param>
    /// <param name="portal">The portal's; null when it says nothing.</param>
    /// <param name="line">The line's; null when it says nothing.</param>
    /// <param name="mailing">The mailing's own; null when it says nothing.</param>
    public static GuardInForce Of(GuardOptions app, MailingGuard? portal, MailingGuard? line, MailingGuard? mailing = null)
    {
        var limit = mailing?.Limit ?? line?.Limit ?? portal?.Limit ?? app.Limit;
        var warn = mailing?.Warn ?? line?.Warn ?? portal?.Warn ?? app.Warn;
        var policy = mailing?.Policy ?? line?.Policy ?? portal?.Policy ?? PolicyOf(app.Policy);
        return new GuardInForce(Math.Min(warn, limit), limit, policy, mailing is { Says: true } ? GuardLevel.Mailing
            : line is { Says: true } ? GuardLevel.Line
            : portal is { Says: true } ? GuardLevel.Portal
            : GuardLevel.App);
    }

    private static GuardPolicy PolicyOf(string word) => word switch
    {
        "hold-all" => GuardPolicy.HoldAll,
        "warn" => GuardPolicy.Warn,
        "reject-excess" => GuardPolicy.RejectExcess,
        _ => GuardPolicy.HoldExcess,
    };
}

/// <summary>Who says how large a mailing may be.</summary>
public enum GuardLevel
{
    /// <summary>The app: the settings Guard:Warn, Guard:Limit and Guard:Policy.</summary>
    App,

    /// <summary>The portal's settings.</summary>
    Portal,

    /// <summary>The line's settings.</summary>
    Line,

    /// <summary>The mailing's own settings.</summary>
    Mailing,
}
