using Scriban.Parsing;
using Scriban.Syntax;

namespace OlConnector.Engine.Composing.Personalization;

/// <summary>
/// The list of what a letter may say, over the template library's syntax tree; whatever is not on it is a problem. On the way every
/// field becomes one variable by its whole name (<c>deal.TITLE</c>), every function is bound, and texts are taken from the source.
/// </summary>
/// <param name="source">The letter as written.</param>
/// <param name="places">Its placeholders.</param>
internal sealed class AllowedLetter(string source, IReadOnlyList<PlaceholderPlace> places)
{
    /// <summary>Words of the library's language. They are small letters, so a field <c>end</c> can be written <c>END</c>.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "if", "else", "end", "for", "while", "tablerow", "case", "when", "break", "continue", "func", "ret", "capture", "readonly",
        "import", "with", "wrap", "do", "this", "true", "false", "null",
    };

    private readonly SortedList<int, LetterProblem> _problems = [];

    /// <summary>One for each placeholder, in the order of the text.</summary>
    public IReadOnlyList<LetterProblem> Problems => [.. _problems.Values];

    public List<LetterField> Fields { get; } = [];

    /// <summary>Notes that the placeholder here says something that is not allowed.</summary>
    public void Wrong(SourceSpan span, string code = LetterCodes.NotAllowed)
    {
        var place = PlaceholderPlace.At(places, span.Start.Offset);
        var problem = LetterProblem.At(place.Start, source.AsSpan(place.Start..place.End));
        _problems.TryAdd(place.Start, code == LetterCodes.NotAllowed ? problem : new(code, place.Start));
    }

    public void Check(ScriptBlockStatement? block)
    {
        foreach (var statement in block?.Statements ?? [])
        {
            switch (statement)
            {
                case ScriptEscapeStatement or ScriptEndStatement: break;
                case ScriptRawStatement raw: raw.Text = new ScriptStringSlice(source, raw.Text.Index, raw.Text.Length); break;
                case ScriptExpressionStatement { Expression: { } value } insert: insert.Expression = Inserted(value); break;
                case ScriptIfStatement condition: Check(condition); break;
                default: Wrong(statement); break;
            }
        }
    }

    private void Check(ScriptIfStatement branch)
    {
        if (branch.Condition is { } condition) branch.Condition = Condition(condition);
        else Wrong(branch);
        Check(branch.Then);
        switch (branch.Else)
        {
            case null: break;
            case ScriptIfStatement elseIf: Check(elseIf); break;
            case ScriptElseStatement otherwise: Check(otherwise.Body); break;
            case var other: Wrong(other); break;
        }
    }

    /// <summary><c>value | function | function</c>.</summary>
    private ScriptExpression Inserted(ScriptExpression expression)
    {
        if (expression is not ScriptPipeCall { From: { } from, To: { } to } pipe) return WithFallback(expression);
        pipe.From = Inserted(from);
        Functions(to);
        return pipe;
    }

    private void Functions(ScriptExpression expression)
    {
        if (expression is ScriptPipeCall { From: ScriptFunctionCall first, To: { } rest })
        {
            Bind(first);
            Functions(rest);
        }
        else if (expression is ScriptFunctionCall call) Bind(call);
        else Wrong(expression);
    }

    private void Bind(ScriptFunctionCall call)
    {
        var texts = call.Arguments.Select(Text).ToList();
        var code = LetterCodes.NotAllowed;
        if (call.Target is ScriptVariableGlobal { Name: var name } && texts.TrueForAll(text => text is not null)
            && LetterFunction.Find(name, texts!, out code) is { } function)
        {
            call.Target = new ScriptLiteral(function);
            call.Arguments.Clear();
        }
        else Wrong(call, code);
    }

    /// <summary><c>field ?? field ?? "text"</c>.</summary>
    private ScriptExpression WithFallback(ScriptExpression expression)
    {
        if (expression is not ScriptBinaryExpression { Operator: ScriptBinaryOperator.EmptyCoalescing } either) return Field(expression);
        if (either.Left is { } left) either.Left = WithFallback(left);
        if (either.Right is { } right) either.Right = FieldOrText(right);
        return either;
    }

    private ScriptExpression Condition(ScriptExpression expression)
    {
        switch (expression)
        {
            case ScriptBinaryExpression { Operator: ScriptBinaryOperator.And or ScriptBinaryOperator.Or } both:
                if (both.Left is { } left) both.Left = Condition(left);
                if (both.Right is { } right) both.Right = Condition(right);
                return both;
            case ScriptBinaryExpression { Operator: ScriptBinaryOperator.CompareEqual or ScriptBinaryOperator.CompareNotEqual } comparison:
                return Comparison(comparison);
            case ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not, Right: { } denied and not ScriptBinaryExpression } not:
                not.Right = Condition(denied);
                return not;
            default: return Field(expression);
        }
    }

    /// <summary>A field with a field or a text. An empty text is no value, as everywhere.</summary>
    private ScriptBinaryExpression Comparison(ScriptBinaryExpression comparison)
    {
        if (comparison is not { Left: { } left, Right: { } right } || (Text(left) is not null && Text(right) is not null))
        {
            Wrong(comparison);
            return comparison;
        }
        comparison.Left = FieldOrText(left);
        comparison.Right = FieldOrText(right);
        foreach (var side in (ScriptExpression[])[comparison.Left, comparison.Right])
            if (side is ScriptLiteral { Value: "" } nothing) nothing.Value = null;
        return comparison;
    }

    private ScriptExpression FieldOrText(ScriptExpression expression)
    {
        if (Text(expression) is not { } text) return Field(expression);
        ((ScriptLiteral)expression).Value = text;
        return expression;
    }

    private ScriptExpression Field(ScriptExpression expression)
    {
        if (NameOf(expression) is not { } name || Words.Contains(name))
        {
            Wrong(expression);
            return expression;
        }
        Fields.Add(new(name, expression.Span.Start.Offset));
        return new ScriptVariableGlobal(name) { Span = expression.Span };
    }

    private string? NameOf(ScriptExpression? expression) => expression switch
    {
        ScriptVariableGlobal variable => Written(variable.Span),
        ScriptMemberExpression { DotToken.TokenType: TokenType.Dot, Target: var target, Member: ScriptVariableGlobal member }
            when NameOf(target) is { } group => $"{group}.{Written(member.Span)}",
        _ => null,
    };

    private string? Text(ScriptExpression expression) =>
        expression is ScriptLiteral { Value: string, Span: var span } ? Written(span)[1..^1] : null;

    private string Written(SourceSpan span) => source.Substring(span.Start.Offset, span.Length);

    private void Wrong(ScriptNode node, string code = LetterCodes.NotAllowed) => Wrong(node.Span, code);
}
