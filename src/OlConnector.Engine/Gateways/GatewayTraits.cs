namespace OlConnector.Engine.Gateways;

/// <summary>The network a gateway reaches.</summary>
public enum Channel
{
    /// <summary>WhatsApp: texts are not split; mobile and fixed numbers are accepted.</summary>
    WhatsApp,

    /// <summary>SMS: texts are counted in parts; mobile numbers only.</summary>
    Sms,
}

/// <summary>What a kind of gateway offers, so that the rest of the house need not know its name.</summary>
public sealed record GatewayTraits
{
    /// <summary>The network it reaches.</summary>
    public required Channel Channel { get; init; }

    /// <summary>
    /// True for vendors' own channels, whose interval floor is lower than that of unofficial WhatsApp (design: Pacing floors).
    /// </summary>
    public required bool IsOfficial { get; init; }

    /// <summary>Longest text in UTF-16 code units that the vendor takes.</summary>
    public required int MaxTextLength { get; init; }

    /// <summary>True when <see cref="IGateway.LookUpAsync"/> can settle an unknown send.</summary>
    public bool CanLookUp { get; init; }

    /// <summary>True when delivery becomes known: the vendor calls us back, or the gateway is an <see cref="IStatusAsking"/>.</summary>
    public bool ReportsDelivery { get; init; }

    /// <summary>True when the vendor also reports that a message was read.</summary>
    public bool ReportsRead { get; init; }

    /// <summary>
    /// True when one callback of the vendor may be about several lines of the portal:
    /// it is offered to all of that kind, and each takes what is its own.
    /// </summary>
    public bool SharesCallbacks { get; init; }

    /// <summary>True when the vendor calls the line's hook.</summary>
    public bool CallsBack { get; init; }

    /// <summary>
    /// The secret setting by which the vendor proves its calls; null where it proves none. Without it they are taken unproved.
    /// </summary>
    public string? CallbackSecret { get; init; }

    /// <summary>
    /// A client gets a text that is no template only so long after the client's
    /// own last message; null where the vendor has no such rule.
    /// </summary>
    public TimeSpan? ReplyWindow { get; init; }

    /// <summary>How often the connection is asked for while the line is in use.</summary>
    public TimeSpan ConnectionCheckInterval { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>A line's gateway settings by name. Secrets among them are encrypted wherever they rest.</summary>
public sealed class GatewaySettings(IReadOnlyDictionary<string, string> values)
{
    /// <summary>All settings as they were given.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } = values;

    /// <summary>The value, or null where it is absent or blank.</summary>
    public string? Find(string name) => Values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>The value of a setting that validation has already required.</summary>
    public string Get(string name) => Find(name) ?? throw new InvalidOperationException($"The gateway setting {name} is missing.");
}

/// <summary>One setting of a gateway, as a form shows it.</summary>
/// <param name="Name">Key in JSON.</param>
/// <param name="Type">Kind of value.</param>
/// <param name="Titles">Name for people.</param>
/// <param name="IsRequired">Must be given.</param>
/// <param name="IsSecret">Write-only: never shown again.</param>
/// <param name="Default">Value when absent.</param>
/// <param name="Choices">Allowed words, for <see cref="SettingType.Choice"/>.</param>
/// <param name="IsDestination">Decides with others where the secrets go, and how well guarded; addresses do so anyway.</param>
public sealed record GatewaySetting(
    string Name, SettingType Type, Said Titles,
    bool IsRequired = true, bool IsSecret = false, string? Default = null, IReadOnlyList<string>? Choices = null,
    bool IsDestination = false);

/// <summary>Kinds of gateway setting.</summary>
public enum SettingType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>An absolute http or https address.</summary>
    Url,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One of a closed list.</summary>
    Choice,
}

/// <summary>What is wrong with one setting.</summary>
/// <param name="Setting">Its name.</param>
/// <param name="Message">What is wrong and what to enter instead.</param>
public sealed record SettingProblem(string Setting, Said Message);
