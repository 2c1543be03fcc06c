using System.Buffers;
using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>
/// Cuts a source into tokens, left to right. At each place it tries, in this order: escape, opaque token, <c>[+…+</c>, brace, bar,
/// closing bracket, ordinary text. No character is looked at more than a few times, whatever the input.
/// </summary>
/// <param name="source">The template as written.</param>
/// <param name="notPermutations">Places of <c>[+</c> that an earlier reading found to be no permutation.</param>
internal ref struct SpintaxLexer(string source, HashSet<int>? notPermutations)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\{|}[]");
    private static readonly SearchValues<char> Braces = SearchValues.Create("{|}");

    /// <summary>The separator of a permutation ends at the first of these that no backslash protects.</summary>
    private static readonly SearchValues<char> SeparatorStops = SearchValues.Create("\\+");

    private readonly int _lastBracket = source.LastIndexOf(']');
    private int _at;

    public SpintaxToken Current { get; private set; }

    public bool MoveNext()
    {
        if (_at >= source.Length) return false;
        Current = Read();
        _at = Current.End;
        return true;
    }

    /// <summary>True where the backslash at this place protects the character after it.</summary>
    public static bool IsEscape(ReadOnlySpan<char> text, int at) =>
        text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '{' or '|' or '}' or '\\' or '[' or ']' or '+';

    private readonly SpintaxToken Read() => source[_at] switch
    {
        '\\' when IsEscape(source, _at) => new(SpintaxTokenKind.Escape, _at, 2),
        '{' => Brace(),
        '[' => Bracket(),
        '|' => new(SpintaxTokenKind.Bar, _at, 1),
        '}' => new(SpintaxTokenKind.CloseChoice, _at, 1),
        ']' => new(SpintaxTokenKind.CloseBracket, _at, 1),
        _ => Text(),
    };

    private readonly SpintaxToken Brace()
    {
        var next = _at + 1 < source.Length ? source[_at + 1] : '\0';
        if (next is not ('{' or '=')) return new(SpintaxTokenKind.OpenChoice, _at, 1);

        var length = next == '{' ? PlaceholderLength() : WorkflowLength();
        if (length == 0) return new(SpintaxTokenKind.OpenChoice, _at, 1);
        return new(next == '{' ? SpintaxTokenKind.Field : SpintaxTokenKind.Workflow, _at, length);
    }

    /// <summary>0 where two groups begin at once, as in <c>{{a|b}|c}</c> and <c>{{|a}|b}</c>.</summary>
    private readonly int PlaceholderLength()
    {
        var isEmpty = _at + 2 == source.Length || source[_at + 2] is '|' or '}';
        return isEmpty ? 0 : PlaceholderSpan.Length(source.AsSpan(_at));
    }

    private readonly int WorkflowLength()
    {
        var stop = source.AsSpan(_at + 2).IndexOfAny(Braces);
        return stop > 0 && source[_at + 2 + stop] == '}' ? stop + 3 : 0;
    }

    private readonly SpintaxToken Bracket()
    {
        var next = _at + 1 < source.Length ? source[_at + 1] : '\0';
        if (next == '=' && _lastBracket > _at + 1)
            return new(SpintaxTokenKind.Shortcode, _at, source.IndexOf(']', _at) - _at + 1);
        if (next == '+' && notPermutations?.Contains(_at) != true && SeparatorEnd(_at + 2) is var end and >= 0)
            return new(SpintaxTokenKind.OpenPermutation, _at, end + 1 - _at);
        return new(SpintaxTokenKind.Text, _at, 1);
    }

    private readonly int SeparatorEnd(int from)
    {
        while (from < source.Length)
        {
            var stop = source.AsSpan(from).IndexOfAny(SeparatorStops);
            if (stop < 0) return -1;
            from += stop;
            if (source[from] == '+') return from;
            from += IsEscape(source, from) ? 2 : 1;
        }
        return -1;
    }

    private readonly SpintaxToken Text()
    {
        var run = source.AsSpan(_at + 1).IndexOfAny(Special);
        return new(SpintaxTokenKind.Text, _at, run < 0 ? source.Length - _at : run + 1);
    }
}
