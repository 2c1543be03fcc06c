using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Gateways;

/// <summary>A gateway that can say whether a number is on its network. An <see cref="IGateway"/> may implement it.</summary>
/// <remarks>
/// Too many questions get WhatsApp numbers banned: ask only when a person wants
/// it, keep the answers, and cap them per day (product.md 12.8).
/// </remarks>
public interface INumberCheck
{
    /// <summary>
    /// The line's owner wants numbers without an account refused before they
    /// are sent to. Off by default: checking itself raises the risk.
    /// </summary>
    bool ChecksBeforeSending { get; }

    /// <summary>Asks for one number; nothing reaches its owner.</summary>
    /// <returns>Null when the gateway cannot tell now. Never throws for what a vendor does.</returns>
    Task<NumberStanding?> ExistsAsync(PhoneNumber number, CancellationToken ct);
}

/// <summary>What a gateway says about a number.</summary>
/// <param name="IsOnNetwork">It has an account there.</param>
/// <param name="Chat">
/// The chat to send to, in the gateway's own form, where it names one: WhatsApp knows
/// some numbers by other digits, as older ones of Brazil and Mexico.
/// </param>
public sealed record NumberStanding(bool IsOnNetwork, string? Chat = null);

/// <summary>A gateway whose line is linked to a telephone. An <see cref="IGateway"/> may implement it.</summary>
public interface ILineLogin
{
    /// <summary>
    /// Asks for a way to link the telephone: an image to scan, or, for a given
    /// number, a code to type in. Both live for seconds to minutes; ask again.
    /// </summary>
    /// <param name="codeFor">The line's own number, for a code; null for an image.</param>
    /// <param name="ct">Ends when the time to ask is over.</param>
    Task<LoginOffer> OfferLoginAsync(PhoneNumber? codeFor, CancellationToken ct);

    /// <summary>What the vendor's session can be told to do.</summary>
    IReadOnlyList<SessionAction> Actions { get; }

    /// <summary>Tells the session to do it.</summary>
    /// <param name="action">One of <see cref="Actions"/>.</param>
    /// <param name="ct">Ends when the time to ask is over.</param>
    /// <returns>Null when the vendor took the order; else why not, in words without secrets. Never throws for what a vendor does.</returns>
    Task<string?> ActAsync(SessionAction action, CancellationToken ct);
}

/// <summary>What a linked device's session can be told to do.</summary>
public enum SessionAction
{
    /// <summary>Begin to run.</summary>
    Start,

    /// <summary>Cease to run; the telephone stays linked.</summary>
    Stop,

    /// <summary>Stop and start, which often helps a session that hangs.</summary>
    Restart,

    /// <summary>Unlink the telephone: it has to be linked again.</summary>
    LogOut,
}

/// <summary>A way to link a telephone to a line. A closed family; what it holds opens the account and is never logged.</summary>
public abstract record LoginOffer
{
    private LoginOffer() { }

    /// <summary>An image to scan with the telephone.</summary>
    /// <param name="PngBase64">A PNG in base64, without a prefix.</param>
    /// <param name="LivesFor">How long it can be scanned; null when the vendor does not say.</param>
    public sealed record ScanImage(string PngBase64, TimeSpan? LivesFor = null) : LoginOffer;

    /// <summary>A code to type into the telephone.</summary>
    /// <param name="Code">The code as the telephone wants it.</param>
    /// <param name="LivesFor">How long it can be typed; null when the vendor does not say.</param>
    public sealed record TypeCode(string Code, TimeSpan? LivesFor = null) : LoginOffer;

    /// <summary>The telephone is linked already.</summary>
    public sealed record AlreadyLinked : LoginOffer;

    /// <summary>Not now, with the reason in words.</summary>
    public sealed record NotNow(string Why) : LoginOffer;
}

/// <summary>One message template of a line's account at its vendor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">Its language code.</param>
/// <param name="Category">The vendor's word, for example MARKETING, UTILITY or AUTHENTICATION.</param>
/// <param name="Status">The vendor's word; only APPROVED can be sent.</param>
/// <param name="Header">Parameters of the header.</param>
/// <param name="Body">Parameters of the body.</param>
/// <param name="Buttons">Buttons whose link takes a parameter.</param>
public sealed record GatewayTemplate(string Name, string Language, string Category, string Status, int Header, int Body, int Buttons)
{
    /// <summary>Names of the header's parameters, in their order; empty where they are numbered.</summary>
    public IReadOnlyList<string> HeaderNames { get; init; } = [];

    /// <summary>Names of the body's parameters, in their order; empty where they are numbered.</summary>
    public IReadOnlyList<string> BodyNames { get; init; } = [];

    /// <summary>Places, from 0, of the buttons whose link takes a parameter.</summary>
    public IReadOnlyList<int> ButtonPlaces { get; init; } = [];

    /// <summary>What the template takes and no text can give, in the vendor's word (IMAGE, COPY_CODE…); null for nothing.</summary>
    public string? Needs { get; init; }
}

/// <summary>A gateway that sends templates which its vendor approved before. An <see cref="IGateway"/> may implement it.</summary>
public interface ITemplates
{
    /// <summary>True when the text asks for a template (product.md 18.3), also one whose form is broken.</summary>
    bool IsTemplate(string text);

    /// <summary>All templates, of any status.</summary>
    /// <returns>Null when the vendor cannot be asked or did not answer in full. Never throws for what a vendor does.</returns>
    Task<IReadOnlyList<GatewayTemplate>?> ListTemplatesAsync(CancellationToken ct);

    /// <summary>The template that a text asks for; null for free text and for one that is not among them.</summary>
    GatewayTemplate? Find(string text, IReadOnlyList<GatewayTemplate> templates);

    /// <summary>What keeps a text from being sent as a template; null when nothing does, and for free text.</summary>
    Said? ProblemOf(string text, IReadOnlyList<GatewayTemplate> templates);
}
