using System.Globalization;
using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Senders;

/// <summary>How a line shows itself in the portal's list of SMS providers (bitrix24.md §4.1). TYPE is SMS for every line, WhatsApp too.</summary>
/// <param name="Code">The line's CODE.</param>
/// <param name="Name">The line's name.</param>
/// <param name="Number">Its number or sender name, if it has one.</param>
/// <param name="Handler">Where the portal hands messages to.</param>
internal sealed record SenderFace(string Code, string Name, string? Number, string Handler)
{
    private const int MaxName = 120;

    /// <summary>Name and number, so that several lines can be told apart (product.md §4.8).</summary>
    internal string Title
    {
        get
        {
            var title = Number is null || Name.Contains(Number, StringComparison.OrdinalIgnoreCase) ? Name : $"{Name} {Number}";
            return title.Length <= MaxName ? title : new StringInfo(title).SubstringByTextElements(0, Math.Min(MaxName / 2, new StringInfo(title).LengthInTextElements));
        }
    }

    /// <summary>Parameters of <c>messageservice.sender.add</c>: these and no other, because the module writes what it gets into its table.</summary>
    internal JObject ToAdd() => new() { ["CODE"] = Code, ["TYPE"] = "SMS", ["HANDLER"] = Handler, ["NAME"] = Names(), ["DESCRIPTION"] = Descriptions() };

    /// <summary>Parameters of <c>messageservice.sender.update</c>.</summary>
    internal JObject ToUpdate() => new() { ["CODE"] = Code, ["HANDLER"] = Handler, ["NAME"] = Names(), ["DESCRIPTION"] = Descriptions() };

    /// <summary>Parameters of <c>messageservice.sender.delete</c>.</summary>
    internal static JObject ToDelete(string code) => new() { ["CODE"] = code };

    // The first language also becomes the fallback for all others.
    private JObject Names() => new() { ["en"] = Title, ["ru"] = Title };

    private static JObject Descriptions() => new() { ["en"] = "Sent through OlConnector", ["ru"] = "Отправка через OlConnector" };
}
