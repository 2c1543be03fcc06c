using Newtonsoft.Json.Linq;
using Polly;
using Polly.Retry;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Sends one call with a given access, logs it masked, and repeats it after a blip of the network when repeating changes nothing.
/// </summary>
internal sealed class PortalCalls
{
    private const int Repeats = 2;
    private const int MostWaits = 4;
    private static readonly TimeSpan WhileFull = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly PortalWire _wire;
    private readonly RestLog _restLog;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<WireReply> _repeating;

    public PortalCalls(PortalWire wire, RestLog restLog, TimeProvider clock, Random chance)
    {
        (_wire, _restLog, _clock) = (wire, restLog, clock);
        _repeating = new ResiliencePipelineBuilder<WireReply> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<WireReply>
            {
                ShouldHandle = new PredicateBuilder<WireReply>().HandleResult(reply => reply is WireReply.Broken { IsBlip: true }),
                MaxRetryAttempts = Repeats,
                Delay = FirstPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Randomizer = chance.NextDouble,
            })
            .Build();
    }

    /// <summary>One call, or up to three of the same.</summary>
    /// <param name="isRepeatable">True when the portal may get the call twice.</param>
    internal async Task<Verdict> SendAsync(PortalAccess access, string method, JObject parameters, bool isRepeatable, CancellationToken ct)
    {
        var body = new JObject(parameters.Properties()) { ["auth"] = access.AccessToken };
        var reply = isRepeatable
            ? await _repeating.ExecuteAsync(async token => await OnceAsync(access, method, parameters, body, token), ct)
            : await OnceAsync(access, method, parameters, body, ct);
        return Verdict.Of(reply);
    }

    /// <summary>
    /// A call for a person who looks at an empty page: while the portal's bucket is full it waits, four seconds at most, instead of telling
    /// them that nobody answers. A bucket lets two calls in each second (docs/bitrix24.md, limits).
    /// </summary>
    internal async Task<Verdict> SendForVisitorAsync(PortalAccess access, string method, CancellationToken ct)
    {
        for (var waits = 0; ; waits++)
        {
            var verdict = await SendAsync(access, method, [], isRepeatable: true, ct);
            if (verdict is not Verdict.Limited || waits == MostWaits) return verdict;
            await Task.Delay(WhileFull, _clock, ct);
        }
    }

    private async Task<WireReply> OnceAsync(PortalAccess access, string method, JObject parameters, JObject body, CancellationToken ct)
    {
        var started = _clock.GetTimestamp();
        var reply = await _wire.PostAsync(new Uri(access.Endpoint, method), body, ct);
        _restLog.Note(access.Portal, method, parameters, reply, _clock.GetElapsedTime(started));
        return reply;
    }
}
