using System.Buffers;
using System.Text;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>What stands between <c>[+</c> and the second <c>+</c>: plain text, in which only escapes are read.</summary>
internal static class SpintaxSeparator
{
    private static readonly SearchValues<char> Syntax = SearchValues.Create("\\{|}[]");

    public static ReadOnlySpan<char> Raw(string source, SpintaxToken opener) => source.AsSpan(opener.Start + 2, opener.Length - 3);

    public static bool HidesSyntax(ReadOnlySpan<char> raw) => raw.ContainsAny(Syntax);

    /// <summary>True when an unprotected closing bracket stands in the separator.</summary>
    public static bool Closes(ReadOnlySpan<char> raw)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == ']') return true;
            if (SpintaxLexer.IsEscape(raw, i)) i++;
        }
        return false;
    }

    /// <summary>The separator as it is written between the options.</summary>
    public static string Text(string source, SpintaxToken opener)
    {
        var raw = Raw(source, opener);
        if (!raw.Contains('\\')) return raw.ToString();

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++) text.Append(SpintaxLexer.IsEscape(raw, i) ? raw[++i] : raw[i]);
        return text.ToString();
    }
}
