using System.Runtime.InteropServices;
using Scriban.Parsing;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>What a placeholder does to the conditions around it.</summary>
internal enum PlaceholderRole
{
    /// <summary>It inserts a value.</summary>
    Insert,

    /// <summary><c>{{ if … }}</c>, also as it was written before.</summary>
    Open,

    /// <summary><c>{{ else if … }}</c>.</summary>
    ElseIf,

    /// <summary><c>{{ else }}</c>.</summary>
    Else,

    /// <summary><c>{{ end }}</c>, also as it was written before.</summary>
    Close,
}

/// <summary>The tokens of one placeholder, as the template library cuts them.</summary>
/// <param name="End">Behind the closing braces; 0 when reading stopped before them.</param>
/// <param name="Tokens">How many there are, up to the first that is not allowed.</param>
/// <param name="IsAllowed">False when one is not of the few that a letter may hold, or when there is none.</param>
/// <param name="Role">What its first word says.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlaceholderTokens(int End, int Tokens, bool IsAllowed, PlaceholderRole Role)
{
    private const int MostRead = 1000;

    /// <summary>Reads from the opening braces on; stops at the first token that is not allowed.</summary>
    public static PlaceholderTokens Read(string text, int start)
    {
        var (tokens, first, second) = (0, default(Token), default(Token));
        var lexer = new Lexer(text, options: new LexerOptions { StartPosition = new TextPosition(start, 0, 0) });
        foreach (var token in lexer)
        {
            if (token.Type == TokenType.CodeEnter && token.Start.Offset == start && LengthOf(token) == 2) continue;
            if (token.Type == TokenType.CodeExit && LengthOf(token) == 2)
                return Result(token.End.Offset + 1, tokens > 0 && !lexer.HasErrors);
            if (!IsAllowedToken(token, text) || ++tokens > MostRead) break;
            if (tokens == 1) first = token;
            if (tokens == 2) second = token;
        }
        return Result(end: 0, isAllowed: false);

        PlaceholderTokens Result(int end, bool isAllowed)
        {
            var role = RoleByFormerWord(text, start) ?? RoleByWords(text, first, second);
            var isCall = role == PlaceholderRole.Insert && first.Type == TokenType.Identifier && second.Type == TokenType.Identifier;
            return new(end, tokens, isAllowed && !isCall, role);
        }
    }

    /// <summary>The whole list. A backslash would be an escape in the library's texts; ours have none.</summary>
    private static bool IsAllowedToken(Token token, string text) => token.Type switch
    {
        TokenType.Identifier or TokenType.Dot or TokenType.VerticalBar or TokenType.DoubleQuestion => true,
        TokenType.DoubleEqual or TokenType.ExclamationEqual or TokenType.Exclamation => true,
        TokenType.DoubleAmp or TokenType.DoubleVerticalBar => true,
        TokenType.String => !text.AsSpan(token.Start.Offset, LengthOf(token)).Contains('\\'),
        _ => false,
    };

    private static int LengthOf(Token token) => token.End.Offset - token.Start.Offset + 1;

    private static PlaceholderRole? RoleByFormerWord(string text, int start)
    {
        var inner = text.AsSpan(start + PlaceholderSpan.Opener.Length).TrimStart();
        return inner.StartsWith("#if") || inner.StartsWith("#unless") ? PlaceholderRole.Open
            : inner.StartsWith("/if") || inner.StartsWith("/unless") ? PlaceholderRole.Close
            : null;
    }

    private static PlaceholderRole RoleByWords(string text, Token first, Token second) => (Word(first, text), Word(second, text)) switch
    {
        ("if", _) => PlaceholderRole.Open,
        ("else", "if") => PlaceholderRole.ElseIf,
        ("else", _) => PlaceholderRole.Else,
        ("end", _) => PlaceholderRole.Close,
        _ => PlaceholderRole.Insert,
    };

    private static string? Word(Token token, string text) => token.Type == TokenType.Identifier ? token.GetText(text) : null;
}
