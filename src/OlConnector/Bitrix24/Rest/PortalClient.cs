using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Portals;

namespace OlConnector.Bitrix24.Rest;

/// <summary>
/// Calls a portal's REST with our stored token. Callers see outcomes; tokens, limits, payment and renames are dealt with here (bitrix24.md
/// §2, §3).
/// </summary>
internal sealed class PortalClient(
    PortalTokens tokens, PortalTraffics traffics, PortalStanding standing, PortalCalls calls, ILogger<PortalClient> log)
{
    private static readonly TimeSpan AfterFreshTokenRefused = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan AfterStrangeRename = TimeSpan.FromHours(1);
    private static readonly TimeSpan WhileClosed = TimeSpan.FromMinutes(10);

    /// <summary>One call, a person waiting for it.</summary>
    public Task<RestAnswer> CallAsync(PortalId portal, string method, JObject parameters, CancellationToken ct) =>
        CallAsync(portal, method, parameters, Priority.Interactive, ct);

    /// <summary>One call.</summary>
    /// <param name="method">In lower case, without suffix.</param>
    /// <param name="parameters">Without <c>auth</c>.</param>
    /// <param name="priority">Who waits.</param>
    public async Task<RestAnswer> CallAsync(PortalId portal, string method, JObject parameters, Priority priority, CancellationToken ct) =>
        await RunAsync(portal, method, parameters, BatchWire.IsRepeatable(method), priority, ct);

    /// <summary>Up to 50 calls as one request, independent of one another.</summary>
    public async Task<BatchAnswer> CallBatchAsync(PortalId portal, IReadOnlyList<BatchCall> calls, Priority priority, CancellationToken ct)
    {
        if (calls.Count == 0) return new BatchAnswer(new RestAnswer.Ok(new JObject()), new Dictionary<string, RestAnswer>());
        var whole = await RunAsync(
            portal, BatchWire.Method, BatchWire.Parameters(calls), calls.All(call => BatchWire.IsRepeatable(call.Method)), priority, ct);
        return new BatchAnswer(
            whole,
            whole is RestAnswer.Ok ok ? BatchWire.Parts(ok.Result, calls, traffics.Of(portal)) : new Dictionary<string, RestAnswer>());
    }

    /// <summary>
    /// One call with the short-lived token of a message's author, where ours lost its rights (design.md §4.15). Nothing is renewed.
    /// </summary>
    internal async Task<RestAnswer> CallAsUserAsync(
        PortalId portal, string accessToken, string method, JObject parameters, CancellationToken ct)
    {
        var traffic = traffics.Of(portal);
        if (await traffic.EnterAsync(method, Priority.Background, ct) is { } wait) return new RestAnswer.Later(wait, "the portal's limits");
        if (await tokens.AccessAsUserAsync(portal, accessToken, ct) is not { } access) return new RestAnswer.Gone();
        var verdict = await calls.SendAsync(access, method, parameters, BatchWire.IsRepeatable(method), ct);
        return verdict is Verdict.Done done ? done.Answer : new RestAnswer.Failed("", "the author's token does not work", 0);
    }

    private async Task<RestAnswer> RunAsync(
        PortalId portal, string method, JObject parameters, bool isRepeatable, Priority priority, CancellationToken ct)
    {
        var traffic = traffics.Of(portal);
        var (hasRenewed, hasMoved) = (false, false);
        var entry = await tokens.AccessAsync(portal, priority, ct);
        while (true)
        {
            if (entry is AccessResult.Denied denied) return denied.Answer;
            var access = ((AccessResult.Granted)entry).Access;
            traffic.Bucket.SetLicense(access.License);
            if (await traffic.EnterAsync(method, priority, ct) is { } wait) return new RestAnswer.Later(wait, "the portal's limits");

            var verdict = await calls.SendAsync(access, method, parameters, isRepeatable, ct);
            switch (verdict)
            {
                case Verdict.StaleToken when !hasRenewed:
                    hasRenewed = true;
                    entry = await tokens.RenewAsync(portal, access.Version, ct);
                    continue;
                case Verdict.Moved moved when !hasMoved && IsElsewhere(moved, access):
                    hasMoved = true;
                    entry = await tokens.RenewAsync(portal, access.Version, ct);
                    if (entry is AccessResult.Granted { Access: var found } && !IsConfirmed(moved, found))
                        return NotFollowed(portal, moved);
                    continue;
                default:
                    return await ConcludeAsync(verdict, access, method, traffic);
            }
        }
    }

    private async Task<RestAnswer> ConcludeAsync(Verdict verdict, PortalAccess access, string method, PortalTraffic traffic)
    {
        switch (verdict)
        {
            case Verdict.Done done:
                traffic.NoteGood(method, done.ResetAt);
                if (access.State == PortalState.Unpaid && done.Answer is RestAnswer.Ok) await standing.MarkPaidAsync(access.Portal);
                if (LacksRights(done.Answer, method))
                    await standing.MarkAdministratorNeededAsync(
                        access.Portal, access.Version, "the stored user is no administrator any more");
                return done.Answer;
            case Verdict.StaleToken stale:
                return new RestAnswer.Later(traffic.Pause(AfterFreshTokenRefused), $"the portal refuses a fresh token: {stale.Code}");
            case Verdict.NotInstalled gone:
                await standing.MarkGoneAsync(access.Portal, gone.Code, forgetTokens: true);
                return new RestAnswer.Gone();
            case Verdict.NotPaid unpaid:
                traffic.NoteUnpaid();
                await standing.MarkUnpaidAsync(access.Portal, unpaid.Why);
                return new RestAnswer.Unpaid();
            case Verdict.Closed closed:
                log.PortalClosed(access.Portal, closed.Why, WhileClosed);
                return new RestAnswer.Later(traffic.Pause(WhileClosed), closed.Why);
            case Verdict.Unconfirmed waiting:
                log.ConfirmationNeeded(access.Portal, method, PortalTraffic.WhileUnconfirmed);
                return new RestAnswer.Later(traffic.Rest(method, PortalTraffic.WhileUnconfirmed), waiting.Why);
            case Verdict.UserLost lost:
                await standing.MarkAdministratorNeededAsync(access.Portal, access.Version, lost.Code);
                return new RestAnswer.NeedsReauthorization(lost.Code);
            case Verdict.Limited:
                return new RestAnswer.Later(traffic.BackOffFull(), "QUERY_LIMIT_EXCEEDED");
            case Verdict.Overloaded:
                log.Overloaded(access.Portal);
                return new RestAnswer.Later(traffic.StopForLong(), "OVERLOAD_LIMIT");
            case Verdict.Exhausted exhausted:
                return new RestAnswer.Later(traffic.Exhaust(method, exhausted.ResetAt), "OPERATION_TIME_LIMIT");
            case Verdict.Moved moved:
                return NotFollowed(access.Portal, moved);
            case Verdict.Broken broken:
                return new RestAnswer.Later(traffic.BackOff(), broken.Why);
            default:
                throw new InvalidOperationException("A verdict of no known kind.");
        }
    }

    private RestAnswer.Later NotFollowed(PortalId portal, Verdict.Moved moved)
    {
        log.RenameNotConfirmed(portal, moved.Location?.Host ?? "");
        return new RestAnswer.Later(
            traffics.Of(portal).Pause(AfterStrangeRename), "the portal redirects to a host that the authorization server does not confirm");
    }

    /// <summary>Only administrators may register senders (bitrix24.md §4).</summary>
    private static bool LacksRights(RestAnswer answer, string method) =>
        answer is RestAnswer.Failed failed && failed.Is("ACCESS_DENIED")
            && method.StartsWith("messageservice.sender.", StringComparison.Ordinal)
            && !failed.Text.Contains("context", StringComparison.OrdinalIgnoreCase);

    private static bool IsElsewhere(Verdict.Moved moved, PortalAccess access) =>
        moved.Location is { IsAbsoluteUri: true } location && PortalHost.DomainOf(location) != PortalHost.DomainOf(access.Endpoint);

    private static bool IsConfirmed(Verdict.Moved moved, PortalAccess access) =>
        PortalHost.DomainOf(moved.Location!) == PortalHost.DomainOf(access.Endpoint);
}
