using OlConnector.Engine.Risk.Rules;

namespace OlConnector.Engine.Risk;

/// <summary>How likely a number is to be taken for a sender of spam.</summary>
public enum RiskLevel
{
    /// <summary>Below <see cref="RiskScore.MediumFrom"/> points.</summary>
    Low,

    /// <summary>Below <see cref="RiskScore.HighFrom"/> points.</summary>
    Medium,

    /// <summary>From there on: a person has to confirm it.</summary>
    High,
}

/// <summary>
/// The risk of a text, a mailing or a line: what speaks against it, and how each reason is lowered (product.md §12.9). No score promises
/// anything: even a number that keeps every rule may be blocked.
/// </summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Level">The band of the score.</param>
/// <param name="Reasons">The gravest first.</param>
/// <param name="Unknown">What nobody can tell yet; it gives no points.</param>
public sealed record RiskScore(int Score, RiskLevel Level, IReadOnlyList<RiskReason> Reasons, IReadOnlyList<UnknownRisk> Unknown)
{
    /// <summary>From so many points on the risk is medium.</summary>
    public const int MediumFrom = 30;

    /// <summary>From so many points on the risk is high.</summary>
    public const int HighFrom = 60;

    private const int Most = 100;

    private static readonly RiskRule[] Rules = [.. PaceRules.All, .. StandingRules.All, .. MailingRules.All, .. TextRules.All];

    /// <summary>Weighs what is known; what the facts do not speak of is not asked for.</summary>
    public static RiskScore Of(RiskFacts facts)
    {
        var (reasons, unknown) = (new List<RiskReason>(), new List<UnknownRisk>());
        foreach (var rule in Rules.Where(rule => facts.Reach >= rule.From))
        {
            switch (rule.Look(facts))
            {
                case Finding.Points found:
                    reasons.Add(new RiskReason(rule.Code, found.Number, found.Text, found.Advice, rule.Lever));
                    break;
                case Finding.NotKnown unclear:
                    unknown.Add(new UnknownRisk(rule.Code, unclear.Text));
                    break;
            }
        }

        var score = Math.Min(Most, reasons.Sum(reason => reason.Points));
        return new RiskScore(score, LevelOf(score), [.. reasons.OrderByDescending(reason => reason.Points)], unknown);
    }

    /// <summary>The band of a score.</summary>
    public static RiskLevel LevelOf(int score) =>
        score < MediumFrom ? RiskLevel.Low : score < HighFrom ? RiskLevel.Medium : RiskLevel.High;
}

/// <summary>One thing that speaks against it.</summary>
/// <param name="Code">Of its rule.</param>
/// <param name="Points">What it adds to the score.</param>
/// <param name="Text">What it is.</param>
/// <param name="Advice">What lowers it.</param>
/// <param name="Lever">Where that is done.</param>
public sealed record RiskReason(string Code, int Points, Said Text, Said Advice, RiskLever Lever);

/// <summary>Something that may speak against it and that nobody can tell yet.</summary>
/// <param name="Code">Of its rule.</param>
/// <param name="Text">What is not known, and why.</param>
public sealed record UnknownRisk(string Code, Said Text);

/// <summary>Where a person lowers a risk.</summary>
public enum RiskLever
{
    /// <summary>The pause between messages.</summary>
    Pace,

    /// <summary>The days and hours of sending.</summary>
    Hours,

    /// <summary>The days on which a line sends and rests.</summary>
    Calendar,

    /// <summary>The size: in waves, or in smaller segments.</summary>
    Split,

    /// <summary>The choice of recipients, which is made in CRM.</summary>
    Recipients,

    /// <summary>The text.</summary>
    Text,

    /// <summary>The line's connection.</summary>
    Connection,
}
