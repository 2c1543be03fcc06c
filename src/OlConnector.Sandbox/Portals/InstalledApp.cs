using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Portals;

/// <summary>The app's row on one portal and everything it registered. Gone after an uninstall.</summary>
public sealed class InstalledApp(string applicationToken)
{
    /// <summary>See bitrix24.md §1.5.</summary>
    public string ApplicationToken { get; internal set; } = applicationToken;

    /// <summary>True after <c>installFinish</c>. Before it no events are delivered and users see a "not fully installed" page.</summary>
    public bool IsInstalled { get; internal set; }

    /// <summary>Version of the app, a small number.</summary>
    public int Version { get; internal set; } = 1;

    /// <summary>Registered message senders by CODE.</summary>
    public ConcurrentDictionary<string, Sender> Senders { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Robots by CODE.</summary>
    public ConcurrentDictionary<string, Robot> Robots { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Handlers of <c>event.bind</c>.</summary>
    public ConcurrentDictionary<(string Event, string Handler, int AuthType), int> EventHandlers { get; } = new();

    /// <summary>Widgets of <c>placement.bind</c>.</summary>
    public ConcurrentDictionary<(string Placement, string Handler), JObject> Placements { get; } = new();

    /// <summary>People who have seen the app: the frame tells whoever has not that this is the first run.</summary>
    public ConcurrentDictionary<int, bool> Visitors { get; } = new();

    // A new version starts from nothing and wants its installer passed again (bitrix24.md §0, rule 10).
    internal void Update(string? newApplicationToken)
    {
        Senders.Clear();
        Robots.Clear();
        Placements.Clear();
        EventHandlers.Clear();
        IsInstalled = false;
        Version++;
        ApplicationToken = newApplicationToken ?? ApplicationToken;
    }
}

/// <summary>A registered robot.</summary>
/// <param name="Code">As registered.</param>
/// <param name="Fields">All else of the registration.</param>
public sealed record Robot(string Code, JObject Fields);

/// <summary>A registered message provider.</summary>
/// <param name="Code">As registered.</param>
/// <param name="Handler">URL of the HANDLER.</param>
/// <param name="Name">A text or a map from language to text.</param>
/// <param name="Description">Likewise; may be nothing.</param>
/// <param name="AppName">Menu name of the app, frozen at registration (bitrix24.md §4.1).</param>
public sealed record Sender(string Code, string Handler, JToken Name, JToken? Description, string AppName)
{
    /// <summary>What people see in the list of providers, in this language.</summary>
    public string Title(string language) => $"[{AppName}] {Localized(language)}";

    private string Localized(string language) => Name switch
    {
        JObject names => (string?)Wire.PhpValue.Get(names, language) ?? (string?)names.Properties().FirstOrDefault()?.Value ?? "",
        _ => Wire.PhpValue.Text(Name),
    };
}
