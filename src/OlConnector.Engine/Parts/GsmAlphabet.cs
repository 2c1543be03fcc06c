namespace OlConnector.Engine.Parts;

/// <summary>
/// The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, sections 6.2.1 and 6.2.1.1), by the septets a UTF-16
/// unit takes: one, two with the escape, or none when the character forces UCS-2.
/// </summary>
internal static class GsmAlphabet
{
    private const int TableSize = 0x400;
    private const char Euro = '€';

    /// <summary>Characters of one septet: 127, for the escape itself is no character.</summary>
    public const string OneSeptet =
        "\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz" +
        "¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ";

    /// <summary>Characters of two septets: ten.</summary>
    public const string TwoSeptets = "\f[\\]^{|}~€";

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
