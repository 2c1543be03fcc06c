using OlConnector.Engine.Composing;

namespace OlConnector.Engine.Risk.Rules;

/// <summary>What the text looks like to a network that reads thousands of them.</summary>
internal static class TextRules
{
    internal static readonly RiskRule[] All =
    [
        new("UNIQUENESS", RiskReach.OwnNumber, RiskLever.Text, facts => facts.Text switch
        {
            null => null,
            { Uniqueness: null } => new Finding.NotKnown(new Said(
                "Насколько тексты разные: число получателей или значения полей ещё не известны.",
                "How much the texts differ: the number of recipients or the values of fields are not known yet.")),
            { Uniqueness: < Uniqueness.HighRiskBelow and var percent } => Alike((int)percent, 20),
            { Uniqueness: < Uniqueness.WarnBelow and var percent } => Alike((int)percent, 10),
            _ => null,
        }),
        new("NOT_PERSONAL", RiskReach.OwnNumber, RiskLever.Text, facts => facts.Text switch
        {
            null => null,
            { IsPersonal: null } => new Finding.NotKnown(new Said(
                "Есть ли в письме имя клиента: об этом скажут следующие сообщения.",
                "Whether the letter has the client's name: its next messages will tell.")),
            { IsPersonal: false } => new Finding.Points(10,
                new Said("В тексте нет ничего о клиенте: ни имени, ни другого поля.",
                    "Nothing in the text is about the client: no name, no other field."),
                new Said("Добавьте обращение по имени.", "Address people by name.")),
            _ => null,
        }),
        new("SHORT_LINKS", RiskReach.Sms, RiskLever.Text, facts => facts.Text is { ShortLinks: { Count: > 0 } hosts }
            ? new Finding.Points(10,
                new Said($"В тексте сокращённая ссылка: {string.Join(", ", hosts)}.",
                    $"The text has a shortened link: {string.Join(", ", hosts)}."),
                new Said("Поставьте полную ссылку на свой сайт.", "Use the whole link to your own site."))
            : null),
        new("NO_OPT_OUT", RiskReach.Sms, RiskLever.Text, facts => facts.Text is { SaysHowToRefuse: false }
            ? new Finding.Points(10,
                new Said("В тексте не сказано, как отказаться: вместо отказа клиент жалуется.",
                    "The text does not say how to refuse: people complain instead."),
                new Said("Добавьте в конец: «Если сообщения не нужны, ответьте СТОП».", "Add at the end: “Reply STOP to get no more”."))
            : null),
    ];

    private static Finding.Points Alike(int percent, int points) => new(
        points,
        new Said($"Разных текстов {percent} %: остальные повторяются слово в слово.",
            $"{percent} % of the texts differ; the others repeat word for word."),
        new Said("Добавьте группы вариантов: {Здравствуйте|Добрый день}.", "Add groups of variants: {Hello|Good day}."));
}
