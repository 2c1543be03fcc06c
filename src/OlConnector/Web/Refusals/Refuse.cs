using OlConnector.Engine;
using OlConnector.Web.Wire;

namespace OlConnector.Web.Refusals;

/// <summary>The refusals that every resource shares. Codes are part of the outer contract (design.md §7).</summary>
internal static class Refuse
{
    internal static Refusal NoToken() => new(401, "unauthorized", new Said(
        "Передайте заголовок Authorization: Bearer с токеном сеанса или API.",
        "Send the header Authorization: Bearer with a session or API token."));

    internal static Refusal BadToken() => new(401, "invalid_token", new Said(
        "Токен неизвестен, отозван или истёк. Откройте приложение заново или создайте новый токен API.",
        "The token is unknown, revoked or over. Open the app again, or make a new API token."));

    internal static Refusal NotFresh() => new(401, "session_not_fresh", new Said(
        "Портал подтвердил вас слишком давно. Обновите сеанс (POST session) и повторите запрос.",
        "The portal vouched for you too long ago. Renew the session (POST session) and send this again."));

    internal static Refusal NoPortal(string header) => new(400, "required", new Said(
        $"С токеном оператора передайте заголовок {header}: member_id портала.",
        $"With the operator's token, send the header {header}: the portal's member_id."), header);

    internal static Refusal Forbidden(string role, string? field = null) => new(403, "forbidden", new Said(
        $"Нужна роль {role}. Обратитесь к администратору портала.",
        $"This needs the role {role}. Ask an administrator of the portal."), field);

    internal static Refusal OperatorsOnly() => new(403, "forbidden", new Said(
        "Это доступно только поддержке разработчика, по токену оператора.",
        "This is for the vendor's support only, by the operator's token."));

    internal static Refusal ClosedToOperator() => new(403, "forbidden", new Said(
        "От имени портала поддержка ничего не отправляет. Попросите сотрудника портала.",
        "Support sends nothing in a portal's name. Ask somebody of the portal."));

    internal static Refusal NoReason(string header) => new(400, "reason_required", new Said(
        $"Скажите, зачем нужно изменение: заголовок {header}. Портал увидит причину в своём журнале.",
        $"Say why this is changed: the header {header}. The portal sees the reason in its audit."), header);

    internal static Refusal NotOfAllLines() => new(403, "forbidden", new Said(
        "Это касается всего портала, а вам доступны только некоторые линии. Обратитесь к тому, кому доступны все.",
        "This concerns the whole portal, and only some of its lines are yours. Ask somebody to whom all of them belong."));

    internal static Refusal MoreThanHeld(string field) => new(403, "forbidden", new Said(
        $"В поле {field} больше прав, чем есть у вас самих. Дайте не больше своих: роль не выше, линии только из своих.",
        $"{field} gives more than you hold yourself. Give at most what is yours: no higher role, no lines but your own."), field);

    internal static Refusal NotFound(string? field = null) => new(404, "not_found", new Said(
        "Здесь ничего нет. Проверьте адрес и идентификатор.",
        "There is nothing here. Check the address and the id."), field);

    internal static Refusal MethodNotAllowed() => new(405, "method_not_allowed", new Said(
        "Этот адрес не принимает такой метод.",
        "This address does not take this method."));

    internal static Refusal Required(string field) => new(400, "required", new Said(
        $"Не указано поле {field}. Передайте его.",
        $"{field} is missing. Send it."), field);

    internal static Refusal Invalid(string field, Said said) => new(400, "invalid_value", said, field);

    internal static Refusal NoNumber(string field) => new(400, "invalid_number", new Said(
        "Это не телефонный номер. Укажите его с плюсом и кодом страны, например +7 916 123-45-67.",
        "This is no telephone number. Write it with plus and country code, such as +49 151 23456789."), field);

    /// <summary>The texts before this one took all the time that one call has.</summary>
    internal static Refusal TooCostly(string field) => new(400, "too_costly", new Said(
        $"Тексты до {field} считались слишком долго. Передайте меньше текстов за раз или уменьшите число вариантов.",
        $"The texts before {field} took too long. Send them in smaller calls, or with fewer variants."), field);

    internal static Refusal TooManyItems(string field, int most) => new(400, "too_many_items", new Said(
        $"В {field} — не больше {most} за раз. Остальное передайте другим запросом.",
        $"{field} takes at most {most} at once. Send the others in another call."), field);

    internal static Refusal UnknownField(string field) => new(400, "unknown_field", new Said(
        $"Поля {field} здесь нет. Проверьте имя или уберите его.",
        $"There is no field {field} here. Check its name, or leave it out."), field);

    internal static Refusal NotJson(string why) => new(400, "invalid_json", new Said(
        $"Тело запроса — не тот JSON, который здесь нужен: {why}",
        $"The body is not the JSON that belongs here: {why}"));

    internal static Refusal InvalidCursor() => new(400, "invalid_cursor", new Said(
        "Курсор не от этого списка. Начните без него.",
        "The cursor is none of this list's. Begin without one."), "cursor");

    internal static Refusal WrongState(Said said) => new(409, "wrong_state", said);

    internal static Refusal PreconditionFailed() => new(412, "precondition_failed", new Said(
        "Объект успели изменить. Прочитайте его заново и повторите изменение.",
        "It was changed meanwhile. Read it again, then repeat the change."));

    internal static Refusal TooLarge(int limit) => new(413, "payload_too_large", new Said(
        $"Тело запроса больше {limit} байт.",
        $"The body is larger than {limit} bytes."));

    internal static Refusal UnsupportedMediaType() => new(415, "unsupported_media_type", new Said(
        "Передавайте application/json, для PATCH — также application/merge-patch+json.",
        "Send application/json, or application/merge-patch+json with PATCH."));

    internal static Refusal TooManyCalls(TimeSpan retryAfter) => new(429, "rate_limited", new Said(
        "Слишком много запросов. Подождите столько секунд, сколько указано в Retry-After.",
        "Too many calls. Wait as long as Retry-After says."))
    { RetryAfter = retryAfter };

    internal static Refusal Broken() => new(500, "internal_error", new Said(
        "У нас что-то сломалось. Повторите; если не поможет, напишите в поддержку приложения.",
        "Something broke here. Try again; if it stays, tell the app's support."));

    internal static Refusal Overloaded() => new(503, "overloaded", new Said(
        "Слишком много данных ждёт записи. Повторите чуть позже.",
        "Too much waits to be stored. Come back in a moment."))
    { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>What stands behind a status that came without a body.</summary>
    internal static Refusal Bare(int status) => status switch
    {
        400 => NotJson("it cannot be read."),
        401 => NoToken(),
        403 => new Refusal(403, "forbidden", new Said("Это не разрешено.", "This is not allowed.")),
        404 => NotFound(),
        405 => MethodNotAllowed(),
        413 => TooLarge(ApiJson.MaxBodyBytes),
        415 => UnsupportedMediaType(),
        >= 500 => Broken(),
        _ => new Refusal(status, "refused", new Said("Запрос отклонён.", "The call was refused.")),
    };
}
