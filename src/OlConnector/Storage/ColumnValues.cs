using System.Text;
using OlConnector.Engine;

namespace OlConnector.Storage;

/// <summary>What hand-written statements store, with the same meaning that EF's converters give.</summary>
internal static class ColumnValues
{
    internal static object Of(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset moment => moment.ToUnixTimeMilliseconds(),
        TimeSpan span => (long)span.TotalMilliseconds,
        PortalId portal => Storable(portal.Value),
        LineId line => line.Value,
        MessageId message => message.Value,
        Enum word => EnumText.Of(word),
        string text => Storable(text),
        IEnumerable<LineId> lines => lines.Select(line => line.Value).ToArray(),
        IEnumerable<Guid> keys => keys.ToArray(),
        IEnumerable<long> numbers => numbers.ToArray(),
        IEnumerable<string> texts => texts.Select(Storable).ToArray(),
        _ => value,
    };

    /// <summary>
    /// PostgreSQL keeps neither U+0000 nor half a surrogate pair; a text that holds one is the same text on both databases.
    /// </summary>
    private static string Storable(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal) && IsWellFormed(text)) return text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])) return false;
        }

        return true;
    }
}
