using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Composing;

/// <summary>Advice of a dry run. Codes of <see cref="LinkWarnings"/> stand beside these.</summary>
public static class PreviewHints
{
    /// <summary>Nothing in the text tells people how to refuse.</summary>
    public const string NoOptOut = "no-opt-out";

    /// <summary>Fewer than half of the texts are different. More groups help; more draws do not.</summary>
    public const string LowUniqueness = "low-uniqueness";

    /// <summary>Fewer than a tenth of the texts are different.</summary>
    public const string HighRiskUniqueness = "high-risk-uniqueness";

    /// <summary>There are fewer different texts than recipients: some repeat for certain.</summary>
    public const string FewVariants = "few-variants";

    internal static IReadOnlyList<string> For(PreviewItem item, MessageTemplate message, Uniqueness? uniqueness)
    {
        var hints = new List<string>(Links.Inspect(message.Spintax.Longest, item.Shorteners).Warnings);
        if (!item.OptOutWords.IsMentionedIn(item.Template)) hints.Add(NoOptOut);
        if (uniqueness?.Advice == UniquenessAdvice.HighRisk) hints.Add(HighRiskUniqueness);
        if (uniqueness?.Advice == UniquenessAdvice.Warn) hints.Add(LowUniqueness);
        if (item.Recipients > message.Spintax.Distinct.AtMost) hints.Add(FewVariants);
        return hints;
    }
}
