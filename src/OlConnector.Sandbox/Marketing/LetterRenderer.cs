using System.Net;
using System.Text.RegularExpressions;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Marketing;

/// <summary>What CRM-Marketing does to a letter's text for one recipient: steps 2–5 of bitrix24.md §6.1.</summary>
public static partial class LetterRenderer
{
    /// <summary>Stands for <c>#NAME#</c> when a client has no name.</summary>
    public const string DefaultName = "Клиент";

    /// <summary>
    /// Replaces <c>#FIELD#</c> by escaped values, leaves the template itself unescaped, deletes every other <c>#Latin#</c>.
    /// </summary>
    public static string Render(string template, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = template;
        foreach (var (name, value) in fields)
            text = text.Replace($"#{name}#", Escape(Escape(value)), StringComparison.Ordinal);
        return Leftover().Replace(text, "");
    }

    /// <summary>The fields of one recipient: the general ones, then the card's as <c>TYPE.FIELD</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Fields(CrmEntity client, Letter letter)
    {
        yield return new("EMAIL_TO", PhoneText.MessageTo(client.Phones[0]));
        yield return new("NAME", client.DisplayName.Length > 0 ? client.DisplayName : DefaultName);
        yield return new("USER_ID", "");
        yield return new("SENDER_CHAIN_ID", $"{letter.Id}");
        yield return new("SENDER_CHAIN_CODE", $"sender_chain_item_{letter.Id}");
        yield return new("PHONE_WORK", client.Phones[0]);
        foreach (var (name, value) in client.Fields)
            yield return new($"{CrmTypes.Name(client.TypeId)}.{name}", PhpValue.Text(value));
    }

    /// <summary>
    /// One pass of the escape: <c>&amp; &lt; &gt; "</c> without touching entities that are there, then <c>&lt;br /&gt;</c> before each line
    /// break. The portal makes two, which leaves quotes single-escaped and turns a line break into <c>&amp;lt;br /&amp;gt;&lt;br /&gt;</c>
    /// and itself.
    /// </summary>
    internal static string Escape(string value) => LineBreak().Replace(EscapeOnce(value), "<br />$0");

    private static string EscapeOnce(string value) => Special().Replace(value, found => found.Value switch
    {
        "<" => "&lt;",
        ">" => "&gt;",
        "\"" => "&quot;",
        "&" => "&amp;",
        _ => IsEntity(found.Value) ? found.Value : $"&amp;{found.Value[1..]}",
    });

    // PHP knows the entities of HTML 4.01; "&apos;" is not among them.
    private static bool IsEntity(string candidate) => candidate != "&apos;" && WebUtility.HtmlDecode(candidate) != candidate;

    [GeneratedRegex("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z0-9]+);|[&<>\"]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Special();

    [GeneratedRegex("\r\n|\n\r|\n|\r", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LineBreak();

    [GeneratedRegex("#[0-9a-zA-Z_.|]+#", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Leftover();
}
