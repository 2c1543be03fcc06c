using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Gateways;

/// <summary>A gateway that can say whether a number is on its network. An <see cref="IGateway"/> may implement it.</summary>
/// <remarks>Too many questions get WhatsApp numbers banned: ask only when a person wants it, keep the answers, and cap them per day (product.md 12.8).</remarks>
public interface INumberCheck
{
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
}

/// <summary>A way to link a telephone to a line. A closed family; what it holds opens the account and is never logged.</summary>
public abstract record LoginOffer
{
    private LoginOffer() { }

    /// <summary>An image to scan with the telephone.</summary>
    /// <param name="PngBase64">A PNG in base64, without a prefix.</param>
    public sealed record ScanImage(string PngBase64) : LoginOffer;

    /// <summary>A code to type into the telephone.</summary>
    public sealed record TypeCode(string Code) : LoginOffer;

    /// <summary>The telephone is linked already.</summary>
    public sealed record AlreadyLinked : LoginOffer;

    /// <summary>Not now, with the reason in words.</summary>
    public sealed record NotNow(string Why) : LoginOffer;
}
