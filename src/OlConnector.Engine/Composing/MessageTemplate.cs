using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Composing;

/// <summary>
/// A message as a marketer writes it: groups and placeholders in one text. Reads the groups and, without writing a single variant,
/// proves that the placeholders of every variant are good: each one by itself is allowed, and each condition ends in the very
/// text or option in which it begins.
/// </summary>
/// <remarks>What is sent takes two steps: <see cref="SpintaxTemplate.Render"/>, then <see cref="LetterTemplate"/> on the result.</remarks>
public sealed class MessageTemplate
{
    private MessageTemplate(SpintaxTemplate spintax)
    {
        Spintax = spintax;
        var check = PlaceholderCheck.Of(spintax);
        LetterErrors = check.Errors;
        Fields = check.Fields;
    }

    /// <summary>The groups.</summary>
    public SpintaxTemplate Spintax { get; }

    /// <summary>What is wrong with placeholders, by place in the source.</summary>
    public IReadOnlyList<LetterProblem> LetterErrors { get; }

    /// <summary>Fields that any variant uses, each once, as first written.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>True when every variant can be filled in.</summary>
    public bool IsValid => Spintax.IsValid && LetterErrors.Count == 0;

    /// <summary>Reads any string.</summary>
    public static MessageTemplate Parse(string source) => new(SpintaxTemplate.Parse(source));
}
