using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;

namespace OlConnector.Engine.Composing;

/// <summary>A text to try.</summary>
/// <param name="Template">The text with groups and placeholders.</param>
/// <param name="Channel">How it would travel.</param>
public sealed record PreviewItem(string Template, Channel Channel)
{
    /// <summary>Different texts shown at most.</summary>
    public const int Samples = 5;

    /// <summary>UTF-16 units shown of a text at most; no gateway takes more.</summary>
    public const int MostShown = 4096;

    /// <summary>Values for placeholders; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>How many people would get it; null when not known.</summary>
    public int? Recipients { get; init; }

    /// <summary>Chooses the samples: equal seeds show equal samples.</summary>
    public string? Seed { get; init; }

    /// <summary>The line's prices; null for none.</summary>
    public Tariff? Tariff { get; init; }

    /// <summary>Longest text in UTF-16 units that the line's gateway takes; null when no line is named.</summary>
    public int? MaxLength { get; init; }

    /// <summary>True when a shuffled deck would deal the variants, as in csv and api campaigns.</summary>
    public bool Balanced { get; init; }

    /// <summary>The portal's words of refusal.</summary>
    public OptOutWords OptOutWords { get; init; } = OptOutWords.Default;

    /// <summary>The hosts that the portal takes for shorteners.</summary>
    public ShortLinkHosts Shorteners { get; init; } = ShortLinkHosts.Default;
}

/// <summary>From the smallest to the largest, both included.</summary>
public sealed record MinMax<T>(T Min, T Max);
