namespace OlConnector.Engine.Risk.Rules;

/// <summary>One input of the risk.</summary>
/// <param name="Code">Stable word.</param>
/// <param name="From">It holds for senders who stand to lose this, and more.</param>
/// <param name="Lever">Where a person lowers it.</param>
/// <param name="Look">What it finds in the facts.</param>
internal sealed record RiskRule(string Code, RiskReach From, RiskLever Lever, Func<RiskFacts, Finding?> Look);

/// <summary>What a rule finds where there is anything to say. A closed family.</summary>
internal abstract record Finding
{
    private Finding() { }

    /// <summary>It speaks against it.</summary>
    internal sealed record Points(int Number, Said Text, Said Advice) : Finding;

    /// <summary>Nobody can tell.</summary>
    internal sealed record NotKnown(Said Text) : Finding;
}
