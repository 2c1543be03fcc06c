using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals.Methods;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals;

/// <summary>The portal's REST door: limits, tokens, scopes, then the method (bitrix24.md §2.7, §3).</summary>
internal sealed class PortalRest(SandboxPortal portal, TimeProvider clock)
{
    private static readonly Dictionary<string, RestMethod> Table = new(
        [
            .. BasicMethods.All, .. OptionMethods.All, .. EventMethods.All,
            .. PlacementMethods.All, .. SenderMethods.All, .. StatusMethods.All,
            .. CrmLookups.All, .. CrmCards.All, .. CrmItems.All, .. NotifyMethods.All, .. BatchMethod.All,
        ],
        StringComparer.Ordinal);

    public static IEnumerable<string> MethodNames => Table.Keys.Order(StringComparer.Ordinal);

    public static bool Exists(SandboxPortal portal, string method) =>
        Table.ContainsKey(method) && !(method == SenderMethods.Update && portal.Behaviour.LacksSenderUpdate);

    public LeakyBucket Bucket { get; } = new(clock);

    public OperatingMeter Meter { get; } = new(clock);

    public async Task ServeAsync(HttpContext http, string path, CancellationToken ct)
    {
        var started = clock.GetUtcNow();
        var address = RestAddress.Read(path);
        var parameters = await Requests.ParametersAsync(http, ct);
        var access = TakeToken(parameters, http);
        var answer = Bucket.TryPour()
            ? Answer(address, parameters, access)
            : Record(address.Method, parameters, null, access, false, RestAnswer.Failed(503, "QUERY_LIMIT_EXCEEDED", "Too many requests"));
        // Pages of apps call REST straight from the browser (BX24.callMethod).
        http.Response.Headers.AccessControlAllowOrigin = "*";
        if (portal.Behaviour.RestDelay > TimeSpan.Zero)
            await Task.Delay(portal.Behaviour.RestDelay, clock, ct);
        await Requests.AnswerAsync(http, answer.Status, Body(address.Method, answer, started), ct);
    }

    /// <summary>One call inside a batch: counts for the meter, not for the bucket.</summary>
    public RestAnswer CallPart(RestContext context) => Run(context);

    public JObject Time(string method, DateTimeOffset started, bool charge)
    {
        var finished = clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(portal.TimeZone);
        var (operating, resetAt) = charge ? Meter.Charge(method) : (0, 0);
        var time = new JObject
        {
            ["start"] = Unix(started),
            ["finish"] = Unix(finished),
            ["duration"] = Unix(finished) - Unix(started),
            ["processing"] = Meter.CostPerCall,
            ["date_start"] = Local(started, zone),
            ["date_finish"] = Local(finished, zone),
        };
        if (resetAt > 0)
            time["operating_reset_at"] = resetAt;
        time["operating"] = operating;
        return time;
    }

    private JObject Body(string method, RestAnswer answer, DateTimeOffset started)
    {
        var body = answer.Body(answer.IsOk ? Time(method, started, charge: true) : null);
        if (answer.Error == "OPERATION_TIME_LIMIT" && portal.Behaviour.TellsResetInError)
            body["time"] = new JObject { ["operating_reset_at"] = Meter.ResetAt(method) };
        return body;
    }

    private RestAnswer Answer(RestAddress address, JObject parameters, string access)
    {
        var (user, app, refusal) = address.IsWebhook
            ? PortalTokens.CheckWebhook(portal, address)
            : PortalTokens.Check(portal, access, clock.GetUtcNow());
        return refusal is not null
            ? Record(address.Method, parameters, null, access, false, refusal)
            : Run(new RestContext(portal, address.Method, parameters, user!, app, access, IsBatchPart: false));
    }

    private RestAnswer Run(RestContext call)
    {
        var answer = portal.Behaviour.TakeFailure(call.Method) ?? Refuse(call) ?? Table[call.Method].Run(call);
        return Record(call.Method, call.Parameters, call.User, call.Access, call.IsBatchPart, answer);
    }

    private RestAnswer? Refuse(RestContext call)
    {
        if (!Exists(portal, call.Method))
            return RestAnswer.MethodNotFound;
        if (Table[call.Method].Scopes is { Count: > 0 } scopes && !scopes.Any(portal.Scopes.Contains))
            return RestAnswer.Failed(
                portal.Behaviour.AnswersOldStatuses ? 401 : 403, "insufficient_scope",
                "The request requires higher privileges than provided by the access token");
        return Meter.IsBlocked(call.Method)
            ? RestAnswer.Failed(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.")
            : null;
    }

    private RestAnswer Record(string method, JObject parameters, PortalUser? user, string access, bool isBatchPart, RestAnswer answer)
    {
        portal.RestCalls.Add(new RestCall(
            method, parameters, user?.Id ?? 0, access, clock.GetUtcNow(), answer.Status, answer.Error, isBatchPart));
        return answer;
    }

    private static string TakeToken(JObject parameters, HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var token = PhpValue.Text(parameters["auth"]) is { Length: > 0 } auth ? auth
            : PhpValue.Text(parameters["access_token"]) is { Length: > 0 } accessToken ? accessToken
            : header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..] : "";
        parameters.Remove("auth");
        parameters.Remove("access_token");
        return token;
    }

    private static double Unix(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000d;

    private static string Local(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>What the path names: a method, or a webhook's user, secret and method.</summary>
internal sealed record RestAddress(string Method, bool IsWebhook, int UserId, string Secret)
{
    /// <summary>Reads what follows <c>/rest/</c>: <c>method</c>, <c>method.json</c> or <c>1/secret/method</c>.</summary>
    public static RestAddress Read(string path)
    {
        var parts = path.Trim('/').Split('/');
        var method = parts[^1].ToLowerInvariant();
        foreach (var suffix in (string[])[".json", ".xml"])
            method = method.EndsWith(suffix, StringComparison.Ordinal) ? method[..^suffix.Length] : method;
        return parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            ? new RestAddress(method, true, user, parts[1])
            : new RestAddress(method, false, 0, "");
    }
}
