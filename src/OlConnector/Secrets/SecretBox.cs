using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Newtonsoft.Json;

namespace OlConnector.Secrets;

/// <summary>Encrypts what must not be read from the database (design.md §4.19).</summary>
internal sealed class SecretBox(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("OlConnector.Secrets.v1");

    /// <summary>Encrypts a value for the database.</summary>
    public string Protect(string value) => _protector.Protect(value);

    /// <summary>
    /// Decrypts a stored value; null when it is absent or cannot be read any more (keys lost): the owner has to connect again.
    /// </summary>
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

    /// <summary>Decrypts a line's gateway settings; null as for <see cref="Unprotect"/>. Blank ones are none.</summary>
    public Dictionary<string, string>? ReadSettings(string? stored) =>
        Unprotect(stored) is { } json
            ? (JsonConvert.DeserializeObject<Dictionary<string, string>>(json) ?? []).Where(pair => !string.IsNullOrWhiteSpace(pair.Value))
                .ToDictionary(StringComparer.Ordinal)
            : null;
}
