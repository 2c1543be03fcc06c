using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Gateways;

/// <summary>A gateway that can say whether a number is on its network. An <see cref="IGateway"/> may implement it.</summary>
/// <remarks>Too many questions get WhatsApp numbers banned: ask only when a person wants it, keep the answers, and cap them per day (product.md 12.8).</remarks>
public interface INumberCheck
{
    /// <summary>The line's owner wants numbers without an account refused before they are sent to. Off by default: checking itself raises the risk.</summary>
    bool ChecksBeforeSending { get; }

    /// <summary>Asks for one number; nothing reaches its owner.</summary>
    /// <returns>Null when the gateway cannot tell now. Never throws for what a vendor does.</returns>
    Task<bool?> ExistsAsync(PhoneNumber number, CancellationToken ct);
}

/// <summary>A gateway whose line is linked to a telephone. An <see cref="IGateway"/> may implement it.</summary>
public interface ILineLogin
{
    /// <summary>Asks for a way to link the telephone: an image to scan, or, for a given number, a code to type in. Both live for seconds to minutes; ask again.</summary>
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
