namespace OlConnector.Bitrix24.Crm;

/// <summary>The fields that letters name, sorted by where they come from.</summary>
internal sealed class WantedFields
{
    internal const string FullName = "full_name";
    internal const string Company = "company";
    internal const string Phone = "phone";
    internal const string DealPrefix = "deal.";

    private readonly List<string> _client = [];
    private readonly List<string> _deal = [];

    internal WantedFields(IEnumerable<string> names)
    {
        foreach (var name in names.Select(name => name.Trim()))
        {
            if (name.StartsWith(DealPrefix, StringComparison.OrdinalIgnoreCase)) AddCrmName(_deal, name[DealPrefix.Length..]);
            else if (Is(name, Company)) HasCompany = true;
            else if (!Is(name, FullName) && !Is(name, Phone)) AddCrmName(_client, name);
            NeedsClient |= !Is(name, Phone) && !name.StartsWith(DealPrefix, StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>False when nothing of the client but the number is wanted.</summary>
    internal bool NeedsClient { get; }

    /// <summary>True when the client's company is wanted.</summary>
    internal bool HasCompany { get; }

    /// <summary>True when something of the deal is wanted.</summary>
    internal bool HasDeal => _deal.Count > 0;

    /// <summary>Names to select from a card of this kind, as CRM writes them.</summary>
    internal IReadOnlyList<string> Of(CardKind kind) => kind == CardKind.Deal ? _deal : _client;

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>CRM's names are capitals, digits and underscores; anything else it would not know.</summary>
    private static void AddCrmName(List<string> names, string name)
    {
        var upper = name.ToUpperInvariant();
        if (upper.Length > 0 && upper.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_') && !names.Contains(upper))
            names.Add(upper);
    }
}
