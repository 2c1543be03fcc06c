namespace OlConnector.Engine.Composing.Spintax;

/// <summary>Something to say about a template.</summary>
/// <param name="Code">One of <see cref="SpintaxCodes"/>.</param>
/// <param name="Position">Where in the source, in UTF-16 units from 0. People count from 1: show <see cref="Column"/>.</param>
public readonly record struct SpintaxProblem(string Code, int Position)
{
    /// <summary>The position as people count it, from 1.</summary>
    public int Column => Position + 1;
}

/// <summary>The closed list of what can be wrong or odd in a template.</summary>
public static class SpintaxCodes
{
    /// <summary>Error at the opener: a group is still open at the end.</summary>
    public const string Unclosed = "unclosed";

    /// <summary>Error at the closer: it closes another kind of group than the innermost.</summary>
    public const string Mismatched = "mismatched";

    /// <summary>Error where a limit of <see cref="SpintaxLimits"/> is passed.</summary>
    public const string TooBig = "too-big";

    /// <summary>Warning: a closing brace with nothing open. It stays in the text.</summary>
    public const string UnexpectedClosing = "unexpected-closing";

    /// <summary>Warning at the opener: a brace pair without a bar of its own. Both braces stay in the text.</summary>
    public const string SingleOption = "single-option";
}
