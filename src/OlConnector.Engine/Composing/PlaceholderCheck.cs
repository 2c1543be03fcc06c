using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Composing;

/// <summary>
/// Walks through the texts and options of a template. Conditions are counted in each of them apart: one that is still open at the end
/// of its option, or that ends in an option where it did not begin, is an error there.
/// </summary>
internal sealed class PlaceholderCheck
{
    private readonly string _source;
    private readonly OrderedDictionary<string, bool> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<LetterProblem> _errors = [];
    private int _placeholders;

    private PlaceholderCheck(string source) => _source = source;

    public IReadOnlyList<LetterProblem> Errors => _errors;

    public IReadOnlyList<string> Fields => [.. _fields.Keys];

    public static PlaceholderCheck Of(SpintaxTemplate template)
    {
        var check = new PlaceholderCheck(template.Source);
        if (!template.IsValid) return check;

        check.Check(template.Root);
        check._errors.Sort((a, b) => a.Position.CompareTo(b.Position));
        return check;
    }

    private void Check(SequenceNode sequence)
    {
        var open = new Stack<Block>();
        var afterBrace = false;
        foreach (var part in sequence.Parts)
        {
            if (part is TextNode node) CheckBraces(node, afterBrace);
            if (part is TextNode { Kind: SpintaxTokenKind.Field } placeholder) Check(placeholder, open);
            if (part is GroupNode group) Array.ForEach(group.Options, Check);
            afterBrace = part is TextNode { Kind: SpintaxTokenKind.Text } text && _source[text.End - 1] == '{';
        }
        foreach (var block in open) Wrong(LetterCodes.BlockUnclosed, block.Start);
    }

    private void Check(TextNode node, Stack<Block> open)
    {
        if (++_placeholders == LetterLimits.MostPlaceholders + 1) Wrong(LetterCodes.TooBig, node.Start);
        switch (PlaceholderReader.Read(_source.AsSpan(node.Start + 2, node.Length - 4)))
        {
            case Placeholder.Insert insert: _fields.TryAdd(insert.Field, true); break;
            case Placeholder.Wrong wrong: Wrong(wrong.Code, node.Start); break;
            case Placeholder.Open when open.Count == LetterLimits.DeepestBlock: Wrong(LetterCodes.TooBig, node.Start); break;
            case Placeholder.Open block:
                _fields.TryAdd(block.Field, true);
                open.Push(new Block(node.Start, block.Negated));
                break;
            case Placeholder.Else:
                if (!open.TryPeek(out var divided) || !divided.Divide()) Wrong(LetterCodes.BlockUnexpected, node.Start);
                break;
            case Placeholder.Close close:
                if (open.TryPeek(out var ended) && ended.Negated == close.Negated) open.Pop();
                else Wrong(LetterCodes.BlockUnexpected, node.Start);
                break;
        }
    }

    /// <summary>Two braces that came into the text without being a placeholder would be read as one when the letter is filled in.</summary>
    private void CheckBraces(TextNode node, bool afterBrace)
    {
        if (afterBrace && _source[node.Start] == '{') Wrong(LetterCodes.NotAllowed, node.Start - 1);
        if (node.Kind != SpintaxTokenKind.Text) return;

        var at = _source.AsSpan(node.Start, node.Length).IndexOf("{{");
        if (at >= 0) Wrong(LetterCodes.NotAllowed, node.Start + at);
    }

    private void Wrong(string code, int position) => _errors.Add(new(code, position));

    private sealed class Block(int start, bool negated)
    {
        private bool _divided;

        public int Start => start;

        public bool Negated => negated;

        /// <summary>False when it has an <c>{{else}}</c> already.</summary>
        public bool Divide() => !_divided && (_divided = true);
    }
}
