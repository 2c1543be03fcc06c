using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>
/// A text with placeholders: <c>{{ field }}</c>, <c>{{ field ?? "text" }}</c>, <c>{{ field | upper }}</c>,
/// <c>{{ if field }}…{{ else }}…{{ end }}</c> and what else <c>docs/text.md</c> lists. Everything else in double braces is an error.
/// Values are inserted once and never read again.
/// </summary>
/// <remarks>Comes after the choice of the variant. Immutable; may be shared between threads.</remarks>
public sealed class LetterTemplate
{
    private readonly LetterReading _reading;
    private readonly string _masked;

    private LetterTemplate(SpintaxVariant variant)
    {
        Variant = variant;
        _masked = PlaceholderSigns.Without(variant.Text, variant.Braces);
        _reading = LetterReading.Of(variant.Text, _masked);
        Fields = [.. _reading.Fields.Select(field => field.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The text as it was written.</summary>
    public string Source => Variant.Text;

    /// <summary>False when the text cannot be filled in; a message with it is held <c>TEMPLATE_INVALID</c>.</summary>
    public bool IsValid => Errors.Count == 0;

    /// <summary>What is wrong, in the order of the text.</summary>
    public IReadOnlyList<LetterProblem> Errors => _reading.Problems;

    /// <summary>Names of all fields, each once, as first written, conditions included.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Placeholders of Bitrix24's workflows in the text itself: <c>{=Document:PHONE}</c>. Values are not searched.</summary>
    public IReadOnlyList<string> WorkflowTokens => Personalization.WorkflowTokens.In(_masked);

    /// <summary>False for a text that is the same for every recipient.</summary>
    public bool HasFields => Fields.Count > 0;

    internal int Placeholders => _reading.Places.Count;

    internal SpintaxVariant Variant { get; }

    /// <summary>Reads any string. A text without <c>{{</c> and <c>{%{</c> is a letter without fields, whatever else is in it.</summary>
    public static LetterTemplate Parse(string text) => Parse(SpintaxVariant.Plain(text));

    /// <inheritdoc cref="Parse(string)"/>
    /// <param name="variant">A text whose protected braces are text here too.</param>
    public static LetterTemplate Parse(SpintaxVariant variant) =>
        PlaceholderScan.MayBeLetter(variant.Text) ? LetterCache.Shared.Get(variant, static read => new(read)) : new(variant);

    /// <summary>
    /// Fields that this recipient's letter shows and for which there is no value. Only the branches that the values choose count;
    /// a field with a default is never missing; a value of blanks is none.
    /// </summary>
    /// <param name="values">Values by name. Names compare without case, ordinal.</param>
    public IReadOnlyList<string> MissingIn(IReadOnlyDictionary<string, string> values) => Write(values, keepMissing: false).Missing;

    /// <summary>
    /// The letter for one recipient. Values are trimmed and lose control characters but line feeds; a missing one leaves its
    /// place empty. An invalid letter comes back as it is.
    /// </summary>
    /// <param name="values">Values by name. Names compare without case, ordinal.</param>
    public string Render(IReadOnlyDictionary<string, string> values) => Write(values, keepMissing: false).Text;

    /// <summary>The letter as an example: a placeholder without a value stays visible.</summary>
    public string RenderSample(IReadOnlyDictionary<string, string> values) => Write(values, keepMissing: true).Text;

    private (string Text, IReadOnlyList<string> Missing) Write(IReadOnlyDictionary<string, string> values, bool keepMissing) =>
        HasFields ? LetterRendering.Write(Source, _reading, values, keepMissing) : (Source, []);
}
