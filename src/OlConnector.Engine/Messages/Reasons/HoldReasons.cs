namespace OlConnector.Engine.Messages.Reasons;

/// <summary>Why a message waits for a person's decision.</summary>
internal static class HoldReasons
{
    internal static readonly ExplainedReason[] All =
    [
        new(Reason.SegmentGuard, ReasonKind.Hold,
            new Said("Больше предела", "Above the limit"),
            new Said("Рассылка больше предела, остаток ждёт решения.", "The mailing is larger than the limit; the excess waits."),
            new Said("Отпустите часть или всё либо отклоните.", "Release some or all, or discard.")),
        new(Reason.UnresolvedPlaceholder, ReasonKind.Hold,
            new Said("Пустое поле", "Empty field"),
            new Said("В тексте осталось незаполненное поле.", "A field of the text has no value."),
            new Said("Заполните его в CRM или отпустите с пустым местом.", "Fill it in CRM, or release with blanks.")),
        new(Reason.SpintaxInvalid, ReasonKind.Hold,
            new Said("Ошибка в скобках", "Broken braces"),
            new Said("Скобки вариантов не сходятся.", "The braces of the variants do not match."),
            new Said("Исправьте письмо или отпустите как есть.", "Correct the letter, or release literally.")),
        new(Reason.TemplateInvalid, ReasonKind.Hold,
            new Said("Ошибка в поле", "Broken field"),
            new Said("Ошибка в записи поля.", "A field is written in a way we do not understand."),
            new Said("Исправьте письмо.", "Correct the letter.")),
        new(Reason.LookupUnavailable, ReasonKind.Hold,
            new Said("CRM не отвечает", "CRM away"),
            new Said("Не удалось получить данные из CRM.", "The CRM could not be asked."),
            new Said("Отпустите снова, когда портал ответит.", "Release again once the portal answers.")),
        new(Reason.YoungLine, ReasonKind.Hold,
            new Said("Номер новый", "Number too new"),
            new Said("Номер слишком новый для рассылок.", "The number is too new for mailings."),
            new Said("Подождите или попросите администратора отпустить.", "Wait, or ask an administrator to release.")),
        new(Reason.NewRecipients, ReasonKind.Hold,
            new Said("Много новых", "Many new recipients"),
            new Said("Слишком много новых получателей за день.", "Too many new recipients today."),
            new Said("Отпустите завтра.", "Release tomorrow.")),
        new(Reason.DaysInRow, ReasonKind.Hold,
            new Said("Много дней подряд", "Many days in a row"),
            new Said("Слишком много дней рассылки подряд.", "Too many mailing days in a row."),
            new Said("Дайте линии отдохнуть или отпустите.", "Let the line rest, or release.")),
        new(Reason.Stale, ReasonKind.Hold,
            new Said("Лежало больше суток", "Older than a day"),
            new Said("Пролежало больше суток, пока линия стояла.", "Older than a day when the line was resumed."),
            new Said("Посмотрите, затем отпустите или отклоните.", "Look at it, then release or discard.")),
        new(Reason.HighRisk, ReasonKind.Hold,
            new Said("Высокий риск", "High risk"),
            new Said("Риск блокировки номера высокий.", "The risk that the number is blocked is high."),
            new Said("Снизьте риск рассылки или отпустите, подтвердив его.", "Lower the mailing's risk, or release and confirm it.")),
    ];
}
