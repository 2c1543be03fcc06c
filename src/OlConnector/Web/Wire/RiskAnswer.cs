using OlConnector.Engine.Risk;

namespace OlConnector.Web.Wire;

/// <summary>A risk, in the caller's language. No score promises anything: even who keeps every rule may be blocked.</summary>
/// <param name="Score">0–100.</param>
/// <param name="Level">low below 30, medium below 60, high from there on.</param>
/// <param name="Reasons">What speaks against it, the gravest first; their points make the score, which ends at 100.</param>
/// <param name="Unknown">What nobody can tell yet, and which gives no points.</param>
internal sealed record RiskAnswer(
    int Score, RiskLevel Level, IReadOnlyList<RiskReasonAnswer> Reasons, IReadOnlyList<UnknownRiskAnswer> Unknown)
{
    /// <summary>The risk for a reader of <c>ru</c> or <c>en</c>.</summary>
    internal static RiskAnswer Of(RiskScore risk, string language) => new(
        risk.Score, risk.Level,
        [.. risk.Reasons.Select(reason => new RiskReasonAnswer(
            reason.Code, reason.Points, reason.Text[language], reason.Advice[language], reason.Lever))],
        [.. risk.Unknown.Select(unknown => new UnknownRiskAnswer(unknown.Code, unknown.Text[language]))]);
}

/// <summary>One thing that speaks against it.</summary>
/// <param name="Code">
/// SPAM_SIGNAL, YOUNG_LINE, SILENT_LINE, FEW_REPLIES, NO_ACCOUNT_FAILURES, INTERVAL_SHORT, HOURS_LONG, DAYS_IN_ROW, REST_SHORT,
/// SIZE_OVER_50, SIZE_OVER_100, FIRST_CONTACTS, UNIQUENESS, NOT_PERSONAL, SHORT_LINKS or NO_OPT_OUT.
/// </param>
/// <param name="Points">What it adds to the score.</param>
/// <param name="Text">What it is.</param>
/// <param name="Advice">What lowers it.</param>
/// <param name="Lever">Where that is done.</param>
internal sealed record RiskReasonAnswer(string Code, int Points, string Text, string Advice, RiskLever Lever);

/// <summary>Something that may speak against it and that nobody can tell yet.</summary>
/// <param name="Code">Of its rule.</param>
/// <param name="Text">What is not known, and why.</param>
internal sealed record UnknownRiskAnswer(string Code, string Text);
