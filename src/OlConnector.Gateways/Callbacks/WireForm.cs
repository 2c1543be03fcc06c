using System.Net;
using System.Text;

namespace OlConnector.Gateways.Callbacks;

/// <summary>Reads <c>application/x-www-form-urlencoded</c> that strangers wrote: pairs in their order, never an exception.</summary>
internal static class WireForm
{
    /// <summary>Most pairs that are read; vendors send about twenty.</summary>
    private const int MaxPairs = 500;

    /// <summary>Longest body that is read. 256 KB.</summary>
    private const int MaxBytes = 256 * 1024;

    /// <summary>Names and values; empty for a body that is too long.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(ReadOnlyMemory<byte> body) => body.Length > MaxBytes
        ? []
        : [.. Pieces(Encoding.UTF8.GetString(body.Span)).Take(MaxPairs).Select(Pair)];

    /// <summary>The first value of that name; null when it is absent or empty.</summary>
    public static string? Value(this IReadOnlyList<KeyValuePair<string, string>> form, string name) =>
        form.Where(pair => pair.Key == name && pair.Value.Length > 0).Select(pair => pair.Value).FirstOrDefault();

    private static string[] Pieces(string form) => form.Split('&', MaxPairs + 1, StringSplitOptions.RemoveEmptyEntries);

    private static KeyValuePair<string, string> Pair(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new(Decoded(text), "") : new(Decoded(text[..equals]), Decoded(text[(equals + 1)..]));
    }

    private static string Decoded(string text) => WebUtility.UrlDecode(text) ?? "";
}
