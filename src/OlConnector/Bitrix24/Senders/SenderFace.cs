using System.Globalization;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Senders;

/// <summary>
/// How a line shows itself in the portal's list of SMS providers (bitrix24.md §4.1). TYPE is SMS for every line, WhatsApp too.
/// </summary>
/// <param name="Code">The line's CODE.</param>
/// <param name="Name">The line's name.</param>
/// <param name="Number">Its number or sender name, if it has one.</param>
/// <param name="Handler">Where the portal hands messages to.</param>
internal sealed record SenderFace(string Code, string Name, string? Number, string Handler)
{
    private const int MaxName = 120;

    /// <inheritdoc cref="TitleOf"/>
    internal string Title => TitleOf(Name, Number);

    /// <summary>Name and number, so that several lines can be told apart (product.md §4.8).</summary>
    internal static string TitleOf(string name, string? number)
    {
        var title = number is null || name.Contains(number, StringComparison.OrdinalIgnoreCase) ? name : $"{name} {number}";
        if (title.Length <= MaxName) return title;
        var signs = new StringInfo(title);
        return signs.SubstringByTextElements(0, Math.Min(MaxName / 2, signs.LengthInTextElements));
    }

    /// <summary>Parameters of <c>messageservice.sender.add</c>; the module ignores others.</summary>
    internal JObject ToAdd() =>
        new() { ["CODE"] = Code, ["TYPE"] = "SMS", ["HANDLER"] = Handler, ["NAME"] = Names(), ["DESCRIPTION"] = Descriptions() };

    /// <summary>Parameters of <c>messageservice.sender.update</c>.</summary>
    internal JObject ToUpdate() => new() { ["CODE"] = Code, ["HANDLER"] = Handler, ["NAME"] = Names(), ["DESCRIPTION"] = Descriptions() };

    /// <summary>Parameters of <c>messageservice.sender.delete</c>.</summary>
    internal static JObject ToDelete(string code) => new() { ["CODE"] = code };

    private JObject Names() => ByLanguage(new Said(Title, Title));

    private static JObject Descriptions() => ByLanguage(new Said("Отправка через OlConnector", "Sent through OlConnector"));

    /// <summary>The first language also becomes the fallback for all others.</summary>
    private static JObject ByLanguage(Said said) => new() { ["en"] = said.En, ["ru"] = said.Ru };
}
