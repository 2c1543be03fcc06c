using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Queue;

namespace OlConnector.Sending;

/// <summary>
/// Asks gateways about numbers: seldom, within the line's share of the day, and never twice while the answer is fresh (product.md 12.8).
/// </summary>
internal sealed class NumberChecks(NumberBook book, LineGateways gateways, TimeProvider clock, ILogger<NumberChecks> log)
{
    /// <summary>How long one answer is waited for; what is left of a claim has to do for a whole send. 3 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A send waits this long for its turn to ask, and goes out unchecked otherwise. 1 second.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(1);

    /// <summary>Answers from what is known, else asks.</summary>
    public async Task<NumberAnswer> CheckAsync(PortalId portal, LineId line, string kind, PhoneNumber number, CancellationToken ct) =>
        await gateways.FindAsync(line) is INumberCheck gateway
            ? await CheckAsync(gateway, portal, line, kind, number, ct)
            : new NumberAnswer.NotOffered();

    /// <summary>
    /// Before a send: the refusal of a number that has no account; null when the message may go, also when nobody can tell.
    /// </summary>
    public async Task<SendResult.Refused?> RefusalAsync(Claim claim, CancellationToken ct)
    {
        try
        {
            if (await gateways.FindAsync(claim.LineId) is not INumberCheck { ChecksBeforeSending: true } gateway) return null;
            var kind = (await gateways.KindOfAsync(claim.LineId))!;
            var answer = await CheckAsync(gateway, claim.PortalId, claim.LineId, kind, claim.Message.To, ct);
            if (answer is NumberAnswer.Later later && later.Until - clock.GetUtcNow() <= LongestTurn)
            {
                await Task.Delay(later.Until - clock.GetUtcNow(), clock, ct);
                answer = await CheckAsync(gateway, claim.PortalId, claim.LineId, kind, claim.Message.To, ct);
            }

            return answer is NumberAnswer.Known { IsOnNetwork: false } known ? NoAccount(known) : null;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.NumberNotChecked(claim.LineId, failure.GetType().Name);
            return null;
        }
    }

    /// <summary>
    /// The chat that the line's gateway named for the number when it was last asked. Asks nothing; null when none is known.
    /// </summary>
    internal async Task<string?> ChatOfAsync(PortalId portal, LineId line, PhoneNumber number, CancellationToken ct)
    {
        try
        {
            if (await gateways.FindAsync(line) is not INumberCheck || await gateways.KindOfAsync(line) is not { } kind) return null;
            return (await book.FindAsync(portal, kind, number, ct))?.Chat;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.NumberNotChecked(line, failure.GetType().Name);
            return null;
        }
    }

    private static SendResult.Refused NoAccount(NumberAnswer.Known known) => new(
        Fault.Recipient, "NO_ACCOUNT", $"The number has no account on the network; checked {known.CheckedAt:yyyy-MM-dd}.");

    private async Task<NumberAnswer> CheckAsync(
        INumberCheck gateway, PortalId portal, LineId line, string kind, PhoneNumber number, CancellationToken ct)
    {
        if (await book.FindAsync(portal, kind, number, ct) is { } kept)
            return new NumberAnswer.Known(kept.IsOnNetwork, kept.CheckedAt, IsKept: true);
        if (await book.TakeQuestionAsync(portal, line) is { } until) return new NumberAnswer.Later(until);
        if (await AskAsync(gateway, line, number, ct) is not { } standing) return new NumberAnswer.CannotTell();
        await book.KeepAsync(portal, kind, number, standing);
        return new NumberAnswer.Known(standing.IsOnNetwork, clock.GetUtcNow(), IsKept: false);
    }

    private async Task<NumberStanding?> AskAsync(INumberCheck gateway, LineId line, PhoneNumber number, CancellationToken ct)
    {
        try
        {
            return await clock.AskWithinAsync(Patience, either => gateway.ExistsAsync(number, either), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.NumberNotChecked(line, failure.GetType().Name);
            return null;
        }
    }
}
