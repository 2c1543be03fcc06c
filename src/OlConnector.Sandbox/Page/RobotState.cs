using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Page;

/// <summary>What the page shows of the app's robot: its settings as it registered them, the cards, and the processes.</summary>
internal static class RobotState
{
    private const int MostCards = 6;
    private const int MostProcesses = 50;

    private static readonly int[] Types = [CrmTypes.Deal, CrmTypes.Contact, CrmTypes.Lead, CrmTypes.Company];

    public static JToken Of(SandboxPortal portal, string language)
    {
        if (portal.App?.Robots.Values.FirstOrDefault() is not { } robot)
            return JValue.CreateNull();
        var properties = PhpValue.Get(robot.Fields, "PROPERTIES") as JObject ?? [];
        return new JObject
        {
            ["name"] = Localized(PhpValue.Get(robot.Fields, "NAME"), language),
            ["about"] = Localized(PhpValue.Get(robot.Fields, "DESCRIPTION"), language),
            ["properties"] = new JArray(properties.Properties().Select(property => Property(property, language))),
        };
    }

    /// <summary>Some cards of each kind.</summary>
    public static JArray Cards(SandboxPortal portal) => new(Types.SelectMany(type => portal.Crm.All(type).Take(MostCards))
        .Select(card => new JObject
        {
            ["type"] = card.TypeId,
            ["id"] = card.Id,
            ["kind"] = CrmTypes.Name(card.TypeId),
            ["title"] = card.DisplayName,
        }));

    public static JArray Processes(SandboxPortal portal) => new(portal.Processes.All.TakeLast(MostProcesses).Reverse()
        .Select(process => new JObject
        {
            ["document"] = process.Document,
            ["title"] = process.Title,
            ["status"] = process.Status,
            ["reason"] = process.Returned?["reason"],
            ["answer"] = process.Answer,
        }));

    private static JObject Property(JProperty property, string language) => new()
    {
        ["name"] = property.Name,
        ["title"] = Localized(PhpValue.Get(property.Value, "NAME"), language),
        ["about"] = Localized(PhpValue.Get(property.Value, "DESCRIPTION"), language),
        ["type"] = PhpValue.Text(PhpValue.Get(property.Value, "TYPE")),
        ["isRequired"] = PhpValue.Text(PhpValue.Get(property.Value, "REQUIRED")) is "Y" or "1",
        ["options"] = PhpValue.Get(property.Value, "OPTIONS") is JObject options
            ? new JArray(options.Properties().Select(option => new JArray(option.Name, option.Value)))
            : null,
        ["default"] = PhpValue.Text(PhpValue.Get(property.Value, "DEFAULT")),
    };

    private static string Localized(JToken? names, string language) => names switch
    {
        JObject map => PhpValue.Text(PhpValue.Get(map, language) ?? map.Properties().FirstOrDefault()?.Value),
        _ => PhpValue.Text(names),
    };
}
