using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Composing;

/// <summary>
/// What became of a source text: spintax first with placeholders opaque, then values, which are never parsed again (design.md §10).
/// </summary>
public abstract record Composition
{
    private Composition() { }

    /// <summary>The text that goes out.</summary>
    public sealed record Ready(string Text) : Composition;

    /// <summary>Waits for a person.</summary>
    public sealed record Held(string Reason) : Composition;

    /// <summary>Can never go out.</summary>
    public sealed record Failed(string Reason) : Composition;

    /// <summary>Is not to go out.</summary>
    public sealed record Suppressed(string Reason) : Composition;

    /// <summary>The variant is chosen; its fields have to be looked up first.</summary>
    public sealed record NeedsValues(LetterTemplate Letter) : Composition;

    /// <summary>Chooses the message's variant. The same message gives the same variant on every node and every retry.</summary>
    /// <param name="template">The normalised source text.</param>
    /// <param name="chance">Seeded by the message.</param>
    /// <param name="literalSpintax">Broken spintax goes out as it stands.</param>
    /// <param name="maxLength">Longest text in UTF-16 units that the line's gateway takes.</param>
    public static Composition Choose(string template, Random chance, bool literalSpintax, int maxLength)
    {
        return Spin(template, chance, literalSpintax) is { } variant ? Choose(variant, maxLength) : new Held(Reason.SpintaxInvalid);
    }

    /// <summary>Takes the variant that a deck deals to the message of this number in its mailing.</summary>
    /// <param name="deck">Of the mailing's text.</param>
    /// <param name="place">From 0.</param>
    /// <param name="maxLength">Longest text in UTF-16 units that the line's gateway takes.</param>
    public static Composition Deal(SpintaxDeck deck, int place, int maxLength) => Choose(deck.Write(place), maxLength);

    private static Composition Choose(SpintaxVariant variant, int maxLength)
    {
        var letter = LetterTemplate.Parse(variant);
        if (!letter.IsValid) return new Held(Reason.TemplateInvalid);
        // Looked for before values come in: a client's name may well contain such a token.
        if (letter.WorkflowTokens.Count > 0) return new Held(Reason.UnresolvedPlaceholder);
        return letter.HasFields ? new NeedsValues(letter) : Finish(letter.Render(NoValues), maxLength);
    }

    /// <summary>Fills the chosen variant.</summary>
    /// <param name="letter">The variant.</param>
    /// <param name="values">The recipient's fields, case-blind.</param>
    /// <param name="policy">What happens when a field has no value.</param>
    /// <param name="maxLength">Longest text in UTF-16 units that the line's gateway takes.</param>
    public static Composition Fill(
        LetterTemplate letter, IReadOnlyDictionary<string, string> values, MissingValuePolicy policy, int maxLength) =>
        LetterDecision.For(letter, values, policy) switch
        {
            LetterDecision.HoldInvalid => new Held(Reason.TemplateInvalid),
            LetterDecision.HoldMissing => new Held(Reason.UnresolvedPlaceholder),
            LetterDecision.Skip => new Suppressed(Reason.MissingValue),
            _ => Finish(letter.Render(values), maxLength),
        };

    /// <summary>
    /// What a text held as <c>UNRESOLVED_PLACEHOLDER</c> may lack: fields of its variant that no word stands in for, or tokens of a
    /// workflow.
    /// </summary>
    /// <param name="template">The normalised source text.</param>
    /// <param name="chance">Seeded by the message, as when it was composed.</param>
    public static IReadOnlyList<string> MayLack(string template, Random chance)
    {
        if (Spin(template, chance, literalSpintax: true) is not { } variant) return [];
        var letter = LetterTemplate.Parse(variant);
        return letter.WorkflowTokens is [_, ..] tokens ? tokens : letter.MissingIn(NoValues);
    }

    private static readonly Dictionary<string, string> NoValues = [];

    /// <summary>True for a text without variants: nothing in it is a sign of a group.</summary>
    public static bool IsPlain(string template) => template.AsSpan().IndexOfAny('{', '[', '\\') < 0;

    /// <summary>A plain text has no variants and no limits of spintax.</summary>
    private static SpintaxVariant? Spin(string template, Random chance, bool literalSpintax)
    {
        if (IsPlain(template)) return SpintaxVariant.Plain(template);
        var spintax = SpintaxTemplate.Parse(template);
        return spintax.IsValid ? spintax.Write(chance) : literalSpintax ? SpintaxVariant.Plain(template) : null;
    }

    private static Composition Finish(string text, int maxLength)
    {
        var plain = VisibleText.WithoutMarks(text);
        return VisibleText.IsBlank(plain) ? new Failed(Reason.EmptyText)
            : plain.Length > maxLength ? new Failed(Reason.TextTooLong)
            : new Ready(plain);
    }
}
