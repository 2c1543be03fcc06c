using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Composing;

namespace OlConnector.Bitrix24.Crm;

/// <summary>Makes the fields of a letter from CRM cards (design.md §10).</summary>
internal static class CardValues
{
    /// <summary>Values by name, without case. What is empty in CRM is not among them: present but empty is missing.</summary>
    /// <param name="client">The contact, lead or company; null for none.</param>
    /// <param name="company">The client's company, when it has one of its own.</param>
    /// <param name="deal">The deal; null for none.</param>
    /// <param name="phone">E.164 digits of the recipient.</param>
    internal static Dictionary<string, string> Of(FoundCard? client, JObject? company, JObject? deal, string? phone)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        AddAll(values, "", client?.Card);
        AddAll(values, WantedFields.DealPrefix, deal);
        if (client is not null)
        {
            Put(values, WantedFields.FullName, FullName(client));
            Put(values, WantedFields.Company, Company(client, company));
        }

        Put(values, WantedFields.Phone, phone is null ? CardText.Of(client?.Card["PHONE"]) : $"+{phone}");
        return values;
    }

    /// <summary>The company that a contact or lead belongs to.</summary>
    internal static CardKey? CompanyOf(FoundCard client) =>
        client.Key.Kind != CardKind.Company
        && long.TryParse(JsonText.Plain(client.Card["COMPANY_ID"]), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? new CardKey(CardKind.Company, id)
            : null;

    private static void AddAll(Dictionary<string, string> values, string prefix, JObject? card)
    {
        foreach (var (name, value) in card ?? []) Put(values, prefix + name, CardText.Of(value));
    }

    private static string FullName(FoundCard client) => client.Key.Kind == CardKind.Company
        ? JsonText.Plain(client.Card["TITLE"])
        : string.Join(
            ' ', new[] { JsonText.Plain(client.Card["NAME"]), JsonText.Plain(client.Card["LAST_NAME"]) }
                .Where(part => !VisibleText.IsBlank(part)));

    private static string Company(FoundCard client, JObject? company) =>
        client.Key.Kind == CardKind.Company ? JsonText.Plain(client.Card["TITLE"])
        : JsonText.Plain(company?["TITLE"]) is var title && !VisibleText.IsBlank(title) ? title
        : JsonText.Plain(client.Card["COMPANY_TITLE"]);

    private static void Put(Dictionary<string, string> values, string name, string value)
    {
        if (value.Length > 0) values[name] = value;
    }
}
