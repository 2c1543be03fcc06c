namespace OlConnector.Engine.Risk.Rules;

/// <summary>How fast, how long and on which days a telephone's own number sends.</summary>
internal static class PaceRules
{
    private static readonly TimeSpan CalmInterval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CalmDay = TimeSpan.FromHours(8);

    internal static readonly RiskRule[] All =
    [
        new("INTERVAL_SHORT", RiskReach.OwnNumber, RiskLever.Pace, facts => facts.Line is { Interval: var gap } && gap < CalmInterval
            ? new Finding.Points(15,
                new Said($"Пауза между сообщениями — {Seconds(gap, "ru")} с, это меньше 60 с.",
                    $"The pause between messages is {Seconds(gap, "en")} s, which is less than 60 s."),
                new Said("Поставьте паузу 60 с или длиннее.", "Make the pause 60 s or longer."))
            : null),
        new("HOURS_LONG", RiskReach.OwnNumber, RiskLever.Hours, facts => facts.Line is { Hours: var hours } && hours > CalmDay
            ? new Finding.Points(10,
                new Said($"Отправка может идти {Hours(hours, "ru")} ч в день, это больше 8 ч.",
                    $"Sending may go on for {Hours(hours, "en")} h a day, which is more than 8 h."),
                new Said("Сделайте окно отправки не длиннее 8 часов.", "Make the sending window 8 hours or shorter."))
            : null),
        new("DAYS_IN_ROW", RiskReach.OwnNumber, RiskLever.Calendar,
            facts => facts.Line is { Rhythm.DayInRow: >= MailingRhythm.FullSeries and var day }
                ? new Finding.Points(10,
                    new Said($"Это {day}-й день рассылок подряд.", $"This is mailing day number {day} in a row."),
                    new Said("Рассылайте не дольше двух дней подряд, затем дайте линии отдохнуть.",
                        "Mail for two days in a row at most, then let the line rest."))
                : null),
        new("REST_SHORT", RiskReach.OwnNumber, RiskLever.Calendar,
            facts => facts.Line is { Rhythm.DaysOfRest: < MailingRhythm.Rest and var days }
                ? new Finding.Points(15,
                    new Said($"После серии рассылок линия отдыхала дней: {days}, а нужно {MailingRhythm.Rest}.",
                        $"After a series of mailings the line rested for {days} days instead of {MailingRhythm.Rest}."),
                    new Said("Перенесите рассылку на конец отдыха: он отмечен в календаре линии.",
                        "Move the mailing to the end of the rest: the line's calendar shows it."))
                : null),
    ];

    private static string Seconds(TimeSpan gap, string language) => Number(gap.TotalSeconds, language);

    private static string Hours(TimeSpan hours, string language) => Number(hours.TotalHours, language);

    /// <summary>With one decimal at most, rounded down: what is shown never reaches the bound that it is short of.</summary>
    private static string Number(double value, string language)
    {
        var text = (Math.Floor(value * 10) / 10).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
        return language == "ru" ? text.Replace('.', ',') : text;
    }
}
