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
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, clock));
        options.OnRejected = async (rejected, _) =>
        {
            var retryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var pause) ? pause : TokenPeriod;
            await Refuse.TooManyCalls(retryAfter).WriteAsync(rejected.HttpContext);
        };
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http, TimeProvider clock) => http.Features.Get<Caller>() switch
    {
        null => RateLimitPartition.GetNoLimiter(""),
        { Kind: CallerKind.Token } token => RateLimitPartition.Get($"{token.Id} {ActionOf(http)} {token.CallsPer3Seconds}", _ =>
        {
            var calls = token.CallsPer3Seconds ?? TokenCalls;
            return new CallBucket(calls, calls / TokenPeriod.TotalSeconds, clock);
        }),
        var person => RateLimitPartition.Get(
            $"{person.Portal} {person.Actor}", _ => new CallBucket(SessionBurst, SessionCallsPerSecond, clock)),
    };

    private static string? ActionOf(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>()?.Id;
}
