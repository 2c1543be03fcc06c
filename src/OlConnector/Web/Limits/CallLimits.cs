using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.RateLimiting;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Limits;

/// <summary>How often a known caller may call (product.md §17.4). Those who are not known: <see cref="Strangers"/>.</summary>
internal static class CallLimits
{
    /// <summary>Calls of an API token per three seconds and method, unless the token allows more.</summary>
    internal const int TokenCalls = 5;

    /// <summary>Calls of a session or of the operator each second.</summary>
    internal const int SessionCallsPerSecond = 30;

    /// <summary>Calls of a session that may come at once.</summary>
    internal const int SessionBurst = 60;

    private static readonly TimeSpan TokenPeriod = TimeSpan.FromSeconds(3);

    /// <summary>Sets the limits up on the given clock.</summary>
    internal static void Configure(RateLimiterOptions options, TimeProvider clock)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, clock)),
            PartitionedRateLimiter.Create<HttpContext, string>(http => RootOf(http, clock)));
        options.OnRejected = async (rejected, _) =>
        {
            var retryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) ? pause : TokenPeriod;
            await Refuse.TooManyCalls(retryAfter).WriteAsync(rejected.HttpContext);
        };
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http, TimeProvider clock) => http.Features.Get<Caller>() switch
    {
        // Known without being a caller is the operator alone, who asks about all portals.
        null when http.User.Identity is { IsAuthenticated: true } =>
            RateLimitPartition.Get("operator", _ => new CallBucket(SessionBurst, SessionCallsPerSecond, clock)),
        null => RateLimitPartition.GetNoLimiter(""),
        { Kind: CallerKind.Token } token => OfToken(token.Id, token.CallsPer3Seconds, http, clock),
        var person => RateLimitPartition.Get(
            $"{person.Portal} {person.Actor}", _ => new CallBucket(SessionBurst, SessionCallsPerSecond, clock)),
    };

    /// <summary>
    /// What tokens made is counted with the token that they all descend from: whoever makes tokens gets no more calls by it.
    /// </summary>
    private static RateLimitPartition<string> RootOf(HttpContext http, TimeProvider clock) => http.Features.Get<Caller>() switch
    {
        { Root: { } root } => OfToken($"{root.Id:N} and all", root.CallsPer3Seconds, http, clock),
        _ => RateLimitPartition.GetNoLimiter(""),
    };

    private static RateLimitPartition<string> OfToken(string whose, int? callsPer3Seconds, HttpContext http, TimeProvider clock) =>
        RateLimitPartition.Get($"{whose} {ActionOf(http)} {callsPer3Seconds}", _ =>
        {
            var calls = callsPer3Seconds ?? TokenCalls;
            return new CallBucket(calls, calls / TokenPeriod.TotalSeconds, clock);
        });

    private static string? ActionOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>()?.Id;
}
