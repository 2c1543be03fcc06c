using System.Security.Cryptography;
using System.Text;

namespace OlConnector.Gateways.Callbacks;

/// <summary>Compares secrets without telling by the time it takes where they differ.</summary>
internal static class Secret
{
    /// <summary>True when both are the same text.</summary>
    public static bool Same(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Digest(given), Digest(expected));

    /// <summary>The token of an Authorization header: after "Bearer ", or the whole value where the vendor sends it bare.</summary>
    public static string? Bearer(string? header) =>
        header is not null && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : header?.Trim();

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
