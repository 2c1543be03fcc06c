using System.Collections.Concurrent;
using OlConnector.Sandbox.Wire;
using QRCoder;

namespace OlConnector.Sandbox.Phones;

/// <summary>
/// Which lines have a telephone. On a portal that asks for it, a line sends nothing until its telephone is linked: the image is scanned, or
/// the code typed in.
/// </summary>
public sealed class PhoneLogins
{
    /// <summary>How long an image or a code can be used; the next question gets another.</summary>
    public static readonly TimeSpan OfferLives = TimeSpan.FromSeconds(60);

    private const int PixelsPerModule = 6;

    private readonly TimeProvider _clock;
    private readonly Chance _chance;
    private readonly ConcurrentDictionary<string, bool> _asking = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Portal, string From), bool> _linked = new();
    private readonly ConcurrentDictionary<(string Portal, string From), LoginOffer> _offers = new();

    internal PhoneLogins(TimeProvider clock, Chance chance) => (_clock, _chance) = (clock, chance);

    /// <summary>Lines whose telephone somebody is about to link.</summary>
    public IReadOnlyList<LoginOffer> Offers => [.. _offers.Values.OrderBy(offer => offer.From, StringComparer.Ordinal)];

    /// <summary>From now on new lines of this portal have to be linked; those that have spoken already are.</summary>
    public void AskFor(string portal) => _asking[portal] = true;

    /// <summary>Whether a line may speak.</summary>
    public bool IsLinked(string portal, string from) =>
        _asking.ContainsKey(portal) ? _linked.ContainsKey((portal, from)) : _linked[(portal, from)] = true;

    /// <summary>A person scans the line's image, or types its code, with the telephone. False when there is nothing to link.</summary>
    public bool Link(string portal, string from)
    {
        if (!_offers.TryRemove((portal, from), out _))
            return false;
        return _linked[(portal, from)] = true;
    }

    /// <summary>The same by the address that the image holds.</summary>
    internal LoginOffer? LinkByKey(string key) =>
        _offers.Values.FirstOrDefault(offer => offer.Key == key && offer.EndsAt > _clock.GetUtcNow()) is { } found
            && Link(found.Portal, found.From) ? found : null;

    /// <summary>The telephone leaves: the line has to be linked again.</summary>
    internal void Unlink(string portal, string from)
    {
        _asking[portal] = true;
        _linked.TryRemove((portal, from), out _);
    }

    /// <summary>The way to link a line that is shown now; a fresh one when the last is over. Nothing for a line that is linked.</summary>
    internal LoginOffer? Offer(string portal, string from)
    {
        if (IsLinked(portal, from))
            return null;
        var now = _clock.GetUtcNow();
        return _offers.AddOrUpdate(
            (portal, from), _ => Fresh(portal, from, now), (_, last) => last.EndsAt > now ? last : Fresh(portal, from, now));
    }

    /// <summary>An address as an image for a telephone's camera: PNG in base64.</summary>
    internal static string Image(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return Convert.ToBase64String(new PngByteQRCode(data).GetGraphic(PixelsPerModule));
    }

    private LoginOffer Fresh(string portal, string from, DateTimeOffset now)
    {
        var code = _chance.Hex(8).ToUpperInvariant();
        return new LoginOffer(portal, from, _chance.Hex(16), $"{code[..4]}-{code[4..]}", now + OfferLives);
    }
}

/// <summary>A way to link a line's telephone.</summary>
/// <param name="Portal">The portal that the line belongs to.</param>
/// <param name="From">The line.</param>
/// <param name="Key">What the image holds.</param>
/// <param name="Code">What can be typed instead.</param>
/// <param name="EndsAt">Until when.</param>
public sealed record LoginOffer(string Portal, string From, string Key, string Code, DateTimeOffset EndsAt);
