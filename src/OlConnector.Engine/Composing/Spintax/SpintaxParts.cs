using System.Runtime.InteropServices;
using System.Text;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>What a highlighted stretch of a template is.</summary>
public enum SpintaxSpanKind
{
    /// <summary><c>{a|b}</c>, brackets included.</summary>
    Choice,

    /// <summary><c>[+, +a|b]</c>, brackets included.</summary>
    Permutation,

    /// <summary><c>\{</c> and the like.</summary>
    Escape,

    /// <summary><c>{{field}}</c> and everything else in double braces.</summary>
    Field,

    /// <summary><c>{=Document:PHONE}</c>.</summary>
    Workflow,

    /// <summary><c>[=file:url]</c>.</summary>
    Shortcode,
}

/// <summary>A stretch of the source, in UTF-16 units from 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpintaxSpan(int Position, int Length, SpintaxSpanKind Kind);

/// <summary>Looks at the source of a template piece by piece.</summary>
internal static class SpintaxParts
{
    public static IReadOnlyList<string> GroupSources(SpintaxTemplate template) =>
        [.. template.Root.Parts.OfType<GroupNode>().Select(group => template.Source.Substring(group.Start, group.Length))];

    public static string LiteralText(SpintaxTemplate template)
    {
        var text = new StringBuilder(template.Source.Length);
        var end = 0;
        foreach (var group in template.Root.Parts.OfType<GroupNode>())
        {
            text.Append(template.Source, end, group.Start - end);
            end = group.Start + group.Length;
        }
        return text.Append(template.Source, end, template.Source.Length - end).ToString();
    }

    public static IReadOnlyList<SpintaxSpan> Spans(SpintaxTemplate template)
    {
        if (template.Source.Length > SpintaxLimits.Characters) return [];

        var spans = new List<SpintaxSpan>();
        AddGroups(template.Root, spans);
        var lexer = new SpintaxLexer(template.Source, template.NotPermutations);
        while (lexer.MoveNext())
        {
            var token = lexer.Current;
            if (KindOf(token.Kind) is { } kind) spans.Add(new(token.Start, token.Length, kind));
        }
        spans.Sort((a, b) => a.Position != b.Position ? a.Position.CompareTo(b.Position) : b.Length.CompareTo(a.Length));
        return spans;
    }

    private static void AddGroups(SequenceNode sequence, List<SpintaxSpan> spans)
    {
        foreach (var group in sequence.Parts.OfType<GroupNode>())
        {
            spans.Add(new(group.Start, group.Length, group is ChoiceNode ? SpintaxSpanKind.Choice : SpintaxSpanKind.Permutation));
            foreach (var option in group.Options) AddGroups(option, spans);
        }
    }

    private static SpintaxSpanKind? KindOf(SpintaxTokenKind kind) => kind switch
    {
        SpintaxTokenKind.Escape => SpintaxSpanKind.Escape,
        SpintaxTokenKind.Field => SpintaxSpanKind.Field,
        SpintaxTokenKind.Workflow => SpintaxSpanKind.Workflow,
        SpintaxTokenKind.Shortcode => SpintaxSpanKind.Shortcode,
        _ => null,
    };
}
