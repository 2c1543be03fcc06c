using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace OlConnector.Bitrix24;

/// <summary>
/// A body that Bitrix24 posted, as flat names such as <c>auth[member_id]</c> (bitrix24.md §5.1). Read by hand: binding the nested form
/// costs most of the intake's throughput.
/// </summary>
internal sealed class PortalForm
{
    /// <summary>Most values in one body. Real ones have about thirty.</summary>
    public const int MaxValues = 1000;

    private readonly Dictionary<string, string> _values;

    private PortalForm(Dictionary<string, string> values) => _values = values;

    /// <summary>The value by its flat name; null where it is absent.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>All flat names.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>Reads a body: PHP's form encoding (brackets literal or encoded, blank as + or %20), or JSON.</summary>
    /// <param name="body">The raw bytes; broken UTF-8 becomes replacement characters.</param>
    /// <param name="contentType">The header, if any. Without one a body that begins with a brace is JSON.</param>
    /// <param name="form">The values, last one of a name wins as in PHP.</param>
    /// <param name="problem">What is wrong, in one sentence for the caller.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, string? contentType, [NotNullWhen(true)] out PortalForm? form, [NotNullWhen(false)] out string? problem)
    {
        var values = new Dictionary<string, string>(32, StringComparer.Ordinal);
        problem = IsJson(body.Span, contentType) ? JsonFlattener.Flatten(body, values)
            : IsMultipart(contentType) ? "The body must be application/x-www-form-urlencoded or JSON."
            : ReadPairs(body.Span, values);
        form = problem is null ? new PortalForm(values) : null;
        return form is not null;
    }

    private static bool IsJson(ReadOnlySpan<byte> body, string? contentType) =>
        contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static bool IsMultipart(string? contentType) =>
        contentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ?? false;

    private static string? ReadPairs(ReadOnlySpan<byte> body, Dictionary<string, string> values)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length);
        try
        {
            foreach (var range in body.Split((byte)'&'))
            {
                var pair = body[range];
                if (pair.IsEmpty) continue;
                if (values.Count == MaxValues) return $"The body has more than {MaxValues} values.";
                var equals = pair.IndexOf((byte)'=');
                var name = equals < 0 ? pair : pair[..equals];
                values[Decode(name, buffer)] = equals < 0 ? "" : Decode(pair[(equals + 1)..], buffer);
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Percent-decoding; a percent sign that starts no code stands for itself.</summary>
    private static string Decode(ReadOnlySpan<byte> encoded, byte[] buffer)
    {
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var octet = encoded[i];
            if (octet == '%' && i + 2 < encoded.Length && HexValue(encoded[i + 1]) is var high and >= 0
                && HexValue(encoded[i + 2]) is var low and >= 0)
            {
                buffer[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                buffer[length++] = octet == '+' ? (byte)' ' : octet;
            }
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static int HexValue(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
