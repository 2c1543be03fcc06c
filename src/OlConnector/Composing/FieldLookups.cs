using OlConnector.Bitrix24.Crm;
using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Fills letters with values from CRM, beside the <see cref="Composer"/>: each portal for itself, some portals at a time. A message is lost
/// nowhere: its lease brings it back to the composer, and a CRM that is away is tried again by a moment that is written down.
/// </summary>
internal sealed class FieldLookups(
    CrmDirectory crm, Writer writer, Wakeups wakeups, TimeProvider clock, IHostApplicationLifetime life, ILogger<FieldLookups> log)
    : IAsyncDisposable
{
    private const int PortalsAtOnce = 8;
    private const int MessagesAtOnce = 500;

    /// <summary>A portal whose CRM takes longer goes on without a place, so that eight slow ones do not keep all others waiting.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(15);

    /// <summary>Messages in memory; the lease brings the others back later.</summary>
    private const int MostWaiting = 20_000;

    private const string TryAgain = "UPDATE messages SET compose_after = @next WHERE sequence = @sequence AND state = 'accepted'";

    private static readonly Dictionary<string, string> Nothing = new(StringComparer.OrdinalIgnoreCase);

    private readonly Lock _gate = new();
    private readonly Dictionary<PortalId, Queue<Composed>> _waiting = [];
    private readonly HashSet<long> _taken = [];
    private readonly SideTasks _running = new();
    private readonly Places _places = new(PortalsAtOnce, LongestTurn, clock);

    /// <summary>Takes messages whose variant is chosen, to be filled later. Returns at once.</summary>
    /// <param name="waiting">Messages that need values.</param>
    /// <param name="filled">Gets them, a portal's group at a time, with their letters filled, or held where CRM was away too long.</param>
    internal void Start(IEnumerable<Composed> waiting, Func<List<Composed>, Task> filled)
    {
        foreach (var portal in waiting.GroupBy(item => item.Message.Row.PortalId))
        {
            lock (_gate)
            {
                var isNew = !_waiting.TryGetValue(portal.Key, out var queue);
                queue ??= new Queue<Composed>();
                foreach (var item in portal)
                    if (_taken.Count < MostWaiting && _taken.Add(item.Message.Row.Sequence)) queue.Enqueue(item);
                if (!isNew || queue.Count == 0) continue;
                _waiting[portal.Key] = queue;
                _running.Start(() => WorkAsync(portal.Key, filled));
            }
        }
    }

    /// <summary>Ends when all that was started so far is finished.</summary>
    internal Task SettleAsync() => _running.SettleAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await SettleAsync();

    private async Task WorkAsync(PortalId portal, Func<List<Composed>, Task> filled)
    {
        while (Next(portal) is { Count: > 0 } batch)
        {
            try
            {
                await _places.RunAsync(() => FillAsync(portal, batch, filled), life.ApplicationStopping);
            }
            catch (Exception failure)
            {
                if (!life.ApplicationStopping.IsCancellationRequested) log.LookupBroke(portal, batch.Count, failure);
            }
            finally
            {
                lock (_gate) batch.ForEach(item => _taken.Remove(item.Message.Row.Sequence));
            }
        }
    }

    private async Task FillAsync(PortalId portal, List<Composed> batch, Func<List<Composed>, Task> filled)
    {
        var found = await LookUpAsync(portal, batch, life.ApplicationStopping);
        if (found.Count > 0) await filled(found);
    }

    /// <summary>
    /// The portal's next messages; its queue is closed when there are none, so that the next <see cref="Start"/> opens a new one.
    /// </summary>
    private List<Composed> Next(PortalId portal)
    {
        lock (_gate)
        {
            var (queue, batch) = (_waiting[portal], new List<Composed>());
            while (batch.Count < MessagesAtOnce && queue.TryDequeue(out var item)) batch.Add(item);
            if (batch.Count == 0) _waiting.Remove(portal);
            return batch;
        }
    }

    /// <summary>
    /// Those of the batch that can be finished now: filled, or held because they waited long enough. The others are tried again later.
    /// </summary>
    private async Task<List<Composed>> LookUpAsync(PortalId portal, List<Composed> batch, CancellationToken stopping)
    {
        var questions = batch.ConvertAll(item => new CrmQuestion(item.Message.Bindings, item.Digits));
        var fields = batch.SelectMany(item => Letter(item).Letter.Fields).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var answers = await crm.FindAsync(portal, questions, fields, stopping);
        var (filled, away) = (new List<Composed>(), new List<(Composed Item, TimeSpan After)>());
        foreach (var (item, answer) in batch.Zip(answers))
        {
            if (answer is CrmAnswer.Unavailable unavailable) away.Add((item, unavailable.After));
            else filled.Add(item with { Text = Fill(item, answer) });
        }

        if (away.Count > 0) filled.AddRange(await PostponeAsync(away));
        return filled;
    }

    /// <summary>Writes down when to try again; comes back with those that waited long enough, to be held.</summary>
    private async Task<List<Composed>> PostponeAsync(List<(Composed Item, TimeSpan After)> away)
    {
        var now = clock.GetUtcNow();
        var late = await writer.RunAsync(turn => away.FindAll(wait => !IsPostponed(turn, wait.Item.Message, wait.After, now)));
        log.LookupAway(away[0].Item.Message.Row.PortalId, away.Count, late.Count);
        wakeups.Composing.Pulse();
        return late.ConvertAll(wait => wait.Item with { Text = new Composition.Held(Reason.LookupUnavailable) });
    }

    private static bool IsPostponed(WriteTurn turn, AcceptedMessage message, TimeSpan after, DateTimeOffset now)
    {
        var since = LookupPatience.Since(turn, message);
        if (LookupPatience.NextTry(message.Traffic, since, after, now) is not { } next) return false;
        turn.Execute(TryAgain, ("next", next), ("sequence", message.Row.Sequence));
        return true;
    }

    private static Composition Fill(Composed item, CrmAnswer answer)
    {
        var found = answer is CrmAnswer.Found known ? known.Fields
            : item.Digits is { } digits ? new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["phone"] = $"+{digits}" }
            : Nothing;
        return Composition.Fill(
            Letter(item).Letter, With(found, item.Values), OwnTexts.PolicyOf(item.Message, item.Terms), item.Terms.MaxTextLength);
    }

    /// <summary>What a recipient's own row says goes before CRM.</summary>
    private static IReadOnlyDictionary<string, string> With(
        IReadOnlyDictionary<string, string> found, IReadOnlyDictionary<string, string>? own)
    {
        if (own is null) return found;
        var values = new Dictionary<string, string>(found, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in own) values[name] = value;
        return values;
    }

    private static Composition.NeedsValues Letter(Composed item) => (Composition.NeedsValues)item.Text;
}
