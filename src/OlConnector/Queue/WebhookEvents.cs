using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// Notes what a portal's webhooks are to be told, in the transaction that makes it true: what is committed is told, and nothing else is.
/// A portal without a webhook costs a look into memory (docs/adr/0013).
/// </summary>
internal sealed class WebhookEvents(WebhookListeners listeners, Wakeups wakeups)
{
    private const string Insert = """
        INSERT INTO webhook_deliveries (portal_id, webhook_id, type, subject_id, state, reason, at, phone, data, is_waiting, tries)
        SELECT w.portal_id, w.id, @type, @subject, @state, @reason, @at, @phone, @data, @yes, 0
          FROM webhooks w WHERE w.portal_id = @portal AND w.off_at IS NULL AND w.events LIKE @pattern
        """;

    /// <summary>What the number's owner may ask for: nothing of it stays. The number of the event does, so that no gap appears.</summary>
    private const string Erase = """
        UPDATE webhook_deliveries SET phone = NULL, data = '{"erased":true}' WHERE portal_id = @portal AND phone = @phone
        """;

    /// <summary>
    /// What was told, and what is left of webhooks that are gone; of one that is switched off also what has no number yet. The rest waits
    /// to be told, however old it is.
    /// </summary>
    private const string ForgetBefore = """
        DELETE FROM webhook_deliveries WHERE id IN (
            SELECT d.id FROM webhook_deliveries d LEFT JOIN webhooks w ON w.portal_id = d.portal_id AND w.id = d.webhook_id
             WHERE d.at < @before AND (w.id IS NULL OR NOT d.is_waiting OR (w.off_at IS NOT NULL AND d.sequence IS NULL))
             ORDER BY d.at LIMIT @slice)
        """;

    /// <summary>A message's state changed. What lasts for moments only (accepted, dispatching) is not told.</summary>
    internal void Moved(WriteTurn turn, MessageRow message, MessageState to, string? reason, DateTimeOffset now)
    {
        if (to is MessageState.Accepted or MessageState.Dispatching) return;
        Note(turn, message.PortalId, EventTypes.MessageUpdated, message.Id.Value, now, EnumText.Of(to), reason);
    }

    /// <summary>Something happened whose data is known at once.</summary>
    /// <param name="turn">The transaction that makes it true.</param>
    /// <param name="portal">Whose it is.</param>
    /// <param name="type">One of <see cref="EventTypes"/>.</param>
    /// <param name="subject">The message, campaign or line that it is about.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="data">The body's data as JSON.</param>
    /// <param name="phone">E.164 digits of the number that the data names; null for none.</param>
    internal void Happened(
        WriteTurn turn, PortalId portal, string type, Guid subject, DateTimeOffset at, string data, string? phone = null) =>
        Note(turn, portal, type, subject, at, data: data, phone: phone);

    /// <summary>Forgets a number in what is kept.</summary>
    internal static void ForgetNumber(WriteTurn turn, PortalId portal, string phone) =>
        turn.Execute(Erase, ("portal", portal), ("phone", phone));

    /// <summary>Deletes what nobody has to see any more; answers how many.</summary>
    internal static int ForgetOld(WriteTurn turn, DateTimeOffset before, int slice) =>
        turn.Execute(ForgetBefore, ("before", before), ("slice", slice));

    private void Note(
        WriteTurn turn, PortalId portal, string type, Guid subject, DateTimeOffset at, string? state = null, string? reason = null,
        string? data = null, string? phone = null)
    {
        if (!listeners.Hear(portal, type)) return;
        turn.Put(
            Insert, ("type", type), ("subject", subject), ("state", state), ("reason", reason), ("at", at), ("phone", phone),
            ("data", data), ("yes", true), ("portal", portal), ("pattern", $"%{type}%"));
        turn.Afterwards(wakeups.Delivering.Pulse);
    }
}
