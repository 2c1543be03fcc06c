using System.Runtime.InteropServices;
using System.Text;
using Newtonsoft.Json;

namespace OlConnector.Gateways.Callbacks;

/// <summary>
/// Reads JSON that strangers wrote, no deeper and no more of it than is meant: two bytes of text (<c>{}</c>) are two hundred in memory.
/// </summary>
public sealed class CountedJsonReader : JsonTextReader
{
    /// <summary>
    /// Most names and values in one text. A thousand recipients with ten fields each have 27 000. Above it: no readable JSON.
    /// </summary>
    public const int MaxParts = 40_000;

    private int _parts;

    /// <summary>A reader of a text.</summary>
    /// <param name="json">The text; what looks like a date in it stays a text.</param>
    /// <param name="maxDepth">Deepest nesting that is read.</param>
    public CountedJsonReader(string json, int maxDepth) : this(new StringReader(json), maxDepth)
    {
    }

    /// <summary>A reader of bytes, which are decoded piece by piece: a second copy of a body is as large as two of it.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="encoding">Their encoding; what it cannot decode it replaces, or throws.</param>
    /// <param name="maxDepth">Deepest nesting that is read.</param>
    public CountedJsonReader(ReadOnlyMemory<byte> json, Encoding encoding, int maxDepth)
        : this(new StreamReader(StreamOf(json), encoding, detectEncodingFromByteOrderMarks: false), maxDepth)
    {
    }

    private CountedJsonReader(TextReader json, int maxDepth) : base(json) =>
        (MaxDepth, DateParseHandling) = (maxDepth, DateParseHandling.None);

    /// <inheritdoc/>
    public override bool Read()
    {
        if (!base.Read()) return false;
        if (TokenType is not (JsonToken.EndObject or JsonToken.EndArray) && ++_parts > MaxParts)
            throw new JsonReaderException($"it has more than {MaxParts} names and values.");
        return true;
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
