using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;
using OlConnector.Queue;

namespace OlConnector.Composing;

/// <summary>A message with everything its admission needs.</summary>
/// <param name="Letter">Of a mailing, as recognition sees it; null otherwise, and once its variant is chosen for good.</param>
internal sealed record Composed(
    AcceptedMessage Message, LineTerms Terms, PhoneResult Phone, Composition Text, ArrivedMessage? Letter)
{
    /// <summary>What its mailing was given, where that is an own one; null otherwise.</summary>
    internal MailingSettings? Own { get; init; }

    /// <summary>Of an own mailing: the recipient's values, which go before those of CRM.</summary>
    internal IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>Its recipient's digits; null when they are no number.</summary>
    internal string? Digits => (Phone as PhoneResult.Valid)?.Number.Digits;

    /// <summary>Its text as it will be sent; null when there is none, or none yet.</summary>
    internal string? Ready => (Text as Composition.Ready)?.Text;

    /// <summary>What that text takes and costs; null without a text or a number.</summary>
    internal PricedText? Price => Ready is { } text && Digits is { } digits
        ? PricedText.Of(MessageCost.Of(text, digits, Terms.Channel, Terms.Tariff()), Terms.Currency)
        : null;
}
