using System.Globalization;

namespace OlConnector.Bitrix24.Crm;

/// <summary>Kinds of CRM cards whose fields a letter may use, by their type id (bitrix24.md §5.3).</summary>
internal enum CardKind
{
    Lead = 1,
    Deal = 2,
    Contact = 3,
    Company = 4,
}

/// <summary>One card of a portal's CRM.</summary>
internal readonly record struct CardKey(CardKind Kind, long Id);

/// <summary>The cards that a message is bound to.</summary>
/// <param name="Clients">Who the client may be, best first: the first contact, the first lead, the first company (design.md §10).</param>
/// <param name="Deal">The first deal.</param>
internal sealed record CardBindings(IReadOnlyList<CardKey> Clients, CardKey? Deal)
{
    private static readonly CardKind[] ClientKinds = [CardKind.Contact, CardKind.Lead, CardKind.Company];

    /// <summary>Reads <c>type:id</c> by comma. Smart processes, invoices and orders name no client by themselves.</summary>
    internal static CardBindings Read(string? bindings)
    {
        var cards = (bindings ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Card).OfType<CardKey>().ToList();
        return new CardBindings([.. ClientKinds.Select(kind => First(cards, kind)).OfType<CardKey>()], First(cards, CardKind.Deal));
    }

    private static CardKey? First(List<CardKey> cards, CardKind kind) =>
        cards.Exists(card => card.Kind == kind) ? cards.Find(card => card.Kind == kind) : null;

    private static CardKey? Card(string text) =>
        text.Split(':') is [var type, var id]
        && int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out var kind) && Enum.IsDefined((CardKind)kind)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new CardKey((CardKind)kind, number)
            : null;
}
