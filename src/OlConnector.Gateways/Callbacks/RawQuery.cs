using System.Text;

namespace OlConnector.Gateways.Callbacks;

/// <summary>Reads a query value as the octets it was written with, for callers whose texts need not be UTF-8.</summary>
internal static class RawQuery
{
    /// <summary>The octets of the first value of that name; null for none. A percent sign that begins no code is itself.</summary>
    public static byte[]? Octets(Uri url, string name)
    {
        var start = name + "=";
        var pair = Array.Find(url.Query.TrimStart('?').Split('&'), piece => piece.StartsWith(start, StringComparison.Ordinal));
        return pair is null ? null : Decoded(pair.AsSpan(start.Length));
    }

    private static byte[] Decoded(ReadOnlySpan<char> text)
    {
        var octets = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                octets.AddRange(Convert.FromHexString(text.Slice(at + 1, 2)));
                at += 2;
            }
            else if (text[at] == '+') octets.Add((byte)' ');
            else octets.AddRange(Encoding.UTF8.GetBytes(text.Slice(at, 1).ToArray()));
        }

        return [.. octets];
    }
}
