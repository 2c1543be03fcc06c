using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Texts;

/// <summary>How a text would travel.</summary>
internal enum TextChannel
{
    /// <summary>SMS.</summary>
    Sms,

    /// <summary>WhatsApp, official or not.</summary>
    Whatsapp,
}

/// <summary>A text to try. Nothing is sent.</summary>
/// <param name="Template">The text with groups and placeholders.</param>
/// <param name="Fields">Values for placeholders, by name without case. With <c>phone</c> the cost is that of this number's prefix.</param>
/// <param name="Channel">How it would travel. Default: the line's channel; without a line, sms.</param>
/// <param name="Recipients">How many people would get it, 0–1 000 000. Default: not known.</param>
/// <param name="Seed">Chooses the samples: equal seeds show equal samples.</param>
/// <param name="Line">The line that would send it: its tariff, its channel, and the longest text its gateway takes.</param>
internal sealed record PreviewDraft(
    [property: Needed] string? Template = null, IReadOnlyDictionary<string, string?>? Fields = null, TextChannel? Channel = null,
    int? Recipients = null, string? Seed = null, string? Line = null);

/// <summary>Everything that can be said about a text before it is sent.</summary>
/// <param name="Valid">False when messages with this text would be held or fail.</param>
/// <param name="Errors">
/// Why, in the order of the text. Last, <c>template_mismatch</c> when the line's vendor has no such template, or one with other parameters.
/// </param>
/// <param name="Warnings">What is odd but goes out as text.</param>
/// <param name="Hints">
/// Advice: shortener, ip, plain-http, many-links, no-opt-out, low-uniqueness, high-risk-uniqueness, few-variants.
/// </param>
/// <param name="Spans">What an editor highlights, in UTF-16 units from 0.</param>
/// <param name="Fields">Fields that any variant uses.</param>
/// <param name="Ways">
/// In how many ways the text can be written, as digits: it may exceed any number type. "0" for a text that cannot be read.
/// </param>
/// <param name="Distinct">Different texts; so many at least when <paramref name="DistinctIsExact"/> is false.</param>
/// <param name="DistinctIsExact">True when all variants were listed.</param>
/// <param name="Samples">Up to 5 different texts. A field without a value stays visible as <c>{{field}}</c>.</param>
/// <param name="PartStarts">
/// For each sample, where its SMS parts from the second on begin, in UTF-16 units from 0; information only for WhatsApp.
/// </param>
/// <param name="Shortest">The shortest text, its first 4096 characters.</param>
/// <param name="Longest">The longest text, its first 4096 characters.</param>
/// <param name="Encoding"><c>gsm7</c>, <c>ucs2</c>, or <c>mixed</c> when it depends on the variant.</param>
/// <param name="Units">Septets or UTF-16 units, by the encoding.</param>
/// <param name="Parts">SMS parts; information only for WhatsApp.</param>
/// <param name="ExpectedDistinct">Different texts among the recipients; null when their number is not known.</param>
/// <param name="Uniqueness">The same in percent of the recipients.</param>
/// <param name="Cost">What all recipients cost together; null without a tariff that fits, or without a number of recipients.</param>
/// <param name="Risk">
/// What a mailing with this text risks; null where neither <c>line</c> nor <c>recipients</c> was named, and for a text that does not go
/// out.
/// </param>
internal sealed record PreviewAnswer(
    bool Valid, IReadOnlyList<PreviewProblem> Errors, IReadOnlyList<PreviewProblem> Warnings, IReadOnlyList<string> Hints,
    IReadOnlyList<SpintaxSpan> Spans, IReadOnlyList<string> Fields, string Ways, long Distinct, bool DistinctIsExact,
    IReadOnlyList<string> Samples, IReadOnlyList<IReadOnlyList<int>> PartStarts,
    string Shortest, string Longest, string Encoding, MinMax<int> Units, MinMax<int> Parts,
    double? ExpectedDistinct, double? Uniqueness, PreviewCost? Cost, RiskAnswer? Risk);

/// <summary>What a mailing costs.</summary>
/// <param name="Min">Fewest parts at the lowest price.</param>
/// <param name="Max">Most parts at the highest price.</param>
/// <param name="Currency">The line's currency; null when it was not said.</param>
internal sealed record PreviewCost(decimal Min, decimal Max, string? Currency);
