using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Newtonsoft.Json;

namespace OlConnector;

/// <summary>Encrypts what must not be read from the database, and makes and hashes keys (design.md §4.19).</summary>
public sealed class Secrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("OlConnector.Secrets.v1");

    /// <summary>Encrypts a value for the database.</summary>
    public string Protect(string value) => _protector.Protect(value);

    /// <summary>Decrypts a stored value; null when it is absent or cannot be read any more (keys lost): the owner has to connect again.</summary>
    public string? Unprotect(string? stored)
    {
        if (stored is null) return null;
        try
        {
            return _protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Decrypts a line's gateway settings; null as for <see cref="Unprotect"/>.</summary>
    public Dictionary<string, string>? ReadSettings(string? stored) =>
        Unprotect(stored) is { } json ? JsonConvert.DeserializeObject<Dictionary<string, string>>(json) ?? [] : null;

    /// <summary>A new unguessable key of 192 bits, fit for a URL.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)).Replace('+', '-').Replace('/', '_');

    /// <summary>SHA-256 of a key, hexadecimal: what the database keeps and looks up by.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Compares two secrets without telling how much of them agrees.</summary>
    public static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
