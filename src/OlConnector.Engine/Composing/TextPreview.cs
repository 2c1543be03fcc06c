using System.Globalization;
using System.Numerics;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Composing;

/// <summary>The dry run of one text: everything that can be said before it is sent. The answer of <c>POST text/preview</c>.</summary>
/// <param name="Valid">False when messages with this text would be held or fail.</param>
/// <param name="Errors">Why; of groups and of placeholders, in the order of the text.</param>
/// <param name="Warnings">What is odd but goes out as text.</param>
/// <param name="Hints">Advice: some of <see cref="PreviewHints"/>.</param>
/// <param name="Spans">What an editor highlights, in UTF-16 units from 0.</param>
/// <param name="Fields">Fields that any variant uses.</param>
/// <param name="Ways">
/// In how many ways the text can be written, as digits: it may exceed any number type. "0" for a text that cannot be read.
/// </param>
/// <param name="Distinct">Different texts; so many at least when <paramref name="DistinctIsExact"/> is false.</param>
/// <param name="DistinctIsExact">True when all variants were listed.</param>
/// <param name="Samples">Up to <see cref="PreviewItem.Samples"/> different texts. A field without a value stays visible.</param>
/// <param name="PartStarts">For each sample, where its SMS parts from the second on begin, in UTF-16 units from 0.</param>
/// <param name="Shortest">The shortest text.</param>
/// <param name="Longest">The longest text.</param>
/// <param name="Encoding"><c>gsm7</c>, <c>ucs2</c>, or <c>mixed</c> when it depends on the variant.</param>
/// <param name="Units">Septets or UTF-16 units, by the encoding.</param>
/// <param name="Parts">SMS parts; information only for WhatsApp.</param>
/// <param name="ExpectedDistinct">Different texts among the recipients; null when their number is not given.</param>
/// <param name="Uniqueness">The same in percent of the recipients.</param>
/// <param name="Cost">What all recipients cost together; null without a tariff or a number of recipients.</param>
public sealed record TextPreview(
    bool Valid,
    IReadOnlyList<PreviewProblem> Errors,
    IReadOnlyList<PreviewProblem> Warnings,
    IReadOnlyList<string> Hints,
    IReadOnlyList<SpintaxSpan> Spans,
    IReadOnlyList<string> Fields,
    string Ways,
    long Distinct,
    bool DistinctIsExact,
    IReadOnlyList<string> Samples,
    IReadOnlyList<IReadOnlyList<int>> PartStarts,
    string Shortest,
    string Longest,
    string Encoding,
    MinMax<int> Units,
    MinMax<int> Parts,
    double? ExpectedDistinct,
    double? Uniqueness,
    MinMax<decimal>? Cost)
{
    /// <summary>Tries a text. Takes any string; bounded in time and in the size of the answer.</summary>
    public static TextPreview Of(PreviewItem item)
    {
        var message = MessageTemplate.Parse(item.Template);
        var texts = new PreviewTexts(message, item);
        var size = SmsRange.Of(message.Spintax, texts.Finish);
        var errors = PreviewProblem.ErrorsOf(message, texts);
        var valid = errors.Count == 0;
        if (valid) errors = PreviewProblem.LengthErrorsOf(item, texts, size);
        var distinct = message.Spintax.Distinct;
        var uniqueness = PreviewCounting.Uniqueness(item, distinct);
        return new TextPreview(
            errors.Count == 0,
            errors,
            PreviewProblem.WarningsOf(message),
            valid ? PreviewHints.For(item, message, uniqueness) : [],
            message.Spintax.Spans,
            message.Fields,
            valid ? message.Spintax.Ways.ToString(CultureInfo.InvariantCulture) : "0",
            valid ? (long)BigInteger.Min(distinct.AtLeast, long.MaxValue) : 0,
            distinct.IsExact,
            valid ? texts.Samples : [],
            valid ? [.. texts.Samples.Select(SmsParts.Starts)] : [],
            valid ? texts.Shortest : "",
            valid ? texts.Longest : "",
            PreviewCounting.Name(size.Encoding),
            new(size.MinUnits, size.MaxUnits),
            new(size.MinParts, size.MaxParts),
            valid ? PreviewCounting.Rounded(uniqueness?.Distinct) : null,
            valid ? PreviewCounting.Rounded(uniqueness?.Percent) : null,
            valid ? PreviewCounting.Cost(item, size) : null);
    }
}
