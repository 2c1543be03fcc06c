using System.Text;

namespace OlConnector.Engine.Composing.Personalization;

internal enum ArgumentKind
{
    /// <summary>Letters, digits, <c>_</c> and <c>.</c>: a field, or the name of a helper.</summary>
    Word,

    /// <summary><c>[any text]</c>: a field.</summary>
    Bracketed,

    /// <summary>A text in single or double quotes.</summary>
    Text,
}

internal readonly record struct Argument(ArgumentKind Kind, string Text)
{
    public bool IsWord => Kind == ArgumentKind.Word;

    public bool IsField => Kind is ArgumentKind.Word or ArgumentKind.Bracketed;

    public bool IsText => Kind == ArgumentKind.Text;
}

/// <summary>Takes words and quoted texts, with blanks between them, from what stands in double braces.</summary>
internal ref struct ArgumentReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    public readonly bool AtBlank => _rest is [var first, ..] && char.IsWhiteSpace(first);

    public readonly bool AtEnd => _rest.IsWhiteSpace();

    /// <summary>False when what comes next is no argument, or is glued to the one after it.</summary>
    public bool TryTake(out Argument argument)
    {
        _rest = _rest.TrimStart();
        argument = default;
        var taken = _rest switch
        {
            ['[', ..] => Enclosed(ArgumentKind.Bracketed, ']', out argument) && !string.IsNullOrWhiteSpace(argument.Text),
            ['"' or '\'', ..] => Enclosed(ArgumentKind.Text, _rest[0], out argument),
            _ => Word(out argument),
        };
        return taken && (_rest.IsEmpty || AtBlank);
    }

    private bool Enclosed(ArgumentKind kind, char closer, out Argument argument)
    {
        var length = _rest[1..].IndexOf(closer);
        argument = length < 0 ? default : new(kind, _rest.Slice(1, length).ToString());
        if (length >= 0) _rest = _rest[(length + 2)..];
        return length >= 0;
    }

    private bool Word(out Argument argument)
    {
        var length = 0;
        while (length < _rest.Length)
        {
            Rune.DecodeFromUtf16(_rest[length..], out var rune, out var taken);
            if (!IsNameRune(rune)) break;
            length += taken;
        }
        argument = new(ArgumentKind.Word, _rest[..length].ToString());
        _rest = _rest[length..];
        return length > 0;
    }

    /// <summary>Letters of any script with the marks that belong to them, digits, underscore and full stop.</summary>
    private static bool IsNameRune(Rune rune) => rune.Value is '_' or '.' || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}
