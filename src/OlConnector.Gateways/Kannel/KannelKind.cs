using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Settings;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.Kannel;

/// <summary>Kannel's sendsms over HTTP, in front of an operator (gateways.md §6).</summary>
public sealed class KannelKind(GatewayRoom room) : IGatewayKind
{
    /// <inheritdoc/>
    public string Kind => "kannel";

    /// <inheritdoc/>
    public string Name => "Kannel (SMS)";

    /// <inheritdoc/>
    public GatewayTraits Traits { get; } = new()
    {
        Channel = Channel.Sms,
        IsOfficial = true,
        MaxTextLength = 1530,
        CallsBack = true,
        ReportsDelivery = true,
    };

    /// <inheritdoc/>
    public IReadOnlyList<GatewaySetting> Settings { get; } =
    [
        new("sendsmsUrl", SettingType.Url, In("Адрес sendsms", "Address of sendsms")),
        new("username", SettingType.Text, In("Пользователь (sendsms-user)", "User (sendsms-user)")),
        new("password", SettingType.Text, In("Пароль", "Password"), IsSecret: true),
        new("from", SettingType.Text, In("Отправитель", "Sender")),
        new("smsc", SettingType.Text, In("Канал (smsc-id)", "Route (smsc-id)"), IsRequired: false),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings) => SettingsCheck.Of(Settings, settings, room.Hosts);

    /// <inheritdoc/>
    public IGateway Open(GatewaySettings settings, Uri? hook = null)
    {
        var account = new KannelAccount(
            settings.Get("sendsmsUrl"), settings.Get("username"), settings.Get("password"), settings.Get("from"), settings.Find("smsc"));
        return new KannelGateway(room.HttpFor(Kind, account.Url, account.Password, Uri.EscapeDataString(account.Password)), account, hook);
    }
}

/// <summary>One sendsms user of a Kannel.</summary>
/// <param name="Url">Whole address of the call, for example <c>http://host:13013/cgi-bin/sendsms</c>.</param>
/// <param name="User">Name of the sendsms-user group.</param>
/// <param name="Password">Its password; Kannel wants it in the query.</param>
/// <param name="From">Sender's number or name.</param>
/// <param name="Smsc">Route, or null to leave it to Kannel.</param>
internal sealed record KannelAccount(string Url, string User, string Password, string From, string? Smsc);
