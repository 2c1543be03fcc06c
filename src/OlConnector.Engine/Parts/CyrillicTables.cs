using System.Collections.Frozen;

namespace OlConnector.Engine.Parts;

/// <summary>Letter tables, small letters only. An entry is a source letter, a colon and what replaces it.</summary>
internal static class CyrillicTables
{
    /// <summary>ICAO Doc 9303 part 3, section 6, table B, for Russian; letters of other languages partly by our choice.</summary>
    public static readonly FrozenDictionary<char, string> Sms = Read(
        "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ:ie ы:y " +
        "ь: э:e ю:iu я:ia і:i ї:i є:ie ґ:g ў:u ә:a ғ:g қ:k ң:n ө:o ұ:u ү:u һ:h ҳ:kh ђ:d ѓ:g ѕ:dz ј:j љ:lj њ:nj ћ:c ќ:k џ:dz " +
        "ҷ:j ҹ:j ӣ:i ӯ:u җ:j ҙ:z ҫ:s ҡ:k ҥ:ng ӑ:a ӗ:e ӳ:u ӕ:ae ѐ:e ѝ:i ѣ:e ѳ:f ѵ:i ѫ:u ѧ:ia");

    /// <summary>GOST 7.79-2000 system B for Russian, without ц, which depends on the letter behind it.</summary>
    public static readonly FrozenDictionary<char, string> Iso9b = Read(
        "а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:j к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:x ч:ch ш:sh щ:shh ъ:'' ы:y' " +
        "ь:' э:e' ю:yu я:ya");

    /// <summary>System B read backwards; the longest piece wins.</summary>
    public static readonly FrozenDictionary<string, char> Iso9bBack = Iso9b
        .Select(pair => KeyValuePair.Create(pair.Value, pair.Key))
        .Append(KeyValuePair.Create("cz", 'ц'))
        .Append(KeyValuePair.Create("c", 'ц'))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Letters before which system B writes ц as <c>c</c>: those that become i, e, y or j.</summary>
    public const string SoftAfterTse = "еёэийыюяі";

    /// <summary>Signs that are no letters and would still force UCS-2.</summary>
    public static readonly FrozenDictionary<char, string> SmsSigns = Signs(
        ("«»„“”", "\""), ("‘’", "'"), ("–—−", "-"), ("…", "..."), ("№", "No"), ("\u00A0\t", " "), ("₽", "RUB"), ("·•", "*"));

    /// <summary>The longest piece that <see cref="Iso9bBack"/> knows.</summary>
    public const int LongestBack = 3;

    public static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052F';

    /// <summary>A letter written as base and combining mark, as some systems store й and ё; the base alone when it is not one.</summary>
    public static char Compose(char letter, char mark) => (letter, mark) switch
    {
        ('и', '\u0306') => 'й',
        ('И', '\u0306') => 'Й',
        ('у', '\u0306') => 'ў',
        ('У', '\u0306') => 'Ў',
        ('е', '\u0308') => 'ё',
        ('Е', '\u0308') => 'Ё',
        ('і', '\u0308') => 'ї',
        ('І', '\u0308') => 'Ї',
        _ => letter,
    };

    private static FrozenDictionary<char, string> Read(string table) =>
        table.Split(' ').ToFrozenDictionary(entry => entry[0], entry => entry[2..]);

    private static FrozenDictionary<char, string> Signs(params (string Signs, string Latin)[] rows) =>
        rows.SelectMany(row => row.Signs, (row, sign) => KeyValuePair.Create(sign, row.Latin)).ToFrozenDictionary();
}
