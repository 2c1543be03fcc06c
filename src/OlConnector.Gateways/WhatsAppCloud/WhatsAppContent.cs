using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>
/// What a text asks for: itself, or an approved template in the form
/// <c>[template=ru]order_ready[/template][header]…[/header][body]№ 1017[/body][body]завтра[/body][button]track/1017[/button]</c>, one tag
/// per parameter in the template's order.
/// </summary>
internal abstract partial record WhatsAppContent
{
    private const int MaxButtons = 10;

    private static readonly string[] Known = ["header", "body", "button"];

    private WhatsAppContent() { }

    /// <summary>A text as it is.</summary>
    internal sealed record Free(string Text) : WhatsAppContent;

    /// <summary>A template and its parameters.</summary>
    internal sealed record Template(
        string Name, string Language, IReadOnlyList<string> Header, IReadOnlyList<string> Body,
        IReadOnlyList<string> Buttons) : WhatsAppContent;

    /// <summary>A template form that cannot be read; it is not sent as free text, for nobody meant that.</summary>
    internal sealed record Broken(string Why) : WhatsAppContent;

    /// <summary>Reads the text of a message.</summary>
    public static WhatsAppContent Of(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("[template", StringComparison.Ordinal)) return new Free(text);
        var start = Start().Match(text);
        if (!start.Success || Tags(text[start.Length..]) is not { } values)
            return new Broken("The text begins like a template, but its form is not [template=ru]name[/template][body]value[/body].");
        if (values.Exists(pair => pair.Value.Length == 0)) return new Broken("A template's parameter is empty, which Meta refuses.");

        List<string> Of(string tag) => [.. values.Where(pair => pair.Tag == tag).Select(pair => pair.Value)];
        return Of("button").Count > MaxButtons
            ? new Broken($"A template has at most {MaxButtons} buttons.")
            : new Template(start.Groups["name"].Value, start.Groups["language"].Value, Of("header"), Of("body"), Of("button"));
    }

    /// <summary>The members <c>type</c> and <c>text</c> or <c>template</c> of a message.</summary>
    /// <param name="known">The template as the account has it; null where that is not known, and its parameters count as numbered.</param>
    public JObject ToJson(GatewayTemplate? known = null) => this switch
    {
        Free free => new JObject { ["type"] = "text", ["text"] = new JObject { ["body"] = free.Text, ["preview_url"] = false } },
        Template template => new JObject { ["type"] = "template", ["template"] = Json(template, known) },
        _ => throw new InvalidOperationException("A broken form has no message."),
    };

    private static JObject Json(Template template, GatewayTemplate? known)
    {
        var components = new JArray();
        if (template.Header.Count > 0)
            components.Add(new JObject { ["type"] = "header", ["parameters"] = Parameters(template.Header, known?.HeaderNames) });
        if (template.Body.Count > 0)
            components.Add(new JObject { ["type"] = "body", ["parameters"] = Parameters(template.Body, known?.BodyNames) });
        foreach (var (number, value) in template.Buttons.Index())
        {
            var place = known is not null && number < known.ButtonPlaces.Count ? known.ButtonPlaces[number] : number;
            components.Add(
                new JObject { ["type"] = "button", ["sub_type"] = "url", ["index"] = $"{place}", ["parameters"] = Parameters([value]) });
        }

        var json = new JObject { ["name"] = template.Name, ["language"] = new JObject { ["code"] = template.Language } };
        if (components.Count > 0) json["components"] = components;
        return json;
    }

    /// <summary>Parameters of a template with names carry them; Meta refuses a whole message without (code 100).</summary>
    private static JArray Parameters(IReadOnlyList<string> values, IReadOnlyList<string>? names = null) =>
        new(values.Select((value, at) => names is { Count: > 0 } && at < names.Count
            ? new JObject { ["type"] = "text", ["parameter_name"] = names[at], ["text"] = value }
            : new JObject { ["type"] = "text", ["text"] = value }));

    /// <summary>Meta refuses line breaks, tabs and long runs of spaces inside a parameter, so each run of such becomes one space.</summary>
    private static string Tidy(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The tags after the template's name, in order; null when anything else stands there.</summary>
    private static List<(string Tag, string Value)>? Tags(string text)
    {
        var found = new List<(string, string)>();
        for (var rest = text.TrimStart(); rest.Length > 0;)
        {
            var tag = Array.Find(Known, name => rest.StartsWith($"[{name}]", StringComparison.Ordinal));
            if (tag is null) return null;
            var (from, end) = (tag.Length + 2, rest.IndexOf($"[/{tag}]", StringComparison.Ordinal));
            if (end < 0) return null;
            found.Add((tag, Tidy(rest[from..end])));
            rest = rest[(end + tag.Length + 3)..].TrimStart();
        }

        return found;
    }

    [GeneratedRegex(@"^\s*\[template=(?<language>[a-z]{2,3}(_[A-Za-z]{2,4})?)\](?<name>[a-z0-9_]{1,512})\[/template\]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Start();
}
