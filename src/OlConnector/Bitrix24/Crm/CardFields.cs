using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Crm;

/// <summary>Turns cards into the flat fields that a letter may name (design.md §10): CRM's own names, and <c>full_name</c>, <c>company</c>, <c>phone</c>.</summary>
internal static class CardFields
{
    /// <summary>The fields of a client and its deal; a field without a value is left out, because empty counts as missing.</summary>
    /// <param name="client">The client's card; null when there is none.</param>
    /// <param name="type">Its type.</param>
    /// <param name="company">The contact's company; null when there is none.</param>
    /// <param name="deal">The deal that the message is about; null when there is none.</param>
    /// <param name="phone">E.164 digits of the recipient; null when unknown.</param>
    internal static Dictionary<string, string> Of(JObject? client, int type, JObject? company, JObject? deal, string? phone)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in client?.Properties() ?? []) Put(fields, field.Name, Plain(field.Value));
        foreach (var field in deal?.Properties() ?? []) Put(fields, "deal." + field.Name, Plain(field.Value));
        Put(fields, "full_name", $"{fields.GetValueOrDefault("NAME")} {fields.GetValueOrDefault("LAST_NAME")}");
        Put(fields, "company", type == CardKey.Company ? fields.GetValueOrDefault("TITLE") : Plain(company?["TITLE"]) ?? fields.GetValueOrDefault("COMPANY_TITLE"));
        if (phone is not null) fields["phone"] = "+" + phone;
        return fields;
    }

    private static void Put(Dictionary<string, string> fields, string name, string? value)
    {
        if (Clean(value) is { Length: > 0 } text) fields[name] = text;
    }

    /// <summary>A multiple field is joined by commas, as Bitrix24 does; phones and mails give their first value.</summary>
    private static string? Plain(JToken? value) => value switch
    {
        JValue { Value: null } or null => null,
        JValue { Value: bool flag } => flag ? "Y" : "N",
        JValue plain => Convert.ToString(plain.Value, CultureInfo.InvariantCulture),
        JArray { First: JObject first } => Plain(first["VALUE"]),
        JArray list => string.Join(", ", list.Select(Plain).Where(text => !string.IsNullOrEmpty(text))),
        _ => null,
    };

    /// <summary>Trimmed, without control characters but line feeds (product.md §8.6).</summary>
    private static string? Clean(string? value) =>
        value is null ? null : new string([.. value.Where(letter => letter == '\n' || !char.IsControl(letter))]).Trim();
}
