using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Phones;
using OlConnector.Queue;

namespace OlConnector.Composing;

/// <summary>A message with everything its admission needs.</summary>
/// <param name="Fingerprint">What tells a mailing's letter from another; null where its campaign is known, or it needs none.</param>
internal sealed record Composed(
    AcceptedMessage Message, LineTerms Terms, PhoneResult Phone, Composition Text, TextFingerprint? Fingerprint)
{
    /// <summary>Its recipient's digits; null when they are no number.</summary>
    internal string? Digits => (Phone as PhoneResult.Valid)?.Number.Digits;

    /// <summary>Its text as it will be sent; null when there is none, or none yet.</summary>
    internal string? Ready => (Text as Composition.Ready)?.Text;
}
