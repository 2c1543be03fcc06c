using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Composing;

/// <summary>A problem of a text as other programs see it.</summary>
/// <param name="Code">
/// One of <see cref="SpintaxCodes"/>, <see cref="LetterProblem.Reason"/> for a placeholder, or <see cref="Reason.TextTooLong"/>; a host may
/// add its own.
/// </param>
/// <param name="Position">Where, as people count: the first UTF-16 unit of the text is 1.</param>
/// <param name="Detail">For a placeholder, one of <see cref="LetterCodes"/>; for a host's own code, its words.</param>
/// <param name="Message">For a placeholder: what to write instead, for people.</param>
public sealed record PreviewProblem(string Code, int Position, string? Detail = null, LetterSentence? Message = null)
{
    internal static IReadOnlyList<PreviewProblem> ErrorsOf(MessageTemplate message, PreviewTexts texts)
    {
        var errors = message.Spintax.Errors.Select(Of).Concat(message.LetterErrors.Select(Of)).OrderBy(each => each.Position).ToList();
        if (errors.Count == 0 && texts.ProblemOfAVariant is { } problem) errors.Add(Of(problem with { Position = 0 }));
        return errors;
    }

    internal static IReadOnlyList<PreviewProblem> WarningsOf(MessageTemplate message) => [.. message.Spintax.Warnings.Select(Of)];

    /// <summary>A text that can be written but not sent: the gateway, or any SMS, is too short for its longest variant.</summary>
    internal static IReadOnlyList<PreviewProblem> LengthErrorsOf(PreviewItem item, PreviewTexts texts, SmsRange size)
    {
        var isTooLong = texts.LongestLength > item.MaxLength || (item.Channel == Channel.Sms && size.MaxParts > SmsSize.MostParts);
        return isTooLong ? [new PreviewProblem(Reason.TextTooLong, 1)] : [];
    }

    private static PreviewProblem Of(SpintaxProblem problem) => new(problem.Code, problem.Column);

    private static PreviewProblem Of(LetterProblem problem) =>
        new(LetterProblem.Reason, problem.Position + 1, problem.Code, LetterSentence.Of(problem));
}
