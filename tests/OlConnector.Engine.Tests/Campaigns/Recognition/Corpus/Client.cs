using System.Globalization;

namespace OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

/// <summary>One recipient: a number, and what CRM knows of it. The same in every letter.</summary>
internal sealed record Client(string Number, IReadOnlyDictionary<FieldKind, string> Values)
{
    private static readonly string[] Odd =
    [
        "{VIP|Иван}", "{Иван}", "Дом|Сад", "{{Phone}}", "AT&T", "<b>Анна</b>", "Олег \"Скала\"", "🌷 Роза 🌷", "a\\b", "[+, +x|y]",
        "{a|{b|c}}", "Анна }", "|",
    ];

    internal static Client Of(Random chance, Language language, int number)
    {
        T One<T>(T[] all) => all[chance.Next(all.Length)];
        var isOdd = chance.Next(60) == 0;
        var company = $"{One(language.Forms)} \"{CompanyName(chance, language)}\"";
        var first = isOdd ? One(Odd) : One(language.FirstNames);
        return new Client(
            string.Create(CultureInfo.InvariantCulture, $"7999{1_000_000 + number}"),
            new Dictionary<FieldKind, string>
            {
                [FieldKind.Name] = chance.Next(4) == 0 ? company : first,
                [FieldKind.FullName] = $"{One(language.LastNames)} {first}",
                [FieldKind.Company] = chance.Next(30) == 0 ? company + "\nфилиал 2" : company,
                [FieldKind.City] = One(language.Cities),
                [FieldKind.Date] = string.Create(CultureInfo.InvariantCulture, $"{chance.Next(1, 29)} {One(language.Months)}"),
                [FieldKind.Sum] = (chance.Next(1, 500) * 50).ToString("N0", CultureInfo.GetCultureInfo("ru-RU")),
                [FieldKind.Manager] = language.FirstNames[chance.Next(5)],
                [FieldKind.Order] = chance.Next(100_000).ToString(CultureInfo.InvariantCulture),
            });
    }

    /// <summary>Few companies have the same name.</summary>
    private static string CompanyName(Random chance, Language language)
    {
        string One(string[] all) => all[chance.Next(all.Length)];
        return chance.Next(4) switch
        {
            0 => One(language.Companies),
            1 => $"{One(language.LastNames)} & {One(language.LastNames)}",
            2 => $"{One(language.Companies)}-{One(language.Cities)}",
            _ => $"{One(language.Cities)}{One(language.Months)} {One(language.FirstNames)} {chance.Next(1, 100)}",
        };
    }
}

/// <summary>A field of CRM-Marketing.</summary>
internal enum FieldKind
{
    /// <summary>A person's first name, or a company's name where the client is one.</summary>
    Name,
    FullName,
    Company,
    City,
    Date,
    Sum,

    /// <summary>One of five people.</summary>
    Manager,
    Order,
}
