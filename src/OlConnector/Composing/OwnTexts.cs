using System.Collections.Concurrent;
using Newtonsoft.Json;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Queue;

namespace OlConnector.Composing;

/// <summary>
/// Texts of own mailings: fields come from the recipient's row first, and the variants of a mailing's text may be dealt like a shuffled
/// deck.
/// </summary>
internal sealed class OwnTexts
{
    /// <summary>Decks that are remembered: one has as many cards as its text has variants.</summary>
    private const int MostDecks = 64;

    private readonly ConcurrentDictionary<(Guid Mailing, string Template), Lazy<SpintaxDeck?>> _decks = new();

    /// <summary>The recipient's values: those of their row, and the number as <c>phone</c>.</summary>
    internal static Dictionary<string, string> ValuesOf(string? fields, string? digits)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (digits is not null) values["phone"] = $"+{digits}";
        if (fields is null) return values;
        foreach (var (name, value) in JsonConvert.DeserializeObject<Dictionary<string, string>>(fields)!) values[name] = value;
        return values;
    }

    /// <summary>The message's text, as far as it can be told without CRM.</summary>
    /// <param name="message">Of an own mailing.</param>
    /// <param name="own">What the mailing was given.</param>
    /// <param name="terms">Its line's.</param>
    /// <param name="isLiteral">Broken groups go out as they stand.</param>
    /// <param name="values">The recipient's.</param>
    internal Composition Compose(
        AcceptedMessage message, MailingSettings own, LineTerms terms, bool isLiteral, IReadOnlyDictionary<string, string> values)
    {
        var chosen = Choose(message, own, terms, isLiteral);
        return chosen is Composition.NeedsValues { Letter: var letter } && letter.Fields.All(values.ContainsKey)
            ? Composition.Fill(letter, values, PolicyOf(message, terms), terms.MaxTextLength)
            : chosen;
    }

    /// <summary>What happens where a field has no value.</summary>
    internal static MissingValuePolicy PolicyOf(AcceptedMessage message, LineTerms terms) =>
        message.ComposeAs == "blank" ? MissingValuePolicy.Blank : terms.MissingValue;

    /// <summary>The variant that a balanced mailing deals to the message at this place; null where it is not to be dealt.</summary>
    internal Composition? Deal(Guid mailing, string template, int place, int longest)
    {
        var deck = DeckOf(mailing, template);
        if (deck is null) return null;
        lock (deck) return Composition.Deal(deck, place, longest);
    }

    private Composition Choose(AcceptedMessage message, MailingSettings own, LineTerms terms, bool isLiteral)
    {
        var row = message.Row;
        if (own.IsBalanced && message.Place is { } place && Deal(row.CampaignId!.Value, message.Template, place, terms.MaxTextLength) is
            { } dealt)
            return dealt;
        var chance = VariantRandom.For(row.PortalId, row.Code, row.Id.ToString(), message.Template);
        return Composition.Choose(message.Template, chance, isLiteral, terms.MaxTextLength);
    }

    private SpintaxDeck? DeckOf(Guid mailing, string template)
    {
        if (Composition.IsPlain(template)) return null;
        if (_decks.Count > MostDecks) _decks.Clear();
        return _decks.GetOrAdd((mailing, template), key => new Lazy<SpintaxDeck?>(() => Shuffled(key.Mailing, key.Template))).Value;
    }

    private static SpintaxDeck? Shuffled(Guid mailing, string template) =>
        SpintaxTemplate.Parse(template) is { IsValid: true } known && new SpintaxDeck(known, $"{mailing:N}") is { IsDealt: true } deck
            ? deck
            : null;
}
