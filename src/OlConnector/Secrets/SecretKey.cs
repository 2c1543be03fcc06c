using System.Security.Cryptography;
using System.Text;
using OlConnector.Engine.Webhooks;

namespace OlConnector.Secrets;

/// <summary>Keys that stand in addresses and tokens: made here, kept and looked up as hashes.</summary>
internal static class SecretKey
{
    /// <summary>A new unguessable key of 192 bits, fit for a URL.</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', '-').Replace('/', '_');

    /// <summary>A new secret of 256 bits by which a receiver knows our webhooks (Standard Webhooks 1.0).</summary>
    public static string NewWebhookSecret() => WebhookSignature.Secret(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of a key, hexadecimal: what the database keeps and looks up by.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Compares two secrets without telling how much of them agrees.</summary>
    public static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
