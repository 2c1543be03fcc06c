using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Settings;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.Waha;

/// <summary>WAHA: a self-hosted server that speaks as WhatsApp Web (gateways.md §3).</summary>
public sealed class WahaKind(GatewayRoom room) : IGatewayKind
{
    /// <inheritdoc/>
    public string Kind => "waha";

    /// <inheritdoc/>
    public string Name => "WAHA (WhatsApp)";

    /// <inheritdoc/>
    public GatewayTraits Traits { get; } = new()
    {
        Channel = Channel.WhatsApp,
        IsOfficial = false,
        MaxTextLength = 4096,
        CallsBack = true,
        CallbackSecret = "hmacKey",
        CanLookUp = true,
        ReportsDelivery = true,
        ReportsRead = true,
    };

    /// <inheritdoc/>
    public IReadOnlyList<GatewaySetting> Settings { get; } =
    [
        new("baseUrl", SettingType.Url, In("Адрес сервера WAHA", "Address of the WAHA server")),
        new("session", SettingType.Text, In("Имя сессии", "Session name"), Default: "default"),
        new("apiKey", SettingType.Text, In("Ключ API", "API key"), IsRequired: false, IsSecret: true),
        new(
            "hmacKey", SettingType.Text, In("Ключ подписи уведомлений (HMAC)", "Key of signed notifications (HMAC)"), IsRequired: false,
            IsSecret: true),
        new(
            "checkNumbers", SettingType.Flag,
            In(
                "Проверять перед отправкой, есть ли номер в WhatsApp (до 100 в день)",
                "Check before sending whether the number is on WhatsApp (up to 100 a day)"),
            IsRequired: false, Default: "false"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings) => SettingsCheck.Of(Settings, settings, room.Hosts);

    /// <inheritdoc/>
    public IGateway Open(GatewaySettings settings, Uri? hook = null)
    {
        var account = new WahaAccount(
            settings.Get("baseUrl"), settings.Find("session") ?? "default", settings.Find("apiKey"), settings.Find("hmacKey"),
            settings.Find("checkNumbers") == "true");
        var http = room.HttpFor(Kind, account.BaseUrl, account.ApiKey, account.HmacKey).WithHeader("X-Api-Key", account.ApiKey);
        return new WahaGateway(http, account);
    }
}

/// <summary>One session of a WAHA server.</summary>
/// <param name="BaseUrl">The server.</param>
/// <param name="Session">The session's name.</param>
/// <param name="ApiKey">Value of X-Api-Key; null where the server asks for none.</param>
/// <param name="HmacKey">Key of the notifications' signature; null where none was agreed.</param>
/// <param name="ChecksNumbers">Numbers without an account are refused before they are sent to.</param>
internal sealed record WahaAccount(string BaseUrl, string Session, string? ApiKey, string? HmacKey, bool ChecksNumbers);
