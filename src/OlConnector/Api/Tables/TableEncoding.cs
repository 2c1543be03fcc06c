using System.Text;

namespace OlConnector.Api.Tables;

/// <summary>
/// Finds how a table's bytes mean letters: by its mark, else UTF-8, else Windows-1251 (docs/text.md, Tables of recipients).
/// </summary>
internal sealed class TableEncoding
{
    internal const string Utf8 = "utf-8";
    internal const string Utf16Le = "utf-16le";
    internal const string Utf16Be = "utf-16be";
    internal const string Windows1251 = "windows-1251";

    /// <summary>All that are known, as the API names them.</summary>
    internal static readonly string[] Names = [Utf8, Utf16Le, Utf16Be, Windows1251];

    /// <summary>In a text of letters every second byte of UTF-16 is often zero; in any other form none is.</summary>
    private const double MostZeros = 0.1;

    private static readonly byte[] Mark8 = [0xEF, 0xBB, 0xBF];
    private static readonly byte[] MarkLe = [0xFF, 0xFE];
    private static readonly byte[] MarkBe = [0xFE, 0xFF];

    private readonly Decoder _strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] _letters = new char[8 * 1024];
    private readonly List<byte> _first = [];
    private long _zeros;
    private long _bytes;

    /// <summary>False once something was no UTF-8.</summary>
    private bool IsUtf8 { get; set; } = true;

    /// <summary>Looks at the next bytes.</summary>
    internal void Look(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; _first.Count < Mark8.Length && i < bytes.Length; i++) _first.Add(bytes[i]);
        _bytes += bytes.Length;
        _zeros += bytes.Count((byte)0);
        if (IsUtf8) Decode(bytes, isLast: false);
    }

    /// <summary>The name of what was looked at, all of it; null for UTF-16 without a mark, which nobody can tell from noise.</summary>
    internal string? Name()
    {
        if (Begins(Mark8)) return Utf8;
        if (Begins(MarkLe)) return Utf16Le;
        if (Begins(MarkBe)) return Utf16Be;
        if (_bytes > 0 && _zeros > _bytes * MostZeros) return null;
        if (IsUtf8) Decode([], isLast: true);
        return IsUtf8 ? Utf8 : Windows1251;
    }

    /// <summary>The encoding of this name.</summary>
    internal static Encoding Of(string name) => name switch
    {
        Utf16Le => Encoding.Unicode,
        Utf16Be => Encoding.BigEndianUnicode,
        Windows1251 => CodePagesEncodingProvider.Instance.GetEncoding(1251)!,
        _ => Encoding.UTF8,
    };

    private bool Begins(byte[] mark) => _first.Count >= mark.Length && _first.Take(mark.Length).SequenceEqual(mark);

    private void Decode(ReadOnlySpan<byte> bytes, bool isLast)
    {
        try
        {
            bool isDone;
            do
            {
                _strict.Convert(bytes, _letters, isLast, out var used, out _, out isDone);
                bytes = bytes[used..];
            }
            while (!isDone);
        }
        catch (DecoderFallbackException)
        {
            IsUtf8 = false;
        }
    }
}
