using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Suppression;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>Counts what one number got of a portal's marketing, over one index.</summary>
internal sealed class MarketingCounts(IOptionsMonitor<DispatchingOptions> options)
{
    /// <summary>Of unknown fate may have arrived; what the gateway refused has not.</summary>
    private const string Count = """
        SELECT COUNT(*) FROM messages
         WHERE portal_id = @portal AND phone = @phone AND accepted_at >= @earliest AND traffic = 'marketing' AND sequence <> @sequence
           AND (state IN ('dispatching', 'unknown') OR (state = 'queued' AND @queued)
                OR (state IN ('sent', 'delivered', 'read', 'undelivered') AND COALESCE(sent_at, accepted_at) > @since))
        """;

    /// <summary>Whether one more message would be above the cap.</summary>
    /// <param name="turn">The transaction of what depends on the answer.</param>
    /// <param name="cap">The portal's cap.</param>
    /// <param name="portal">Whose messages.</param>
    /// <param name="phone">The recipient's digits.</param>
    /// <param name="sequence">The one more.</param>
    /// <param name="withQueued">What waits counts as if it were sent: it comes first.</param>
    /// <param name="now">The moment.</param>
    internal bool IsReached(
        WriteTurn turn, FrequencyCap cap, PortalId portal, string phone, long sequence, bool withQueued, DateTimeOffset now)
    {
        var since = cap.Since(now);
        // What was sent since then was accepted no earlier than it may wait for a person and then in the queue.
        var earliest = since - options.CurrentValue.HoldValidity - options.CurrentValue.MarketingValidity;
        return turn.First(
            Count, row => row.GetInt64(0), ("portal", portal), ("phone", phone), ("earliest", earliest), ("sequence", sequence),
            ("queued", withQueued), ("since", since)) >= cap.Messages;
    }
}
