namespace OlConnector.Engine.Parts;

/// <summary>
/// The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, sections 6.2.1 and 6.2.1.1), by the septets a UTF-16
/// unit takes: one, two with the escape, or none when the character forces UCS-2. The order is the standard's, so that a
/// character's place is its code; <see cref="GsmOctets"/> writes those.
/// </summary>
internal static class GsmAlphabet
{
    private const int TableSize = 0x400;
    private const char Euro = '€';

    /// <summary>Stands before a code of the extension table.</summary>
    public const byte Escape = 0x1B;

    /// <summary>
    /// Characters of one septet by their code: 127, for the escape itself is no
    /// character. Those behind it have a code one higher than their place.
    /// </summary>
    public const string OneSeptet =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
        "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Characters of two septets: ten, in the order of <see cref="ExtensionCodes"/>.</summary>
    public const string TwoSeptets = "\f^{}\\[~]|€";

    /// <summary>What follows the escape.</summary>
    public static ReadOnlySpan<byte> ExtensionCodes => [0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65];

    private static readonly byte[] Septets = Table();

    /// <summary>1, 2, or 0 for a unit outside the alphabet.</summary>
    public static int SeptetsOf(char unit) => unit < TableSize ? Septets[unit] : unit == Euro ? 2 : 0;

    /// <summary>Septets of the whole text; -1 when one character is outside the alphabet.</summary>
    public static int Measure(ReadOnlySpan<char> text)
    {
        var septets = 0;
        foreach (var unit in text)
        {
            var some = SeptetsOf(unit);
            if (some == 0) return -1;
            septets += some;
        }
        return septets;
    }

    private static byte[] Table()
    {
        var table = new byte[TableSize];
        foreach (var c in OneSeptet) table[c] = 1;
        foreach (var c in TwoSeptets)
        {
            if (c < TableSize) table[c] = 2;
        }
        return table;
    }
}
