using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OlConnector.Engine.Webhooks;

/// <summary>
/// Signs what webhooks are told, by Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>, by which the receiver knows who
/// sends, and that nothing was changed or recorded and played again.
/// </summary>
public static class WebhookSignature
{
    /// <summary>How a secret begins.</summary>
    public const string SecretPrefix = "whsec_";

    /// <summary>Least and most bytes of a secret, by the standard.</summary>
    public const int LeastSecretBytes = 24;

    /// <inheritdoc cref="LeastSecretBytes"/>
    public const int MostSecretBytes = 64;

    /// <summary>A secret of given bytes as people copy it.</summary>
    public static string Secret(ReadOnlySpan<byte> bytes) => SecretPrefix + Convert.ToBase64String(bytes);

    /// <summary>Whether a secret has the standard's form: <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
    public static bool IsSecret(string text) => KeyOf(text) is { Length: >= LeastSecretBytes and <= MostSecretBytes };

    /// <summary>The header <c>webhook-signature</c>.</summary>
    /// <param name="secret">The webhook's secret, <c>whsec_…</c>.</param>
    /// <param name="id">The header <c>webhook-id</c>; without full stops.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: the moment of this try.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <exception cref="FormatException">The secret has not the form of one.</exception>
    public static string Of(string secret, string id, DateTimeOffset timestamp, string body)
    {
        var key = KeyOf(secret) ?? throw new FormatException("A webhook's secret is whsec_ and base64.");
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp.ToUnixTimeSeconds()}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }

    private static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal)) return null;
        var bytes = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var length) ? bytes[..length] : null;
    }
}
