using System.Text;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Settings;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.Twilio;

/// <summary>Twilio's Messages API: SMS, or WhatsApp where the sender begins with <c>whatsapp:</c> (gateways.md §8).</summary>
public sealed class TwilioKind(GatewayRoom room) : IGatewayKind
{
    /// <inheritdoc/>
    public string Kind => "twilio";

    /// <inheritdoc/>
    public string Name => "Twilio (SMS)";

    /// <inheritdoc/>
    public GatewayTraits Traits { get; } = new()
    {
        Channel = Channel.Sms,
        IsOfficial = true,
        MaxTextLength = 1600,
        CallsBack = true,
        CallbackSecret = "authToken",
        CanLookUp = true,
        ReportsDelivery = true,
        ReportsRead = true,
    };

    /// <inheritdoc/>
    public IReadOnlyList<GatewaySetting> Settings { get; } =
    [
        new("baseUrl", SettingType.Url, In("Адрес API", "API address"), Default: "https://api.twilio.com"),
        new("accountSid", SettingType.Text, In("Номер учётной записи (Account SID)", "Account SID")),
        new("authToken", SettingType.Text, In("Ключ учётной записи (Auth Token)", "Auth Token"), IsSecret: true),
        new(
            "from", SettingType.Text, In("Отправитель: номер, имя или whatsapp:+номер", "Sender: number, name or whatsapp:+number"),
            IsRequired: false),
        new(
            "messagingServiceSid", SettingType.Text, In("Служба отправки (Messaging Service SID)", "Messaging Service SID"),
            IsRequired: false),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings) =>
        [.. SettingsCheck.Of(Settings, settings, room.Hosts), .. Own(settings)];

    /// <inheritdoc/>
    public IGateway Open(GatewaySettings settings, Uri? hook = null)
    {
        var account = new TwilioAccount(
            settings.Find("baseUrl") ?? Settings[0].Default!, settings.Get("accountSid"), settings.Get("authToken"), settings.Find("from"),
            settings.Find("messagingServiceSid"));
        var http = room.HttpFor(Kind, account.BaseUrl, account.Token).WithHeader("Authorization", "Basic " + account.Credentials);
        return new TwilioGateway(http, account, hook);
    }

    private static IEnumerable<SettingProblem> Own(GatewaySettings settings)
    {
        if (settings.Find("accountSid") is { } account && !IsSid(account, "AC"))
            yield return new(
                "accountSid",
                In(
                    "Account SID — это AC и 32 шестнадцатеричных знака, со страницы Account Info.",
                    "The Account SID is AC and 32 hexadecimal digits, from the page Account Info."));
        if (settings.Find("messagingServiceSid") is { } service && !IsSid(service, "MG"))
            yield return new(
                "messagingServiceSid",
                In(
                    "Messaging Service SID — это MG и 32 шестнадцатеричных знака.",
                    "A Messaging Service SID is MG and 32 hexadecimal digits."));
        if (settings.Find("from") is null == settings.Find("messagingServiceSid") is null)
            yield return new(
                "from",
                In("Заполните одно из двух: отправитель или служба отправки.", "Fill in one of the two: sender or Messaging Service SID."));
    }

    private static bool IsSid(string text, string prefix) =>
        text.Length == 34 && text.StartsWith(prefix, StringComparison.Ordinal) && text.Skip(2).All(char.IsAsciiHexDigit);
}

/// <summary>One sender at Twilio.</summary>
/// <param name="BaseUrl">Address of the API.</param>
/// <param name="Sid">Account SID; part of every path and the user name.</param>
/// <param name="Token">The primary Auth Token: password and key of signatures.</param>
/// <param name="From">Sender, or null where a service chooses it.</param>
/// <param name="Service">Messaging Service SID, or null.</param>
internal sealed record TwilioAccount(string BaseUrl, string Sid, string Token, string? From, string? Service)
{
    private const string WhatsApp = "whatsapp:";

    /// <summary>User name and password as HTTP wants them (RFC 7617).</summary>
    public string Credentials => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{Token}"));

    /// <summary>A recipient as Twilio wants it for this sender.</summary>
    public string Address(string e164) => From?.StartsWith(WhatsApp, StringComparison.Ordinal) == true ? WhatsApp + e164 : e164;

    /// <summary>The digits of a sender or recipient of Twilio's.</summary>
    public static string Digits(string address) => address.Replace(WhatsApp, "", StringComparison.Ordinal).TrimStart('+');
}
