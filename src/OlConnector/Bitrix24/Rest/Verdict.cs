using Newtonsoft.Json.Linq;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// What an answer of a portal means for us (bitrix24.md §2.7, §3.3). Decided on <c>error</c>, because the statuses differ between portals.
/// </summary>
internal abstract record Verdict
{
    private Verdict() { }

    internal sealed record Done(RestAnswer Answer, DateTimeOffset? ResetAt = null) : Verdict;

    /// <summary>The access token is over or unknown.</summary>
    internal sealed record StaleToken(string Code) : Verdict
    {
        /// <summary>Its time is over; else the token is not known at all.</summary>
        internal bool HasExpired => string.Equals(Code, "expired_token", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The app's row is missing or inactive, or the portal is closed.</summary>
    internal sealed record NotInstalled(string Code) : Verdict;

    internal sealed record NotPaid : Verdict;

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
        var (code, text) = (JsonText.Of(error) ?? "", JsonText.Of(body["error_description"]) ?? "");
        return code.ToUpperInvariant() switch
        {
            "EXPIRED_TOKEN" or "NO_AUTH_FOUND" or "INVALID_TOKEN" => new StaleToken(code),
            "APPLICATION_NOT_FOUND" or "PORTAL_DELETED" => new NotInstalled(code),
            "PAYMENT_REQUIRED" => new NotPaid(),
            "AUTHORIZATION_ERROR" or "USER_ACCESS_ERROR" => new UserLost(code),
            "QUERY_LIMIT_EXCEEDED" => new Limited(),
            "OVERLOAD_LIMIT" => new Overloaded(),
            "OPERATION_TIME_LIMIT" => new Exhausted(resetAt),
            "CONNECTION_ERROR" or "INTERNAL_SERVER_ERROR" or "ERROR_UNEXPECTED_ANSWER" => new Broken($"{code}: {text}"),
            _ => new Done(new RestAnswer.Failed(code, text, status), resetAt),
        };
    }

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

    private static int? Number(JToken? value) => int.TryParse(JsonText.Of(value), out var number) ? number : null;
}
