using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Measuring;

/// <summary>Reads how all queues stand, from indexes of what waits: what is over costs nothing.</summary>
internal sealed class StandingReader(Database database)
{
    internal async Task<Standings> ReadAsync(CancellationToken ct)
    {
        await using var db = database.Read();
        var lines = await db.Lines.AsNoTracking().Where(line => line.State != LineState.Off)
            .Select(line => new { line.Id, line.GatewayKind, line.State, line.NextDueAt }).ToListAsync(ct);
        var kinds = lines.ToDictionary(line => line.Id, line => line.GatewayKind);
        return new Standings
        {
            Queues = await QueuesAsync(db, kinds, ct),
            Next = [.. lines.Where(line => line.NextDueAt is not null)
                .Select(line => new LineNext(line.Id, line.GatewayKind, line.NextDueAt!.Value))],
            Lines = lines.CountBy(line => EnumText.Of(line.State), StringComparer.Ordinal)
                .ToDictionary(state => state.Key, state => (long)state.Value, StringComparer.Ordinal),
            Outbox = await db.Outbox.LongCountAsync(report => report.DueAt != null, ct),
            OutboxDueAt = await db.Outbox.Where(report => report.DueAt != null).MinAsync(report => report.DueAt, ct),
            TokensRenewedAt = await db.Portals.Where(portal => portal.State == PortalState.Active && portal.RefreshToken != null)
                .MinAsync(portal => portal.TokensRenewedAt, ct),
            Events = await Waiting(db).LongCountAsync(ct),
            EventAt = await Waiting(db).OrderBy(delivery => delivery.Id).Select(delivery => (DateTimeOffset?)delivery.At)
                .FirstOrDefaultAsync(ct),
            WebhooksOff = await db.Webhooks.LongCountAsync(webhook => webhook.OffReason == WebhookOff.Failing, ct),
        };
    }

    private static IQueryable<WebhookDelivery> Waiting(OlConnectorDb db) => db.Webhooks.Where(webhook => webhook.OffAt == null)
        .SelectMany(webhook => db.WebhookDeliveries.Where(delivery => delivery.WebhookId == webhook.Id && delivery.IsWaiting));

    /// <summary>Two indexes hold what is queued: what stands in line, and what was postponed.</summary>
    private static async Task<IReadOnlyList<QueueStanding>> QueuesAsync(
        OlConnectorDb db, Dictionary<LineId, string> kinds, CancellationToken ct)
    {
        var queued = db.Messages.Where(message => message.State == MessageState.Queued);
        var counts = await CountAsync(queued.Where(message => message.RetryAt == null), ct);
        counts.AddRange(await CountAsync(queued.Where(message => message.RetryAt != null), ct));
        var oldest = counts.Select(count => count.Oldest).ToList();
        var moments = await db.Messages.Where(message => oldest.Contains(message.Sequence))
            .Select(message => new { message.Sequence, message.AcceptedAt })
            .ToDictionaryAsync(row => row.Sequence, row => row.AcceptedAt, ct);
        return
        [
            .. from count in counts
               where kinds.ContainsKey(count.Line)
               group count by (count.Line, count.Traffic) into queue
               select new QueueStanding(
                   queue.Key.Line, kinds[queue.Key.Line], EnumText.Of(queue.Key.Traffic), queue.Sum(count => (long)count.Number),
                   moments.TryGetValue(queue.Min(count => count.Oldest), out var at) ? at : null),
        ];
    }

    private static async Task<List<(LineId Line, Traffic Traffic, int Number, long Oldest)>> CountAsync(
        IQueryable<Message> messages, CancellationToken ct)
    {
        var rows = await messages.GroupBy(message => new { message.LineId, message.Traffic })
            .Select(group => new
            {
                group.Key.LineId,
                group.Key.Traffic,
                Number = group.Count(),
                Oldest = group.Min(message => message.Sequence),
            })
            .ToListAsync(ct);
        return [.. rows.Select(row => (row.LineId, row.Traffic, row.Number, row.Oldest))];
    }
}
