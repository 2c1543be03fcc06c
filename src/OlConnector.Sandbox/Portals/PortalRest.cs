using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Portals.Methods;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals;

/// <summary>
/// The portal's REST door. It refuses in this order: public part closed, method missing, bucket full, plan, token, scope, user; then the
/// method speaks (bitrix24.md §2.7, §3).
/// </summary>
internal sealed class PortalRest(SandboxPortal portal, TimeProvider clock)
{
    private static readonly RestAnswer TooManyRequests = RestAnswer.Failed(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");

    private static readonly Dictionary<string, RestMethod> Table = new(
        [
            .. BasicMethods.All, .. OptionMethods.All, .. EventMethods.All,
            .. PlacementMethods.All, .. SenderMethods.All, .. StatusMethods.All,
            .. CrmLookups.All, .. CrmCards.All, .. CrmItems.All, .. NotifyMethods.All, .. RobotMethods.All, .. BatchMethod.All,
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
        LetBrowsersCall(http.Response.Headers);
        // The browser's question whether it may call is no call: neither authorized nor counted.
        if (HttpMethods.IsOptions(http.Request.Method))
            return;
        var address = RestAddress.Read(path);
        var parameters = await Requests.ParametersAsync(http, ct);
        var access = TakeToken(parameters, http);
        var answer = Answer(address, parameters, access);
        if (portal.Behaviour.RestDelay > TimeSpan.Zero)
            await Task.Delay(portal.Behaviour.RestDelay, clock, ct);
        await Requests.AnswerAsync(http, answer.Status, Body(address, answer, started), ct);
    }

    /// <summary>One call inside a batch: counts for the meter, not for the bucket.</summary>
    public RestAnswer CallPart(RestContext context) =>
        !Exists(portal, context.Method) ? Record(context, RestAnswer.MethodNotFound)
        : RefuseScope(context.Method) is { } refusal ? Record(context, refusal)
        : Run(context);

    /// <summary>The time block of an answer. <c>batch</c> itself is not counted, only its parts.</summary>
    public JObject Time(string method, DateTimeOffset started)
    {
        var finished = clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(portal.TimeZone);
        var time = new JObject
        {
            ["start"] = Unix(started),
            ["finish"] = Unix(finished),
            ["duration"] = Unix(finished) - Unix(started),
            ["processing"] = Meter.CostPerCall,
            ["date_start"] = Local(started, zone),
            ["date_finish"] = Local(finished, zone),
        };
        var (operating, resetAt) = Meter.IsOn && method != BatchMethod.Name ? Meter.Charge(method) : (0, 0);
        if (resetAt > 0)
            time["operating_reset_at"] = resetAt;
        time["operating"] = operating;
        return time;
    }

    private static void LetBrowsersCall(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowHeaders = "origin, content-type, accept";
    }

    private JObject Body(RestAddress address, RestAnswer answer, DateTimeOffset started)
    {
        if (address.IsVersion3 && !answer.IsOk)
            return answer.Version3Error;
        var body = answer.Body(answer.IsOk ? Time(address.Method, started) : null);
        if (answer.Error == "OPERATION_TIME_LIMIT" && portal.Behaviour.TellsResetInError)
            body["time"] = new JObject { ["operating_reset_at"] = Meter.ResetAt(address.Method) };
        return body;
    }

    private RestAnswer Answer(RestAddress address, JObject parameters, string access)
    {
        var call = new RestContext(portal, address.Method, parameters, PortalUser.Nobody, null, access, IsBatchPart: false);
        if (RefuseDoor(address) is { } closed)
            return Record(call, closed);
        var (user, app, refusal) = address.IsWebhook
            ? PortalTokens.CheckWebhook(portal, address)
            : PortalTokens.Check(portal, access, clock.GetUtcNow());
        if (refusal is not null)
            return Record(call, refusal);
        call = call with { User = user ?? PortalUser.Nobody, App = app };
        return (RefuseScope(call.Method) ?? PortalTokens.RefuseUser(portal, call.User)) is { } late ? Record(call, late) : Run(call);
    }

    private RestAnswer? RefuseDoor(RestAddress address)
    {
        if (portal.Behaviour.Refusal == PortalRefusals.PublicPartClosed)
            return PortalRefusals.PublicPartClosed;
        // Nothing of what this cloud plays exists in the third version.
        if (address.IsVersion3)
            return RestAnswer.Version3MethodNotFound(address.Method);
        if (!Exists(portal, address.Method))
            return RestAnswer.MethodNotFound;
        return Bucket.TryPour() ? portal.Behaviour.Refusal : TooManyRequests;
    }

    private RestAnswer? RefuseScope(string method) =>
        Table[method].Scopes is { Count: > 0 } scopes && !scopes.Any(portal.Scopes.Contains)
            ? RestAnswer.Failed(
                portal.Behaviour.StatusOfDenial, "insufficient_scope",
                "The request requires higher privileges than provided by the access token")
            : null;

    private RestAnswer Run(RestContext call) => Record(call, portal.Behaviour.TakeFailure(call.Method)
        ?? (Meter.IsBlocked(call.Method)
            ? RestAnswer.Failed(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.")
            : Table[call.Method].Run(call)));

    private RestAnswer Record(RestContext call, RestAnswer answer)
    {
        portal.RestCalls.Add(new RestCall(
            call.Method, call.Parameters, call.User.Id, call.Access, clock.GetUtcNow(), answer.Status, answer.Error, call.IsBatchPart));
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
