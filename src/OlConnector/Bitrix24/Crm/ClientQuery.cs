namespace OlConnector.Bitrix24.Crm;

/// <summary>Whose fields are wanted.</summary>
/// <param name="Bindings">CRM cards of the message as type and id, <c>2:1502,3:318</c>; null for none.</param>
/// <param name="Phone">The recipient's E.164 digits, with or without plus sign; null when the number could not be read.</param>
public sealed record ClientQuery(string? Bindings, string? Phone);

/// <summary>What CRM knows about a recipient. A closed family.</summary>
public abstract record ClientFields
{
    private ClientFields() { }

    /// <summary>The fields by their names in CRM, whatever their case; a field without a value is not among them.</summary>
    public sealed record Found(IReadOnlyDictionary<string, string> Values) : ClientFields;

    /// <summary>CRM has neither the cards nor the phone.</summary>
    public sealed record NotFound : ClientFields;

    /// <summary>CRM cannot be asked now.</summary>
    /// <param name="After">How long to wait at least.</param>
    /// <param name="Why">For support.</param>
    public sealed record Unavailable(TimeSpan After, string Why) : ClientFields;
}

/// <summary>A CRM card: type id (bitrix24.md §5.2) and number.</summary>
internal readonly record struct CardKey(int Type, long Id)
{
    internal const int Lead = 1;
    internal const int Deal = 2;
    internal const int Contact = 3;
    internal const int Company = 4;

    /// <summary>The order in which a client is looked for (design.md §10).</summary>
    internal static readonly int[] ClientTypes = [Contact, Lead, Company];

    internal static string NameOf(int type) => type switch
    {
        Lead => "lead",
        Deal => "deal",
        Contact => "contact",
        Company => "company",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No type of card that is read."),
    };

    /// <summary>Reads stored bindings.</summary>
    internal static List<CardKey> Read(string? bindings) =>
        [.. (bindings ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(binding => binding.Split(':'))
            .Where(parts => parts.Length == 2 && int.TryParse(parts[0], out _) && long.TryParse(parts[1], out _))
            .Select(parts => new CardKey(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))];
}
