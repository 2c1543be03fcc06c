using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace OlConnector.Web.Wire;

/// <summary>Where a list goes on: the moment and key of the last item shown. Opaque to callers.</summary>
/// <param name="At">Unix milliseconds; 0 where the key alone orders.</param>
/// <param name="Key">The last item's key.</param>
internal sealed record Cursor(long At, string Key)
{
    private const int MaxLength = 256;

    /// <summary>The cursor as callers carry it.</summary>
    internal string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At}|{Key}")));

    /// <summary>Reads a carried cursor; false when it is none.</summary>
    internal static bool TryRead(string text, [NotNullWhen(true)] out Cursor? cursor)
    {
        cursor = null;
        if (text.Length > MaxLength || !Base64Url.IsValid(text)) return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 2);
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            cursor = new Cursor(at, parts[1]);
        return cursor is not null;
    }

    /// <summary>The key as a database key; null when it is none.</summary>
    internal Guid? Id => Guid.TryParseExact(Key, "N", out var id) ? id : null;
}
