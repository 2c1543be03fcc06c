namespace OlConnector.Engine.Lines;

/// <summary>A day on which a line sent marketing: all that its limits have to know of the past.</summary>
/// <param name="Day">The date where the line is.</param>
/// <param name="Sent">Marketing messages that left, those of unknown fate too.</param>
/// <param name="FirstAt">When the first of them left.</param>
/// <param name="NewRecipients">How many of them went to somebody without an earlier dialog; counted in a line's first days.</param>
/// <param name="Series">Which day it is of mailing days one after another, from 1.</param>
public readonly record struct MailingDay(DateOnly Day, int Sent, DateTimeOffset FirstAt, int NewRecipients, int Series)
{
    /// <summary>What is known after more messages of one day.</summary>
    /// <param name="last">The latest mailing day before; null when there is none.</param>
    /// <param name="day">The day of the messages, never before the latest.</param>
    /// <param name="firstAt">When the first of these left.</param>
    /// <param name="sent">How many left.</param>
    /// <param name="newRecipients">How many of them went to new recipients.</param>
    public static MailingDay After(MailingDay? last, DateOnly day, DateTimeOffset firstAt, int sent, int newRecipients)
    {
        if (last is not { } before) return new MailingDay(day, sent, firstAt, newRecipients, 1);
        if (before.Day == day) return before with { Sent = before.Sent + sent, NewRecipients = before.NewRecipients + newRecipients };
        return new MailingDay(day, sent, firstAt, newRecipients, before.Day.AddDays(1) == day ? before.Series + 1 : 1);
    }
}
