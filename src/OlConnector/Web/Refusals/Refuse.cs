using OlConnector.Web.Wire;

namespace OlConnector.Web.Refusals;

/// <summary>The refusals that every resource shares. Codes are part of the outer contract (design.md §7).</summary>
internal static class Refuse
{
    internal static Refusal NoToken() => new(
        401, "unauthorized", "Send the header Authorization: Bearer with a session or API token.", "Передайте заголовок Authorization: Bearer с токеном сеанса или API.");

    internal static Refusal BadToken() => new(
        401, "invalid_token", "The token is unknown, revoked or over. Open the app again, or make a new API token.",
        "Токен неизвестен, отозван или истёк. Откройте приложение заново или создайте новый токен API.");

    internal static Refusal Forbidden(string role, string? field = null) => new(
        403, "forbidden", $"This needs the role {role}. Ask an administrator of the portal.", $"Нужна роль {role}. Обратитесь к администратору портала.", field);

    internal static Refusal NotFound(string? field = null) => new(404, "not_found", "There is nothing here. Check the address and the id.", "Здесь ничего нет. Проверьте адрес и идентификатор.", field);

    internal static Refusal MethodNotAllowed() => new(405, "method_not_allowed", "This address does not take this method.", "Этот адрес не принимает такой метод.");

    internal static Refusal Required(string field) => new(400, "required", $"{field} is missing. Send it.", $"Не указано поле {field}. Передайте его.", field);

    internal static Refusal Invalid(string field, string en, string ru) => new(400, "invalid_value", en, ru, field);

    /// <summary>The texts before this one took all the time that one call has.</summary>
    internal static Refusal TooCostly(string field) => new(
        400, "too_costly", $"The texts before {field} took too long. Send them in smaller calls, or with fewer variants.", $"Тексты до {field} считались слишком долго. Передайте меньше текстов за раз или уменьшите число вариантов.", field);

    internal static Refusal TooManyItems(string field, int most) => new(
        400, "too_many_items", $"{field} takes at most {most} at once. Send the others in another call.", $"В {field} — не больше {most} за раз. Остальное передайте другим запросом.", field);

    internal static Refusal UnknownField(string field) => new(
        400, "unknown_field", $"There is no field {field} here. Check its name, or leave it out.", $"Поля {field} здесь нет. Проверьте имя или уберите его.", field);

    internal static Refusal NotJson(string why) => new(
        400, "invalid_json", $"The body is not the JSON that belongs here: {why}", $"Тело запроса — не тот JSON, который здесь нужен: {why}");

    internal static Refusal InvalidCursor() => new(
        400, "invalid_cursor", "The cursor is none of this list's. Begin without one.", "Курсор не от этого списка. Начните без него.", "cursor");

    internal static Refusal WrongState(string en, string ru) => new(409, "wrong_state", en, ru);

    internal static Refusal PreconditionFailed() => new(
        412, "precondition_failed", "It was changed meanwhile. Read it again, then repeat the change.", "Объект успели изменить. Прочитайте его заново и повторите изменение.");

    internal static Refusal TooLarge(int limit) => new(413, "payload_too_large", $"The body is larger than {limit} bytes.", $"Тело запроса больше {limit} байт.");

    internal static Refusal UnsupportedMediaType() => new(
        415, "unsupported_media_type", "Send application/json, or application/merge-patch+json with PATCH.", "Передавайте application/json, для PATCH — также application/merge-patch+json.");

    internal static Refusal TooManyCalls(TimeSpan retryAfter) => new(
        429, "rate_limited", "Too many calls. Wait as long as Retry-After says.", "Слишком много запросов. Подождите столько секунд, сколько указано в Retry-After.")
    { RetryAfter = retryAfter };

    internal static Refusal Broken() => new(
        500, "internal_error", "Something broke here. Try again; if it stays, tell the app's support.", "У нас что-то сломалось. Повторите; если не поможет, напишите в поддержку приложения.");

    internal static Refusal Overloaded() => new(
        503, "overloaded", "Too much waits to be stored. Come back in a moment.", "Слишком много данных ждёт записи. Повторите чуть позже.")
    { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>What stands behind a status that came without a body.</summary>
    internal static Refusal Bare(int status) => status switch
    {
        400 => NotJson("it cannot be read."),
        401 => NoToken(),
        403 => new Refusal(403, "forbidden", "This is not allowed.", "Это не разрешено."),
        404 => NotFound(),
        405 => MethodNotAllowed(),
        413 => TooLarge(ApiJson.MaxBodyBytes),
        415 => UnsupportedMediaType(),
        >= 500 => Broken(),
        _ => new Refusal(status, "refused", "The call was refused.", "Запрос отклонён."),
    };
}
