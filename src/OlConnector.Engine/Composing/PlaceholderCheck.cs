using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Composing;

/// <summary>
/// Reads the texts and options of a template as letters, each by itself: a condition that is still open at the end of its option, or
/// that ends in an option where it did not begin, is an error there.
/// </summary>
internal sealed class PlaceholderCheck
{
    /// <summary>Stands where groups and protected braces stood, so that places stay.</summary>
    private const char Gap = ' ';

    private readonly string _source;
    private readonly List<LetterField> _fields = [];
    private readonly List<LetterProblem> _errors = [];
    private int _placeholders;

    private PlaceholderCheck(string source) => _source = source;

    /// <summary>In the order of the source.</summary>
    public IReadOnlyList<LetterProblem> Errors => [.. _errors.OrderBy(error => error.Position).DistinctBy(error => error.Position)];

    /// <summary>Each once, as first written.</summary>
    public IReadOnlyList<string> Fields =>
        [.. _fields.OrderBy(each => each.Position).Select(each => each.Name).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static PlaceholderCheck Of(SpintaxTemplate template)
    {
        var check = new PlaceholderCheck(template.Source);
        if (template.IsValid) check.Check(template.Root);
        return check;
    }

    private void Check(SequenceNode sequence)
    {
        var afterBrace = false;
        foreach (var part in sequence.Parts)
        {
            if (part is TextNode node) Check(node, afterBrace);
            if (part is GroupNode group) Array.ForEach(group.Options, Check);
            afterBrace = part is TextNode { Kind: SpintaxTokenKind.Text } text && _source[text.End - 1] == '{';
        }
        Read(sequence.Parts.OfType<TextNode>().Where(text => text.Kind != SpintaxTokenKind.Escape).ToList());
    }

    /// <summary>Reads what the sequence says itself, every sign in its place.</summary>
    private void Read(List<TextNode> nodes)
    {
        if (nodes.Count == 0) return;
        var start = nodes[0].Start;
        var letter = LetterReading.Of(string.Create(nodes[^1].End - start, (_source, nodes), static (text, state) =>
        {
            text.Fill(Gap);
            foreach (var node in state.nodes)
                state._source.AsSpan(node.Start, node.Length).CopyTo(text[(node.Start - state.nodes[0].Start)..]);
        }));
        _errors.AddRange(letter.Problems.Select(problem => problem with { Position = start + problem.Position }));
        _fields.AddRange(letter.Fields.Select(field => field with { Position = start + field.Position }));
    }

    /// <summary>
    /// Two braces that come together in the text without being a placeholder would be read as one when the letter is filled in. The
    /// placeholders of all options are counted together.
    /// </summary>
    private void Check(TextNode node, bool afterBrace)
    {
        var isOneTooMany = node.Kind == SpintaxTokenKind.Field && ++_placeholders == LetterLimits.MostPlaceholders + 1;
        if (isOneTooMany) Wrong(LetterCodes.TooBig, node.Start);
        if (afterBrace && _source[node.Start] == '{') Wrong(LetterCodes.NotAllowed, node.Start - 1);
        if (node.Kind != SpintaxTokenKind.Text) return;

        var at = _source.AsSpan(node.Start, node.Length).IndexOf(PlaceholderSpan.Opener);
        if (at >= 0) Wrong(LetterCodes.NotAllowed, node.Start + at);
    }

    private void Wrong(string code, int position) => _errors.Add(new(code, position));
}
