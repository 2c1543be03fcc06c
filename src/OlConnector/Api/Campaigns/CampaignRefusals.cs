using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>What campaigns alone refuse.</summary>
internal static class CampaignRefusals
{
    internal static Refusal Stopped() => Refuse.WrongState(new Said(
        "Рассылка остановлена окончательно.",
        "The campaign was stopped for good."));

    /// <summary>Its settings have nothing more to act upon.</summary>
    internal static Refusal IsOver() => Refuse.WrongState(new Said(
        "Рассылка закончена, её настройки больше ни на что не влияют. Изменить можно имя и очередь.",
        "The campaign is over, and its settings act on nothing any more. Its name and rank can still be changed."));

    internal static Refusal TextIsSent() => new(409, "wrong_state", new Said(
        "Текст меняют, пока рассылка не началась. Подготовьте новую.",
        "The text can be changed only before the mailing begins. Prepare another one."), "text");

    internal static Refusal HasBegun() => Refuse.WrongState(new Said(
        "Отозвать можно только подготовленную рассылку, письмо которой ещё не отправлено. Идущую остановите: stop.",
        "Only a prepared mailing that awaits its letter can be withdrawn. Stop one that runs: stop."));

    internal static Refusal TooManyAwaiting(int most) => new(409, "too_many_awaiting", new Said(
        $"Подготовленных рассылок, которые ждут письма, уже {most}. Отзовите лишние.",
        $"{most} prepared mailings await their letter already. Withdraw those that are not needed."));

    internal static Refusal NeedsAcknowledgement(int count) => new(409, "acknowledgement_required", new Said(
        $"Уйдёт сообщений: {count}. Чтобы подтвердить, передайте acknowledge: {count}.",
        $"{count} messages would leave. Send acknowledge: {count} to confirm."), "acknowledge")
    { Acknowledge = count };

    internal static Refusal SentAgain(int count) => new(409, "acknowledgement_required", new Said(
        $"Письмо получат ещё раз: {count} сообщений. Чтобы подтвердить, передайте acknowledge: {count}.",
        $"People get the letter again: {count} messages. Send acknowledge: {count} to confirm."), "acknowledge")
    { Acknowledge = count };

    internal static Refusal HasStarted() => Refuse.WrongState(new Said(
        "Рассылка уже идёт: начинать нечего. Если она на паузе, продолжите её: resume.",
        "The campaign is running already: there is nothing to start. If it is paused, go on: resume."));

    internal static Refusal StartsByItsLetter() => Refuse.WrongState(new Said(
        "Рассылку начнёт её письмо: вставьте текст в CRM-маркетинг и запустите там.",
        "Its letter starts this campaign: paste the text into CRM-Marketing and launch it there."));

    internal static Refusal WithItself() => Refuse.Invalid("other", new Said(
        "Рассылку нельзя объединить с ней самой. Выберите другую.",
        "A campaign cannot be merged with itself. Choose another one."));

    internal static Refusal OfOtherLine() => new(409, "other_line", new Said(
        "Эта рассылка идёт с другой линии. Объединять можно рассылки одной линии.",
        "That campaign goes out by another line. Campaigns of one line can be merged."), "other");

    internal static Refusal OtherIsPrepared() => new(409, "wrong_state", new Said(
        "Та рассылка подготовлена заранее, её настройки остаются. Откройте её и присоедините к ней эту.",
        "That campaign was prepared, and its settings stay. Open it and merge this one into it."), "other");

    internal static Refusal CannotMerge() => Refuse.WrongState(new Said(
        "Объединять можно рассылки, которые ещё идут: не законченные, не остановленные, не повторные и уже получившие письмо.",
        "Only campaigns that still go on can be merged: not over, not stopped, no restarts, and with their letter there."));

    internal static Refusal NothingToSeparate() => new(409, "wrong_state", new Said(
        "Эти сообщения уже не ждут отправки: отделять нечего.",
        "These messages do not wait any more: there is nothing to separate."), "messages");

    internal static Refusal SeparatesAll() => new(409, "wrong_state", new Said(
        "Это вся рассылка. Отделить можно часть сообщений.",
        "That is the whole campaign. A part of it can be separated."), "messages");

    internal static Refusal CannotSeparate() => Refuse.WrongState(new Said(
        "От остановленной и от повторной рассылки сообщения не отделяют.",
        "Nothing can be separated from a campaign that was stopped, or from a restart."));

    internal static Refusal NotOver() => Refuse.WrongState(new Said(
        "Рассылка ещё не закончилась. Дождитесь конца или остановите её, затем запускайте снова.",
        "The campaign is not over. Wait for its end or stop it, then restart."));

    internal static Refusal Repeating() => Refuse.WrongState(new Said(
        "Эту рассылку уже отправляют повторно. Дождитесь, пока повторная рассылка закончится, или остановите её.",
        "The campaign is being sent again already. Wait until that run is over, or stop it."));

    internal static Refusal NothingToRestart() => Refuse.WrongState(new Said(
        "Повторять нечего: таких сообщений в рассылке нет или их уже отправили повторно. "
        + "Что не дошло и в повторной рассылке, повторяйте из неё.",
        "There is nothing to restart: no such messages, or a run has taken them already. What failed there is restarted from that run."));

    /// <summary>Nothing would come of it; says for each reason what would help.</summary>
    /// <param name="counts">How many are held, by reason.</param>
    internal static Refusal WouldHoldAgain(IReadOnlyDictionary<string, int> counts)
    {
        var helps = counts.Select(kind => Helps(kind.Key, kind.Value)).ToList();
        return new(409, "held_again", new Said(
            $"Так эти сообщения были бы задержаны снова. {string.Join(' ', helps.Select(help => help.Ru))}",
            $"Released like this, they would only be held again. {string.Join(' ', helps.Select(help => help.En))}"), "as");
    }

    private static Said Helps(string reason, int count) => reason switch
    {
        Reason.UnresolvedPlaceholder => new(
            $"Без значения поля: {count}. Передайте as: blank, чтобы место осталось пустым, или as: usual, если поля в CRM уже заполнены.",
            $"Without a field's value: {count}. Send as: blank to leave its place empty, or as: usual when CRM has been filled in."),
        Reason.SpintaxInvalid => new(
            $"Со скобками, которые не сходятся: {count}. Передайте as: literal, чтобы текст ушёл как есть.",
            $"With braces that do not match: {count}. Send as: literal to have the text go out as it stands."),
        Reason.YoungLine => new(
            $"С номера, который слишком новый для рассылок: {count}. Их отпускает администратор.",
            $"From a number that is too new for mailings: {count}. An administrator releases them."),
        Reason.HighRisk => new(
            $"С высоким риском, который никто не подтвердил: {count}. Передайте acknowledgeRisk: true.",
            $"Of a high risk that nobody has confirmed: {count}. Send acknowledgeRisk: true."),
        HeldAgain.WorkflowField => new(
            $"С полем {{=…}}, которое заполняют только роботы и бизнес-процессы: {count}. Отпустить их нельзя, можно отклонить: discard.",
            $"With a field {{=…}} that only robots and workflows fill: {count}. They cannot be released; discard gives them up."),
        _ => new(
            $"С ошибкой в записи поля: {count}. Отпустить их нельзя, можно отклонить: discard.",
            $"With a field that is written wrong: {count}. They cannot be released; discard gives them up."),
    };
}
