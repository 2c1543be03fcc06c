using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>A person's decision about one message.</summary>
internal sealed class MessageControl(
    Writer writer, LineDue lines, AuditTrail audit, Wakeups wakeups, MessageMoves moves, DemoAllowance demo,
    IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string Revive = "UPDATE campaigns SET is_live = @yes WHERE id = @campaign AND NOT is_live";

    private const string ById = "SELECT sequence, line_id FROM messages WHERE portal_id = @portal AND id = @id";

    /// <summary>What the demo would say to the message if it were released; null when it may go.</summary>
    public Task<DemoShortage?> ShortageOfAsync(Message message) => writer.RunAsync(turn =>
        demo.ShortageOf(turn, message.LineId, !message.HasDemoUnit && message.CostsDemoUnit ? 1 : 0));

    /// <summary>held → accepted: composed and admitted again.</summary>
    /// <returns>False when the message is not held (any more).</returns>
    public async Task<bool> ReleaseAsync(PortalId portal, MessageId id, ReleaseAs composeAs, string actor) =>
        await ActAsync(portal, id, "message released", actor, (turn, message, now) =>
            moves.Release(turn, message, now + options.CurrentValue.MarketingValidity, actor, now, composeAs));

    /// <summary>held → cleared.</summary>
    public Task<bool> DiscardAsync(PortalId portal, MessageId id, string actor) =>
        ActAsync(portal, id, "message discarded", actor, (turn, message, now) =>
            message.State == MessageState.Held && moves.End(turn, message, MessageState.Cleared, Reason.Discarded, actor, now));

    /// <summary>accepted, held, queued → cleared. Turned down by a person like a discarded one: no restart sends it.</summary>
    /// <returns>False when it does not wait (any more).</returns>
    public Task<bool> CancelAsync(PortalId portal, MessageId id, string actor) =>
        ActAsync(portal, id, "message cancelled", actor, (turn, message, now) =>
            message.State.IsWaiting() && moves.End(turn, message, MessageState.Cleared, Reason.Discarded, actor, now));

    /// <summary>Settles an unknown send by a person's word.</summary>
    /// <param name="verdict"><see cref="MessageState.Sent"/>, <see cref="MessageState.Failed"/>, or <see cref="MessageState.Queued"/> to
    /// send it again.</param>
    public Task<bool> ResolveAsync(PortalId portal, MessageId id, MessageState verdict, string actor) =>
        ActAsync(portal, id, "message resolved", actor, (turn, message, now) => message.State == MessageState.Unknown && verdict switch
        {
            MessageState.Sent => moves.Report(turn, message, MessageState.Sent, null, now, actor, now),
            MessageState.Failed => moves.End(turn, message, MessageState.Failed, Reason.GatewayError, actor, now),
            MessageState.Queued => Requeue(turn, message, actor, now),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        });

    /// <summary>The look-up for heads passes over mailings of which nothing waited for a day: such a one is looked at again.</summary>
    private bool Requeue(WriteTurn turn, MessageRow message, string actor, DateTimeOffset now)
    {
        if (message.CampaignId is { } campaign) turn.Execute(Revive, ("yes", true), ("campaign", campaign));
        return moves.Return(turn, message, Reason.Retry, retryAt: null, counts: false, actor, now);
    }

    private async Task<bool> ActAsync(
        PortalId portal, MessageId id, string action, string actor, Func<WriteTurn, MessageRow, DateTimeOffset, bool> act)
    {
        var now = clock.GetUtcNow();
        var changed = await writer.RunAsync(turn =>
        {
            if (Find(turn, portal, id) is not { } message || !act(turn, message, now)) return false;
            audit.Write(turn, portal, actor, action, id.ToString(), before: EnumText.Of(message.State));
            lines.Recompute(turn, message.LineId, now);
            return true;
        });
        if (!changed) return false;
        wakeups.Composing.Pulse();
        wakeups.Dispatching.Pulse();
        wakeups.Telling.Pulse();
        return true;
    }

    /// <summary>The message, held with its line.</summary>
    private static MessageRow? Find(WriteTurn turn, PortalId portal, MessageId id)
    {
        var found = turn.Query(ById, row => (Sequence: row.GetInt64(0), Line: new LineId(row.GetGuid(1))), ("portal", portal), ("id", id));
        if (found is not [var (sequence, line)]) return null;
        LineRow.Hold(turn, [line]);
        return MessageRow.Find(turn, sequence);
    }
}
