using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Settings;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.Sandbox;

/// <summary>
/// The simulated phone network of the sandbox (design.md §8). Only for installations that may call private hosts; paced like unofficial
/// WhatsApp.
/// </summary>
public sealed class SandboxKind(GatewayRoom room) : IGatewayKind
{
    /// <inheritdoc/>
    public string Kind => "sandbox";

    /// <inheritdoc/>
    public string Name => "Sandbox";

    /// <inheritdoc/>
    public GatewayTraits Traits { get; } = new()
    {
        Channel = Channel.WhatsApp,
        IsOfficial = false,
        MaxTextLength = 4096,
        CallsBack = true,
        CanLookUp = true,
        ReportsDelivery = true,
        ReportsRead = true,
    };

    /// <inheritdoc/>
    public IReadOnlyList<GatewaySetting> Settings { get; } =
    [
        new("baseUrl", SettingType.Url, In("Адрес песочницы", "Sandbox address")),
        new("from", SettingType.Text, In("Имя отправителя на телефонах", "Sender as phones show it"), IsRequired: false),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings) => !room.Hosts.IsNone
        ? SettingsCheck.Of(Settings, settings, room.Hosts)
        : [new("baseUrl", In(
            "Песочница работает только на испытательных установках: включите Outbound:AllowPrivateHosts или выберите другой шлюз.",
            "The sandbox works on test installations only: turn on Outbound:AllowPrivateHosts or choose another gateway."))];

    /// <inheritdoc/>
    public IGateway Open(GatewaySettings settings, Uri? hook = null) =>
        new SandboxGateway(room.HttpFor(Kind, settings.Get("baseUrl")), room.Clock, hook, settings.Find("from"));
}
