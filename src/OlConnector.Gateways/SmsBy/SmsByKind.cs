using System.Globalization;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Settings;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.SmsBy;

/// <summary>SMS.BY (Belarus) and services with the same calls, such as startsend.ru (gateways.md §7).</summary>
public sealed class SmsByKind(GatewayRoom room) : IGatewayKind
{
    /// <summary>Minutes after which an undelivered Viber message goes as SMS, or the other way round; the vendor's bounds.</summary>
    private const int ShortestForward = 5, LongestForward = 60;

    /// <inheritdoc/>
    public string Kind => "sms-by";

    /// <inheritdoc/>
    public string Name => "SMS.BY (SMS)";

    /// <inheritdoc/>
    public GatewayTraits Traits { get; } = new()
    {
        Channel = Channel.Sms,
        IsOfficial = true,
        MaxTextLength = 1530,
        ReportsDelivery = true,
        ConnectionCheckInterval = TimeSpan.FromMinutes(5),
    };

    /// <inheritdoc/>
    public IReadOnlyList<GatewaySetting> Settings { get; } =
    [
        new("baseUrl", SettingType.Url, In("Адрес API", "API address"), Default: "https://app.sms.by/api/v1"),
        new("token", SettingType.Text, In("Токен API", "API token"), IsSecret: true),
        new("alphanameId", SettingType.Number, In("Номер имени отправителя", "Number of the sender name")),
        new("viberNameId", SettingType.Number, In("Номер имени в Viber", "Number of the Viber name"), IsRequired: false),
        new(
            "forwardAfter", SettingType.Number,
            In("Через сколько минут переслать вторым каналом (5–60)", "Minutes until it is forwarded over the second channel (5–60)"),
            IsRequired: false, Default: "60"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings) =>
        [.. SettingsCheck.Of(Settings, settings, room.Hosts), .. Own(settings)];

    /// <inheritdoc/>
    public IGateway Open(GatewaySettings settings, Uri? hook = null)
    {
        var account = new SmsByAccount(
            settings.Find("baseUrl") ?? Settings[0].Default!, settings.Get("token"), settings.Get("alphanameId"),
            settings.Find("viberNameId"), settings.Find("forwardAfter") ?? Settings[4].Default!);
        return new SmsByGateway(room.HttpFor(Kind, account.BaseUrl, account.Token, Uri.EscapeDataString(account.Token)), account);
    }

    private static IEnumerable<SettingProblem> Own(GatewaySettings settings)
    {
        if (long.TryParse(settings.Find("forwardAfter"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes is < ShortestForward or > LongestForward)
            yield return new(
                "forwardAfter",
                In(
                    "Пересылка возможна через 5–60 минут. Введите число от 5 до 60.",
                    "Forwarding is possible after 5 to 60 minutes. Enter a number from 5 to 60."));
    }
}

/// <summary>One sender name at SMS.BY.</summary>
/// <param name="BaseUrl">Address of the API with its version.</param>
/// <param name="Token">The account's token; the vendor takes it as a parameter only.</param>
/// <param name="AlphanameId">Number of the sender name; 0 is the system's.</param>
/// <param name="ViberNameId">Number of the Viber name; null for SMS only.</param>
/// <param name="ForwardAfter">Minutes until the second channel.</param>
internal sealed record SmsByAccount(string BaseUrl, string Token, string AlphanameId, string? ViberNameId, string ForwardAfter);
