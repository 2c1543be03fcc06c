using System.Globalization;
using OlConnector.Engine;

namespace OlConnector.Webhooks;

/// <summary>What a receiver is sent. Everything but the moment of the try is the same each time.</summary>
/// <param name="Portal">Whose webhook it is.</param>
/// <param name="Webhook">The webhook.</param>
/// <param name="Url">Where it goes.</param>
/// <param name="Secret">What it is signed with, encrypted.</param>
/// <param name="Sequence">Its number; 0 for a test.</param>
/// <param name="Type">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Data">The body's data as JSON.</param>
internal sealed record Delivery(
    PortalId Portal, Guid Webhook, string Url, string Secret, long Sequence, string Type, DateTimeOffset At, string Data)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The header <c>webhook-id</c>: the same however often it is sent, and no other event's.</summary>
    public string EventId => IdOf(Webhook, Sequence);

    /// <summary>The body, byte for byte.</summary>
    public string Body => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":"{{Type}}","timestamp":"{{At.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture)}}",{{Numbered}}}""");

    private string Numbered => string.Create(CultureInfo.InvariantCulture, $"\"sequence\":{Sequence},\"data\":{Data}");

    /// <inheritdoc cref="EventId"/>
    public static string IdOf(Guid webhook, long sequence) => string.Create(CultureInfo.InvariantCulture, $"evt_{webhook:N}_{sequence}");
}
