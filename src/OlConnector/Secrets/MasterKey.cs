using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OlConnector.Secrets;

/// <summary>Keys for single purposes, derived from <see cref="SecretsOptions.MasterKey"/> (HKDF with SHA-256, RFC 5869).</summary>
internal sealed class MasterKey(IOptions<SecretsOptions> options)
{
    private const int KeyLength = 32;

    /// <summary>True when there is one.</summary>
    public bool IsSet => !string.IsNullOrEmpty(options.Value.MasterKey);

    /// <summary>A key of 256 bits for one purpose.</summary>
    /// <param name="purpose">What for. Another purpose gives another key.</param>
    /// <param name="salt">Makes the key another one each time it is used to wrap; empty for a key that has to be the same
    /// everywhere.</param>
    /// <exception cref="InvalidOperationException">There is no master key.</exception>
    public byte[] Derive(string purpose, byte[]? salt = null)
    {
        if (!IsSet) throw new InvalidOperationException("Secrets:MasterKey is not set.");
        return HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.MasterKey!), KeyLength, salt,
            Encoding.UTF8.GetBytes("OlConnector " + purpose));
    }
}
