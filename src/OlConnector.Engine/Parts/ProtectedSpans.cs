using System.Runtime.InteropServices;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Parts;

/// <summary>Cuts a text into stretches that may be changed and stretches that may not: links and opaque tokens.</summary>
internal static class ProtectedSpans
{
    public static List<TextStretch> Cut(string text)
    {
        var kept = Tokens(text);
        foreach (var link in Links.Find(text)) kept.Add((link.Position, link.Position + link.Length));
        kept.Sort();

        var stretches = new List<TextStretch>();
        var at = 0;
        foreach (var (start, end) in kept)
        {
            if (end <= at) continue; // a link inside a token, or the other way round
            if (start > at) stretches.Add(new(at, start - at, IsProtected: false));
            stretches.Add(new(Math.Max(at, start), end - Math.Max(at, start), IsProtected: true));
            at = end;
        }
        if (at < text.Length) stretches.Add(new(at, text.Length - at, IsProtected: false));
        return stretches;
    }

    private static List<(int Start, int End)> Tokens(string text)
    {
        var tokens = new List<(int, int)>();
        var lexer = new SpintaxLexer(text, null);
        while (lexer.MoveNext())
        {
            if (lexer.Current.IsOpaque) tokens.Add((lexer.Current.Start, lexer.Current.End));
        }
        return tokens;
    }
}

/// <summary>A stretch of a text, in UTF-16 units.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextStretch(int Start, int Length, bool IsProtected);
