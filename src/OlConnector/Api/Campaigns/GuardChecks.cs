using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Whether a guard may stand, be it a mailing's, a line's or a portal's.</summary>
internal static class GuardChecks
{
    /// <summary>What is wrong with it; null when it may stand. What stood before is not asked again.</summary>
    internal static Refusal? Check(GuardJson? guard, GuardJson? was = null)
    {
        if (guard is null || guard == was) return null;
        return Number("guard.warn", guard.Warn) ?? Number("guard.limit", guard.Limit) ?? (guard.Warn > guard.Limit
            ? new Refusal(400, "warn_above_limit", new Said(
                $"guard.warn ({guard.Warn}) больше, чем guard.limit ({guard.Limit}): предупреждать было бы поздно. "
                + "Уменьшите первое или увеличьте второе.",
                $"guard.warn ({guard.Warn}) is more than guard.limit ({guard.Limit}): a warning would come too late. "
                + "Lower the first or raise the second."), "guard.warn")
            : null);
    }

    private static Refusal? Number(string field, int? number) => number is null or (>= 1 and <= GuardJson.MostNumbers)
        ? null
        : Refuse.Invalid(field, new Said($"{field} — от 1 до {GuardJson.MostNumbers}.", $"{field} is 1 to {GuardJson.MostNumbers}."));
}
