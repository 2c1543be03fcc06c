using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>
/// Reads one template of an account: which parameters it takes, whether they have names, and where its buttons with a link stand
/// (https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates).
/// </summary>
internal static partial class WhatsAppTemplateReading
{
    /// <summary>Components, headers and buttons that need nothing, or a text.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "HEADER", "BODY", "FOOTER", "BUTTONS", "TEXT", "QUICK_REPLY", "URL", "PHONE_NUMBER", "VOICE_CALL",
    };

    /// <summary>The template; null for a row that names none.</summary>
    public static GatewayTemplate? Read(JToken row)
    {
        if (row.At("name").Text() is not { } name || row.At("language").Text() is not { } language) return null;
        var components = row.At("components").Items().ToList();
        var buttons = components.SelectMany(component => component.At("buttons").Items()).ToList();
        var (header, body) = (ParametersIn(components, "HEADER"), ParametersIn(components, "BODY"));
        var links = buttons.Index().Where(button => Parameters(button.Item.At("url").Text()).Any()).Select(button => button.Index).ToList();
        return new GatewayTemplate(
            name, language, row.At("category").Text() ?? "", row.At("status").Text() ?? "", header.Count, body.Count, links.Count)
        {
            HeaderNames = NamesOf(header),
            BodyNames = NamesOf(body),
            ButtonPlaces = links,
            Needs = NeedsOf(components, buttons),
        };
    }

    private static string? NeedsOf(List<JToken> components, List<JToken> buttons) =>
        components.SelectMany(component => new[] { component.At("type").Text(), component.At("format").Text() })
            .Concat(buttons.Select(button => button.At("type").Text()))
            .OfType<string>().FirstOrDefault(word => !Plain.Contains(word));

    private static List<string> ParametersIn(IEnumerable<JToken> components, string type) =>
        [
            .. components.Where(component => component.At("type").Text() == type)
                .SelectMany(component => Parameters(component.At("text").Text())),
        ];

    private static List<string> NamesOf(List<string> parameters) =>
        parameters.TrueForAll(parameter => parameter.All(char.IsAsciiDigit)) ? [] : parameters;

    /// <summary>What stands in double braces, each once, in the order of the text.</summary>
    private static IEnumerable<string> Parameters(string? text) => text is null
        ? []
        : Placeholder().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(
        @"\{\{(?<name>[A-Za-z0-9_]{1,60})\}\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
