using System.Globalization;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>What own mailings alone are refused for.</summary>
internal static class OwnRefusals
{
    internal static Refusal IsDraft() => Refuse.WrongState(new Said(
        "Рассылка ещё собирается: её начинают (start) или удаляют (DELETE).",
        "The campaign is still being put together: start it, or delete it."));

    internal static Refusal NotOwn() => Refuse.WrongState(new Said(
        "Получателей и файлы добавляют к своим рассылкам (kind: api или file). У этой получателей выбирает CRM-маркетинг.",
        "Recipients and files belong to own campaigns (kind: api or file). Those of this one are chosen by CRM-Marketing."));

    internal static Refusal HasBegun() => Refuse.WrongState(new Said(
        "Рассылка уже началась. Её останавливают: stop.",
        "The campaign has begun. Stop it: stop."));

    internal static Refusal OnlyBefore(string field) => new(409, "wrong_state", new Said(
        $"Поле {field} меняют, пока рассылка не началась.",
        $"{field} can be changed only before the campaign begins."), field);

    internal static Refusal OnlyOwn(string field) => Refuse.Invalid(field, new Said(
        $"Поле {field} есть только у своих рассылок (kind: api или file). Уберите его.",
        $"{field} belongs to own campaigns only (kind: api or file). Leave it out."));

    internal static Refusal NoRecipients(string? field) => new(400, "no_recipients", new Said(
        "Получателей нет. Передайте номера (recipients) или таблицу (files).",
        "There are no recipients. Send numbers (recipients), or a table (files)."), field);

    internal static Refusal NoText() => new(400, "required", new Said(
        "У рассылки нет текста, и не у каждого получателя есть свой. Передайте text.",
        "The campaign has no text, and not every recipient has one of their own. Send text."), "text");

    internal static Refusal ImportRuns() => new(409, "import_running", new Said(
        "Таблица получателей этой рассылки ещё загружается или удаляется. Дождитесь конца и повторите; "
        + "прерванная загрузка убирается сама через две минуты.",
        "A table of recipients of this campaign is still being read, or taken out. Send this again when that is over; "
        + "a reading that was broken off goes by itself within two minutes."));

    internal static Refusal TooManyDrafts(int most) => new(409, "too_many_drafts", new Said(
        $"Неначатых рассылок уже {most}. Удалите лишние.",
        $"{most} campaigns have not begun yet. Delete those that are not needed."));

    internal static Refusal TooManyRecipients(int most) => new(400, "too_many_items", new Said(
        $"Получателей в одной рассылке — не больше {most}. Остальных добавьте в другую.",
        $"A campaign has at most {most} recipients. Put the others into another one."), "recipients");

    internal static Refusal StartInPast() => new(400, "start_in_past", new Said(
        "startAt уже прошёл. Укажите момент в будущем или не передавайте его, чтобы начать сразу.",
        "startAt is past. Choose a moment in the future, or leave it out to begin at once."), "startAt");

    internal static Refusal EndWithoutSpread() => Refuse.Invalid("endAt", new Said(
        "endAt — вместе с spreadEvenly: true. Чтобы отправка прекратилась к сроку, передайте validUntil.",
        "endAt goes with spreadEvenly: true. To have sending stop by a moment, send validUntil."));

    internal static Refusal SpreadWithoutEnd() => Refuse.Required("endAt");

    internal static Refusal EndBeforeStart() => new(400, "end_too_early", new Said(
        "endAt раньше начала рассылки. Укажите более поздний момент.",
        "endAt is before the campaign begins. Choose a later moment."), "endAt");

    /// <summary>Says what would fit, and when all would have left.</summary>
    internal static Refusal EndTooEarly(int recipients, int fitting, DateTimeOffset? last)
    {
        var at = last?.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        return new(400, "end_too_early", new Said(
            $"До endAt с паузой и часами линии уйдёт {fitting} из {recipients}."
                + (at is null ? " Укажите более поздний момент." : $" Все уйдут не раньше {at}."),
            $"Until endAt, by the line's pause and hours, {fitting} of {recipients} would leave."
                + (at is null ? " Choose a later moment." : $" All of them have left at {at} at the earliest.")), "endAt");
    }

    /// <summary>What awaits no letter has nothing to be collected.</summary>
    internal static Refusal? CheckCollect(CampaignDraft draft) => draft.Collect is null
        ? null
        : Refuse.Invalid("collect", new Said(
            "collect — для писем CRM-маркетинга: получатели этой рассылки известны заранее. Уберите его.",
            "collect is for letters of CRM-Marketing: the recipients of this campaign are known beforehand. Leave it out."));
}
