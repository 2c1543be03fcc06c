using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// What an answer of a portal means for us (bitrix24.md §2.7, §3.3). Decided on <c>error</c>, because the statuses differ between portals.
/// </summary>
internal abstract record Verdict
{
    /// <summary>
    /// Words in the sentence of <c>ACCESS_DENIED</c> that a portal says before it looks at the app, when its plan or subscription has no
    /// REST.
    /// </summary>
    private static readonly string[] WordsOfPlans = ["commercial", "subscription", "tariff", "тариф", "подписк"];

    private const int LongestSentence = 500;

    private Verdict() { }

    internal sealed record Done(RestAnswer Answer, DateTimeOffset? ResetAt = null) : Verdict;

    /// <summary>The access token is over or unknown.</summary>
    internal sealed record StaleToken(string Code) : Verdict
    {
        /// <summary>Its time is over; else the token is not known at all.</summary>
        internal bool HasExpired => string.Equals(Code, "expired_token", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The app is not installed there.</summary>
    internal sealed record NotInstalled(string Code) : Verdict;

    /// <summary>The app is not paid for, or the portal's plan has no REST.</summary>
    internal sealed record NotPaid(string Why) : Verdict;

    /// <summary>The portal is closed for a while: maintenance, a full disk.</summary>
    internal sealed record Closed(string Why) : Verdict;

    /// <summary>An administrator of the portal has to allow this method first; the portal asks them itself.</summary>
    internal sealed record Unconfirmed(string Why) : Verdict;

    /// <summary>The token's user was dismissed or excluded from the app.</summary>
    internal sealed record UserLost(string Code) : Verdict;

    internal sealed record Limited : Verdict;

    internal sealed record Overloaded : Verdict;

    internal sealed record Exhausted(DateTimeOffset? ResetAt) : Verdict;

    internal sealed record Moved(Uri? Location) : Verdict;

    internal sealed record Broken(string Why) : Verdict;

    /// <summary>Reads a reply.</summary>
    internal static Verdict Of(WireReply reply) => reply switch
    {
        WireReply.Answered answered => OfBody(answered.Body, answered.Status),
        WireReply.Redirected moved => new Moved(moved.Location),
        WireReply.Broken { Status: >= 400 and < 500 } refused =>
            new Done(new RestAnswer.Failed($"HTTP_{refused.Status}", refused.Why, refused.Status)),
        WireReply.Broken broken => new Broken(broken.Why),
        _ => throw new InvalidOperationException("A reply of no known kind."),
    };

    /// <summary>Reads a whole answer, or one part of a batch (status 200 then).</summary>
    internal static Verdict OfBody(JObject body, int status)
    {
        var resetAt = ResetAtOf(body["time"]);
        if (body["error"] is not { } error) return OfSuccess(body, status, resetAt);
        return OfError(Short(JsonText.Of(error) ?? ""), Short(JsonText.Of(body["error_description"]) ?? ""), status, resetAt);
    }

    /// <summary>Reads an error. Some codes mean several things, told apart by their sentence only.</summary>
    internal static Verdict OfError(string code, string text, int status, DateTimeOffset? resetAt = null) => code.ToUpperInvariant() switch
    {
        "EXPIRED_TOKEN" or "NO_AUTH_FOUND" or "INVALID_TOKEN" => new StaleToken(code),
        "APPLICATION_NOT_FOUND" => new NotInstalled(code),
        "ERROR_OAUTH" when Says(text, "not installed") => new NotInstalled(code),
        "ERROR_OAUTH" when Says(text, "quota") => new Closed($"{code}: {text}"),
        "PORTAL_DELETED" => new Closed(code),
        "PAYMENT_REQUIRED" or "VERIFICATION_NEEDED" or "PORTAL_BLOCKED_BY_LICENSE_SCANNER" => new NotPaid(code),
        "ACCESS_DENIED" when Array.Exists(WordsOfPlans, word => Says(text, word)) => new NotPaid($"{code}: {text}"),
        "ACCESS_DENIED" when Says(text, "authori") && Says(text, "user") => new UserLost(code),
        "AUTHORIZATION_ERROR" or "USER_ACCESS_ERROR" => new UserLost(code),
        "METHOD_CONFIRM_WAITING" => new Unconfirmed(code),
        "QUERY_LIMIT_EXCEEDED" => new Limited(),
        "OVERLOAD_LIMIT" => new Overloaded(),
        "OPERATION_TIME_LIMIT" => new Exhausted(resetAt),
        "CONNECTION_ERROR" or "INTERNAL_SERVER_ERROR" or "ERROR_UNEXPECTED_ANSWER" => new Broken($"{code}: {text}"),
        _ => new Done(new RestAnswer.Failed(code, text, status), resetAt),
    };

    /// <summary><c>operating_reset_at</c> of a time block; null when it tells none.</summary>
    internal static DateTimeOffset? ResetAtOf(JToken? time) =>
        time is JObject map && long.TryParse(JsonText.Of(map["operating_reset_at"]), out var unix) && unix is > 0 and < 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(unix)
            : null;

    private static Verdict OfSuccess(JObject body, int status, DateTimeOffset? resetAt) =>
        status >= 500 ? new Broken($"HTTP {status} without an error code.")
        : status >= 400
            || body["result"] is null ? new Done(
                new RestAnswer.Failed($"HTTP_{status}", "The answer has neither result nor error.", status), resetAt)
        : new Done(new RestAnswer.Ok(body["result"]!, Number(body["next"]), Number(body["total"])), resetAt);

    /// <summary>The beginning of the portal's words: they go into the audit, the log and the books.</summary>
    internal static string Short(string text) => text.Length <= LongestSentence ? text : $"{text[..LongestSentence]}…";

    private static bool Says(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static int? Number(JToken? value) => int.TryParse(JsonText.Of(value), out var number) ? number : null;
}
