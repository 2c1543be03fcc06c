namespace OlConnector.Engine.Composing.Personalization;

/// <summary>What a person is told about a problem of a letter: what to write, in both languages of the product.</summary>
/// <param name="Ru">In Russian.</param>
/// <param name="En">In English.</param>
public sealed record LetterSentence(string Ru, string En)
{
    private static readonly LetterSentence NotAllowed = new(
        "Так в двойных скобках писать нельзя. Можно {{ ПОЛЕ }}, {{ ПОЛЕ ?? \"текст\" }}, {{ ПОЛЕ | upper }}, {{ if ПОЛЕ }}…{{ end }}.",
        "This cannot stand in double braces. Write {{ FIELD }}, {{ FIELD ?? \"text\" }}, {{ FIELD | upper }} or {{ if FIELD }}…{{ end }}.");

    private static readonly Dictionary<string, LetterSentence> ByCode = new(StringComparer.Ordinal)
    {
        [LetterCodes.Unclosed] = new(
            "Двойная скобка открыта и не закрыта: добавьте }} и закройте кавычки.",
            "Two braces are opened and never closed: add }}, and close the quotes."),
        [LetterCodes.BlockUnclosed] = new(
            "Условие не закрыто в том же тексте или варианте, где начато: добавьте {{ end }}.",
            "The condition does not end in the text or option where it begins: add {{ end }}."),
        [LetterCodes.BlockUnexpected] = new(
            "В этом тексте или варианте нет {{ if … }}, к которому это относится.",
            "There is no {{ if … }} in this text or option that this belongs to."),
        [LetterCodes.DateFormat] = new(
            "Дата пишется так: d dd M MM yy yyyy H HH h hh m mm s ss tt и знаки между ними.",
            "A date is written with d dd M MM yy yyyy H HH h hh m mm s ss tt and signs between them."),
        [LetterCodes.UnknownZone] = new(
            "Такого часового пояса нет. Напишите, например, Europe/Moscow.",
            "There is no such time zone. Write one like Europe/Moscow."),
        [LetterCodes.TooBig] = new(
            $"Слишком большое письмо: не более {LetterLimits.MostPlaceholders} полей и {LetterLimits.DeepestBlock} условий одно в другом.",
            $"The letter is too big: at most {LetterLimits.MostPlaceholders} placeholders, conditions {LetterLimits.DeepestBlock} deep."),
    };

    /// <summary>The sentence for a problem.</summary>
    public static LetterSentence Of(LetterProblem problem) => problem.Instead is { } instead
        ? new($"Теперь это пишется иначе: {instead}", $"This is written in another way now: {instead}")
        : ByCode.GetValueOrDefault(problem.Code, NotAllowed);
}
