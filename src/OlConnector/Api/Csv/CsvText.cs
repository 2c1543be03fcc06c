using System.Text;

namespace OlConnector.Api.Csv;

/// <summary>Reads the bytes of a table as the program that wrote them meant them.</summary>
internal static class CsvText
{
    private const int WindowsCyrillic = 1251;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>By the mark at its beginning; else UTF-8; else Windows-1251, as Excel writes CSV in Russian Windows.</summary>
    internal static string Of(byte[] body)
    {
        Encoding[] marked = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];
        if (Array.Find(marked, one => body.AsSpan().StartsWith(one.Preamble)) is { } encoding)
            return encoding.GetString(body.AsSpan(encoding.Preamble.Length));
        try
        {
            return StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(WindowsCyrillic)!.GetString(body);
        }
    }
}
