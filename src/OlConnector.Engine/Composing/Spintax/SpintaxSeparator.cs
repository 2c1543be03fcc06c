using System.Buffers;
using System.Text;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>What stands between <c>[+</c> and the second <c>+</c>: plain text, in which only escapes are read.</summary>
/// <param name="Text">As it is written between the options.</param>
/// <param name="Braces">Places of the braces in it that a backslash protected.</param>
internal sealed record SpintaxSeparator(string Text, IReadOnlyList<int> Braces)
{
    /// <summary>What stands between the options of a choice, which writes only one.</summary>
    public static readonly SpintaxSeparator None = new("", []);

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

    /// <summary>The separator of a permutation.</summary>
    public static SpintaxSeparator Of(string source, SpintaxToken opener)
    {
        var raw = Raw(source, opener);
        if (!raw.Contains('\\')) return new(raw.ToString(), []);

        var (text, braces) = (new StringBuilder(raw.Length), new List<int>());
        for (var i = 0; i < raw.Length; i++)
        {
            var isEscape = SpintaxLexer.IsEscape(raw, i);
            if (isEscape && raw[++i] is '{' or '}') braces.Add(text.Length);
            text.Append(raw[i]);
        }
        return new(text.ToString(), braces);
    }
}
