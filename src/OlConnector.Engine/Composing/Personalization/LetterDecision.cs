namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Whether a letter may be filled in for one recipient. Decided before anything is written.</summary>
public abstract record LetterDecision
{
    private LetterDecision()
    {
    }

    /// <summary>Fill it in; what is missing stays empty.</summary>
    public sealed record Render : LetterDecision;

    /// <summary>Hold the message as <c>TEMPLATE_INVALID</c>.</summary>
    public sealed record HoldInvalid(IReadOnlyList<LetterProblem> Problems) : LetterDecision;

    /// <summary>Hold the message as <c>UNRESOLVED_PLACEHOLDER</c>.</summary>
    public sealed record HoldMissing(IReadOnlyList<string> Fields) : LetterDecision;

    /// <summary>Suppress the message as <c>MISSING_VALUE</c>.</summary>
    public sealed record Skip(IReadOnlyList<string> Fields) : LetterDecision;

    /// <summary>
    /// Decides. A Bitrix24 workflow token (<c>{=Document:PHONE}</c>) that is still in the text is a placeholder nobody answered: it
    /// holds the message under every policy.
    /// </summary>
    public static LetterDecision For(LetterTemplate letter, IReadOnlyDictionary<string, string> values, MissingValuePolicy policy)
    {
        if (!letter.IsValid) return new HoldInvalid(letter.Errors);
        if (letter.WorkflowTokens is [_, ..] tokens) return new HoldMissing(tokens);
        if (policy == MissingValuePolicy.Blank || letter.MissingIn(values) is not [_, ..] missing) return new Render();
        return policy == MissingValuePolicy.Skip ? new Skip(missing) : new HoldMissing(missing);
    }
}
