namespace OlConnector.Engine.Risk.Rules;

/// <summary>What the network may think of the number already.</summary>
internal static class StandingRules
{
    private static readonly TimeSpan Newborn = TimeSpan.FromDays(10);
    private static readonly TimeSpan Young = TimeSpan.FromDays(30);
    private static readonly TimeSpan Silent = TimeSpan.FromDays(14);

    /// <summary>So long without suspicion is the green light again.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>A share of fewer than so many tells nothing.</summary>
    internal const int LeastCounted = 20;

    private const int GoodReplies = 30, ManyRefused = 10;

    internal static readonly RiskRule[] All =
    [
        new("SPAM_SIGNAL", RiskReach.Sms, RiskLever.Connection, SpamSignal),
        new("YOUNG_LINE", RiskReach.OwnNumber, RiskLever.Calendar, Age),
        new("SILENT_LINE", RiskReach.OwnNumber, RiskLever.Recipients,
            facts => facts.Line is { Silence: { } silence } && silence > Silent
                ? new Finding.Points(5,
                    new Said($"Линия молчала дней: {silence.Days}.", $"The line was silent for {silence.Days} days."),
                    new Said("Начните с переписки и небольшой рассылки тем, кто отвечал.",
                        "Begin with dialogs and a small mailing to people who have answered."))
                : null),
        new("FEW_REPLIES", RiskReach.OfficialWhatsApp, RiskLever.Recipients, Replies),
        new("NO_ACCOUNT_FAILURES", RiskReach.OfficialWhatsApp, RiskLever.Recipients,
            facts => facts.Line is { Refused: { Of: >= LeastCounted, Percent: >= ManyRefused } refused }
                ? new Finding.Points(10,
                    new Said($"{refused.Whole} % отправок не принято: номеров нет в сети, или они вас заблокировали.",
                        $"{refused.Whole} % of the sends were refused: the numbers have no account, or blocked you."),
                    new Said("Уберите из сегмента номера с этой ошибкой: они видны в сообщениях линии.",
                        "Take numbers with that error out of the segment: the line's messages show them."))
                : null),
    ];

    private static Finding.Points? SpamSignal(RiskFacts facts) => facts.Line is { SinceSpamSignal: { } since } && since < Remembered
        ? new Finding.Points(40,
            new Said($"Шлюз сообщал о блокировке или подозрении на спам, дней назад: {since.Days}.",
                $"The gateway spoke of a block or of suspected spam {since.Days} days ago."),
            new Said("Не рассылайте с этого номера 30 дней: отвечайте на входящие, для рассылки возьмите официальный канал.",
                "Send no mailings from this number for 30 days: answer people, and use an official channel for mailings."))
        : null;

    private static Finding? Age(RiskFacts facts) => facts.Line switch
    {
        null => null,
        { Age: null } => new Finding.NotKnown(new Said(
            "Возраст номера: линия ещё не подключалась.", "The number's age: the line has not been connected yet.")),
        { Age: var age } when age < Newborn => new Finding.Points(25,
            new Said($"Номер подключён дней назад: {age.Value.Days}. Первые 10 дней блокируют чаще всего.",
                $"The number was connected {age.Value.Days} days ago. Most blocks come in the first 10 days."),
            new Said("Начните по плану прогрева из календаря линии.", "Begin by the warm-up plan in the line's calendar.")),
        { Age: var age } when age < Young => new Finding.Points(10,
            new Said($"Номер подключён дней назад: {age.Value.Days}. До 30 дней он считается молодым.",
                $"The number was connected {age.Value.Days} days ago. It counts as young until 30 days."),
            new Said("Рассылайте понемногу и тем, с кем уже переписывались.",
                "Mail little, and to people with whom you have spoken before.")),
        _ => null,
    };

    private static Finding? Replies(RiskFacts facts) => facts.Line switch
    {
        null => null,
        { Replies: null or { Of: < LeastCounted } } => new Finding.NotKnown(new Said(
            $"Сколько клиентов отвечает: за 30 дней линия написала меньше чем {LeastCounted} номерам, у которых были сутки на ответ.",
            $"How many clients answer: within 30 days the line wrote to fewer than {LeastCounted} numbers that had a day to answer.")),
        { Replies: { Percent: < GoodReplies } replies } => new Finding.Points(15,
            new Said($"Отвечает мало кто: {replies.Whole} из 100. Спокойно, когда не меньше {GoodReplies}.",
                $"Few people answer: {replies.Whole} of 100. {GoodReplies} and more are calm."),
            new Said("Задайте в письме вопрос, на который легко ответить, и пишите тем, кто вас знает.",
                "Ask a question that is easy to answer, and write to people who know you.")),
        _ => null,
    };
}
