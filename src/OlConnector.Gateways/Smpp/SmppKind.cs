using System.Globalization;
using System.Net;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Settings;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.Smpp;

/// <summary>An operator's SMSC over SMPP 3.4 (gateways.md §5).</summary>
public sealed class SmppKind(GatewayRoom room) : IGatewayKind
{
    /// <summary>Octets without the ending zero: a systemId 15, a password 8, a systemType 12 (SMPP 3.4, section 4.1).</summary>
    private static readonly (string Setting, int Most)[] Longest =
        [("systemId", 15), ("password", 8), ("systemType", 12), ("sourceAddress", 20)];

    private const string DefaultPort = "2775";

    /// <inheritdoc/>
    public string Kind => "smpp";

    /// <inheritdoc/>
    public string Name => "SMPP 3.4 (SMS)";

    /// <inheritdoc/>
    public GatewayTraits Traits { get; } = new() { Channel = Channel.Sms, IsOfficial = true, MaxTextLength = 4096, ReportsDelivery = true };

    /// <inheritdoc/>
    public IReadOnlyList<GatewaySetting> Settings { get; } =
    [
        new("host", SettingType.Text, In("Сервер", "Host"), IsDestination: true),
        new("port", SettingType.Number, In("Порт", "Port"), Default: DefaultPort, IsDestination: true),
        new("tls", SettingType.Flag, In("TLS", "TLS"), Default: "false", IsDestination: true),
        new(
            "tlsFingerprint", SettingType.Text, In("Отпечаток сертификата (SHA-256)", "Certificate fingerprint (SHA-256)"),
            IsRequired: false, IsDestination: true),
        new("systemId", SettingType.Text, In("Логин (system_id)", "Login (system_id)")),
        new("password", SettingType.Text, In("Пароль", "Password"), IsSecret: true),
        new("systemType", SettingType.Text, In("system_type", "system_type"), IsRequired: false),
        new("bind", SettingType.Choice, In("Подключение", "Bind"), Default: "transceiver", Choices: ["transceiver", "pair"]),
        new("sourceAddress", SettingType.Text, In("Отправитель", "Sender")),
        new("dataCoding", SettingType.Choice, In("Кодировка", "Coding"), Default: "gsm", Choices: ["gsm", "latin1", "latin1-3", "ucs2"]),
        new(
            "longText", SettingType.Choice, In("Длинные тексты", "Long texts"), Default: "udh8",
            Choices: ["udh8", "udh16", "sar", "payload"]),
        new(
            "idFormat", SettingType.Choice, In("Вид номеров сообщений", "Form of message ids"), Default: "same",
            Choices: ["same", "number", "hex", "hexInAnswer", "hexInReceipt"]),
        new("statusTable", SettingType.Text, In("Коды оператора", "Operator's codes"), IsRequired: false),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<SettingProblem> Validate(GatewaySettings settings)
    {
        var usual = SettingsCheck.Of(Settings, settings, room.Hosts);
        return usual.Count > 0 ? usual : [.. Own(settings)];
    }

    /// <inheritdoc/>
    public IGateway Open(GatewaySettings settings, Uri? hook = null) => Open(settings, new SmppTimes());

    internal SmppGateway Open(GatewaySettings settings, SmppTimes times)
    {
        string Of(string name) => settings.Find(name) ?? Settings.Single(setting => setting.Name == name).Default ?? "";
        var account = new SmppAccount(
            Of("host"), int.Parse(Of("port"), CultureInfo.InvariantCulture), Of("tls") == "true", Of("systemId"), Of("password"),
            Of("systemType"), Of("bind") == "pair", Of("sourceAddress"))
        {
            DataCoding = Of("dataCoding"),
            LongText = Of("longText"),
            IdFormat = Of("idFormat"),
            TlsFingerprint = Fingerprint(Of("tlsFingerprint")),
            StatusTable = SmppStatusTable.Read(Of("statusTable"), out _),
        };
        // Jitter only has to differ from node to node, and string hashes do.
        return new SmppGateway(
            account, times, room, new Random(HashCode.Combine(account.Host, account.SystemId, room.Clock.GetTimestamp())));
    }

    private IEnumerable<SettingProblem> Own(GatewaySettings settings)
    {
        foreach (var (name, most) in Longest)
        {
            var value = settings.Find(name) ?? "";
            if (value.Length > most || !value.All(char.IsAscii))
                yield return new SettingProblem(
                    name,
                    In(
                        $"Поле «{name}» длиннее {most} знаков или не латиницей: SMPP такого не передаёт.",
                        $"The field \"{name}\" is longer than {most} characters or not ASCII: SMPP cannot carry it."));
        }

        if (settings.Find("sourceAddress") is { Length: > 11 } sender && sender.TrimStart('+').Any(sign => !char.IsAsciiDigit(sign)))
            yield return new SettingProblem(
                "sourceAddress", In("Имя отправителя бывает не длиннее 11 знаков.", "A sender's name has at most 11 characters."));
        var hasPort = int.TryParse(settings.Find("port") ?? DefaultPort, NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        if (!hasPort || port is < 1 or > ushort.MaxValue)
            yield return new SettingProblem("port", In("Порт — число от 1 до 65535.", "The port is a number from 1 to 65535."));
        if (settings.Find("tlsFingerprint") is { Length: > 0 } shown
            && !(Fingerprint(shown) is { Length: 64 } bare && bare.All(char.IsAsciiHexDigit)))
            yield return new SettingProblem(
                "tlsFingerprint",
                In(
                    "Отпечаток SHA-256 — это 64 шестнадцатеричных цифры, можно через двоеточие.",
                    "A SHA-256 fingerprint is 64 hexadecimal digits; colons between them are fine."));
        SmppStatusTable.Read(settings.Find("statusTable") ?? "", out var wrong);
        if (wrong is not null)
            yield return new SettingProblem(
                "statusTable",
                In(
                    $"«{wrong}» не годится. Пишите код от 0x400, знак равенства и значение, каждый код один раз, "
                        + $"например: 0x400=recipient, 0x401=rate. Значения: {string.Join(", ", SmppStatusTable.Words)}.",
                    $"\"{wrong}\" does not fit. Write a code from 0x400, an equals sign and a meaning, each code once, "
                        + $"for example: 0x400=recipient, 0x401=rate. Meanings: {string.Join(", ", SmppStatusTable.Words)}."));
        if (settings.Get("host") is var host && (!IsHost(host) || room.Hosts.IsClosed(host, port)))
            yield return new SettingProblem(
                "host",
                In(
                    "Это не имя сервера или внутренний адрес. "
                        + "Введите публичное имя SMSC или попросите администратора сервера внести его в Outbound:PrivateHosts.",
                    "This is no host name, or an inner address. "
                        + "Enter the SMSC's public name, or ask the server's administrator to list it in Outbound:PrivateHosts."));
    }

    private static string Fingerprint(string entered) => entered.Replace(":", "", StringComparison.Ordinal).Trim();

    private static bool IsHost(string host) => IPAddress.TryParse(host, out _) || Uri.CheckHostName(host) == UriHostNameType.Dns;
}
