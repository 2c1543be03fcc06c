using System.Text.RegularExpressions;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Http;
using OlConnector.Gateways.Settings;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>WhatsApp Business Platform, Cloud API: the official way (gateways.md §1).</summary>
public sealed partial class WhatsAppCloudKind(GatewayRoom room) : IGatewayKind
{
    /// <inheritdoc/>
    public string Kind => "whatsapp-cloud";

    /// <inheritdoc/>
    public string Name => "WhatsApp Cloud API";

    /// <inheritdoc/>
    /// <remarks>
    /// Meta allows about 200 management calls an hour per app, shared by all its lines, so the state is asked for rarely.
    /// </remarks>
    public GatewayTraits Traits { get; } = new()
    {
        Channel = Channel.WhatsApp,
        IsOfficial = true,
        MaxTextLength = 4096,
        CallsBack = true,
        CallbackSecret = "appSecret",
        ReportsDelivery = true,
        ReportsRead = true,
        SharesCallbacks = true,
        ReplyWindow = TimeSpan.FromHours(24),
        ConnectionCheckInterval = TimeSpan.FromMinutes(15),
    };

    /// <inheritdoc/>
    public IReadOnlyList<GatewaySetting> Settings { get; } =
    [
        new("baseUrl", SettingType.Url, In("Адрес Graph API", "Graph API address"), Default: "https://graph.facebook.com"),
        new("version", SettingType.Text, In("Версия Graph API", "Graph API version"), Default: "v23.0"),
        new("phoneNumberId", SettingType.Number, In("Идентификатор номера (Phone number ID)", "Phone number ID")),
        new(
            "wabaId", SettingType.Number,
            In("Идентификатор учётной записи WhatsApp Business (WABA ID)", "WhatsApp Business account ID (WABA ID)"), IsRequired: false),
        new("accessToken", SettingType.Text, In("Постоянный токен системного пользователя", "Permanent system user token"), IsSecret: true),
        new("appSecret", SettingType.Text, In("Секрет приложения (App Secret)", "App Secret"), IsSecret: true),
        new("verifyToken", SettingType.Text, In("Проверочное слово webhook (Verify token)", "Webhook verify token"), IsSecret: true),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings) =>
        [.. SettingsCheck.Of(Settings, settings, room.Hosts), .. Own(settings)];

    /// <inheritdoc/>
    public IGateway Open(GatewaySettings settings, Uri? hook = null)
    {
        var account = AccountOf(settings);
        return new WhatsAppCloudGateway(HttpFor(account), account, Templates(settings));
    }

    /// <summary>The templates of the line's account, where the line has a <c>wabaId</c>.</summary>
    internal WhatsAppTemplates Templates(GatewaySettings settings)
    {
        var account = AccountOf(settings);
        return new WhatsAppTemplates(HttpFor(account), account, settings.Find("wabaId"));
    }

    private GatewayHttp HttpFor(WhatsAppCloudAccount account) => room
        .HttpFor(Kind, account.BaseUrl, account.AccessToken, account.AppSecret, account.VerifyToken)
        .WithHeader("Authorization", "Bearer " + account.AccessToken);

    private WhatsAppCloudAccount AccountOf(GatewaySettings settings) => new(
        settings.Find("baseUrl") ?? Settings[0].Default!, settings.Find("version") ?? Settings[1].Default!, settings.Get("phoneNumberId"),
        settings.Get("accessToken"), settings.Get("appSecret"), settings.Get("verifyToken"));

    private static IEnumerable<SettingProblem> Own(GatewaySettings settings)
    {
        if (settings.Find("version") is { } version && !Version().IsMatch(version))
            yield return new("version", In("Версия Graph API выглядит как v23.0.", "A Graph API version looks like v23.0."));
    }

    [GeneratedRegex(@"^v[0-9]{1,3}\.[0-9]{1,2}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}

/// <summary>One number at Meta.</summary>
/// <param name="BaseUrl">Address of the Graph API.</param>
/// <param name="Version">Its version, for example <c>v23.0</c>.</param>
/// <param name="NumberId">The number's id there; not the number.</param>
/// <param name="AccessToken">Bearer token of a system user.</param>
/// <param name="AppSecret">Key of the webhooks' signature; one per Meta app.</param>
/// <param name="VerifyToken">The word that Meta repeats when it checks the webhook's address.</param>
internal sealed record WhatsAppCloudAccount(
    string BaseUrl, string Version, string NumberId, string AccessToken, string AppSecret, string VerifyToken);
