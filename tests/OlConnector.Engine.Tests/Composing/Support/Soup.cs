using System.Text;

namespace OlConnector.Engine.Tests.Composing.Support;

/// <summary>Makes strings out of everything that means something to some reader of texts, and of much that is broken.</summary>
internal static class Soup
{
    private static readonly string[] Pieces =
    [
        "{", "}", "|", "[", "]", "\\", "+", "=", "[+", "[+,+", "[=", "{=", "{{", "}}", "{{{", "}}}", "{{a}}", "{{ if a }}", "{{if !b}}",
        "{{else}}", "{{ else if a == 'x' }}", "{{ end }}", "{{ a ?? \"x|}}\" }}", "{{ d | date \"dd.MM\" \"Europe/Moscow\" }}",
        "{{ a | upper ",
        "{{#if a}}", "{{/if}}", "{{default a \"x\"}}", "{{-", "~}}", "{%{", "}%}", "$\"", "`", "??", "||", "&&", "this",
        "for x in a", "\"", "'", "#", "/",
        "a|b", "{a|b}", "{|}", "[+ +1|2]", " ", "\n", "\r\n", "\t", "\0", "\u200B", "\u202E", "\uFEFF", "\uD83D", "\uDC31", "🐱",
        "👨‍👩‍👧", "e\u0301",
        "ё", "Ж", "ц", "щука", "СТОП", "stop", "x", "Z", "€", "~", "^", "«", "»", "—", "№", "₽", "http://", "https://", "www.",
        "bit.ly/x",
        "пример.рф", "a.ru", "@", ".", ",", ";", ":", "-", "(", ")", "+7", "8", "00", "810", "921", "5554433", "доб", "ext", "ⅷ",
        "٣", "７", "0",
    ];

    /// <summary>A string of up to so many pieces; now and then wholly random UTF-16 units.</summary>
    public static string Of(Random random, int mostPieces)
    {
        var text = new StringBuilder();
        var pieces = random.Next(mostPieces + 1);
        for (var i = 0; i < pieces; i++)
        {
            if (random.Next(12) == 0) text.Append((char)random.Next(0x10000));
            else text.Append(Pieces[random.Next(Pieces.Length)]);
        }
        return text.ToString();
    }
}
