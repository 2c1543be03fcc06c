using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Settings;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.GreenApi;

/// <summary>Green-API: a hosted service that speaks as WhatsApp Web (gateways.md §2).</summary>
public sealed class GreenApiKind(GatewayRoom room) : IGatewayKind
{
    /// <inheritdoc/>
    public string Kind => "green-api";

    /// <inheritdoc/>
    public string Name => "Green-API (WhatsApp)";

    /// <inheritdoc/>
    public GatewayTraits Traits { get; } = new()
    {
        Channel = Channel.WhatsApp,
        IsOfficial = false,
        MaxTextLength = 20_000,
        CallsBack = true,
        CallbackSecret = "webhookUrlToken",
        CanLookUp = true,
        ReportsDelivery = true,
        ReportsRead = true,
    };

    /// <inheritdoc/>
    public IReadOnlyList<GatewaySetting> Settings { get; } =
    [
        new("apiUrl", SettingType.Url, In("Адрес API (apiUrl)", "API address (apiUrl)")),
        new("idInstance", SettingType.Number, In("Номер инстанса (idInstance)", "Instance number (idInstance)")),
        new(
            "apiTokenInstance", SettingType.Text, In("Токен инстанса (apiTokenInstance)", "Instance token (apiTokenInstance)"),
            IsSecret: true),
        new(
            "webhookUrlToken", SettingType.Text, In("Ключ уведомлений (webhookUrlToken)", "Notification token (webhookUrlToken)"),
            IsRequired: false, IsSecret: true),
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
        var account = new GreenApiAccount(
            settings.Get("apiUrl"), settings.Get("idInstance"), settings.Get("apiTokenInstance"), settings.Find("webhookUrlToken"),
            settings.Find("checkNumbers") == "true");
        return new GreenApiGateway(room.HttpFor(Kind, account.ApiUrl, account.Token, account.HookToken), account);
    }
}

/// <summary>One instance of Green-API.</summary>
/// <param name="ApiUrl">Its own address, given in the cabinet.</param>
/// <param name="Instance">Its number.</param>
/// <param name="Token">Its token, which the vendor wants in the path of every call.</param>
/// <param name="HookToken">What the vendor repeats in the Authorization header of its calls; null when none was agreed.</param>
/// <param name="ChecksNumbers">Numbers without an account are refused before they are sent to.</param>
internal sealed record GreenApiAccount(string ApiUrl, string Instance, string Token, string? HookToken, bool ChecksNumbers);
