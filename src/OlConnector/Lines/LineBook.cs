using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Quotas;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Lines;

/// <summary>
/// A line's life: how it is made, changed and switched off for ever. What a verb changed is written to the audit and known to all nodes
/// when it is done.
/// </summary>
internal sealed class LineBook(
    Writer writer, LineDue lines, BulkMoves bulk, LineDirectory directory, AuditTrail audit, SecretBox secrets, Wakeups wakeups,
    IOptionsMonitor<DemoOptions> demo, IOptionsMonitor<LineOptions> limits, TimeProvider clock) : IDisposable
{
    private const string Retire = "INSERT INTO retired_codes (code) VALUES (@code) ON CONFLICT (code) DO NOTHING";

    /// <summary>
    /// One change of a portal's lines at a time: they would wait for each other in the writer's turn anyway, and fifty that wait there keep
    /// other portals waiting too.
    /// </summary>
    private readonly PartitionedRateLimiter<PortalId> _turns = PartitionedRateLimiter.Create<PortalId, PortalId>(
        portal => RateLimitPartition.GetConcurrencyLimiter(
            portal, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = int.MaxValue }));

    /// <summary>Makes a line with a CODE and keys of its own.</summary>
    public async Task<LineMaking> MakeAsync(PortalId portal, LineSettings settings, string actor, CancellationToken ct)
    {
        using var mine = await _turns.AcquireAsync(portal, cancellationToken: ct);
        var line = NewLine(portal, settings);
        var making = await writer.RunAsync(turn => Insert(turn, line, actor), ct);
        if (making is LineMaking.Made) await directory.RefreshAsync();
        return making;
    }

    /// <summary>
    /// Changes a line in one transaction from reading to writing, so that two changes at once cannot undo each other; they count from the
    /// next dispatch on.
    /// </summary>
    /// <param name="portal">Whose line.</param>
    /// <param name="line">Which line.</param>
    /// <param name="wish">Reads what is wanted, given the line as it stands. May be asked twice, and must touch nothing.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<LineChange<TRefusal>> ChangeAsync<TRefusal>(
        PortalId portal, LineId line, Func<Line, LineWish<TRefusal>> wish, string actor, CancellationToken ct)
    {
        using var mine = await _turns.AcquireAsync(portal, cancellationToken: ct);
        var now = clock.GetUtcNow();
        var change = await writer.RunAsync(turn => Change(turn, portal, line, wish, actor, now), ct);
        if (change is not LineChange<TRefusal>.Changed) return change;
        wakeups.Dispatching.Pulse();
        await directory.RefreshAsync();
        return change;
    }

    /// <summary>What waited for the hours of its recipient goes back to its place: the line's hours are others now.</summary>
    public async Task EndRecipientWaitsAsync(LineId line)
    {
        while (await writer.RunAsync(turn => RecipientWaits.End(turn, line, BulkMoves.Slice)) == BulkMoves.Slice)
        {
        }

        var now = clock.GetUtcNow();
        await writer.RunAsync(turn => lines.Recompute(turn, line, now));
        wakeups.Dispatching.Pulse();
    }

    /// <summary>Deletes a line: its history stays, its CODE never comes back, what is unsent ends with LINE_OFF.</summary>
    public async Task SwitchOffAsync(Line line, string actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await writer.RunAsync(turn =>
        {
            if (LineMoves.SwitchOff(turn, line.PortalId, line.Id))
                audit.Write(turn, line.PortalId, actor, "line deleted", line.Id.ToString(), before: line.Name);
            turn.Execute(Retire, ("code", line.Code));
            lines.Recompute(turn, line.Id, now);
            Revisions.Note(turn, line.Id);
        }, ct);
        await directory.RefreshAsync();
        await bulk.ClearLineAsync(line.Id, Reason.LineOff, actor);
        await writer.RunAsync(turn => lines.Recompute(turn, line.Id, now), ct);
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private Line NewLine(PortalId portal, LineSettings settings)
    {
        var (id, handlerKey, hookKey) = (LineId.New(clock), SecretKey.New(), SecretKey.New());
        var line = new Line
        {
            PortalId = portal,
            Id = id,
            Code = $"olc_{id}",
            Name = settings.Name,
            GatewayKind = settings.Kind.Kind,
            GatewaySettings = "",
            MarketingInterval = settings.MarketingInterval,
            DirectInterval = settings.DirectInterval,
            HandlerKeyHash = SecretKey.Hash(handlerKey),
            HandlerKey = secrets.Protect(handlerKey),
            HookKeyHash = SecretKey.Hash(hookKey),
            HookKey = secrets.Protect(hookKey),
            CreatedAt = clock.GetUtcNow(),
            Version = 1,
        };
        settings.ApplyTo(line, secrets);
        return line;
    }

    private LineMaking Insert(WriteTurn turn, Line line, string actor)
    {
        using var db = turn.OpenDb();
        var portal = db.Portals.Single(row => row.Id == line.PortalId);
        var others = db.Lines.Count(row => row.PortalId == line.PortalId && row.State != LineState.Off);
        if (demo.CurrentValue.Covers(portal.Id, portal.Status) && others >= demo.CurrentValue.Lines)
            return new LineMaking.DemoIsFull(demo.CurrentValue.Lines);
        if (others >= limits.CurrentValue.PerPortal) return new LineMaking.TooMany(limits.CurrentValue.PerPortal);
        db.Lines.Add(line);
        db.SaveChanges();
        audit.Write(turn, line.PortalId, actor, "line created", line.Id.ToString(), after: $"{line.Name}, {line.GatewayKind}");
        Revisions.Note(turn, line.Id);
        return new LineMaking.Made(line);
    }

    private LineChange<TRefusal> Change<TRefusal>(
        WriteTurn turn, PortalId portal, LineId id, Func<Line, LineWish<TRefusal>> wish, string actor, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        var line = db.Lines.Single(row => row.PortalId == portal && row.Id == id);
        if (line.State == LineState.Off) return new LineChange<TRefusal>.Off();
        switch (wish(line))
        {
            case LineWish<TRefusal>.Fits fits:
                var before = LineDifference.Of(line, secrets);
                fits.Settings.ApplyTo(line, secrets);
                if (LineDifference.Between(before, LineDifference.Of(line, secrets), fits.Settings.Kind) is not { } differs)
                    return new LineChange<TRefusal>.Same();
                line.Version++;
                db.SaveChanges();
                lines.Recompute(turn, id, now);
                audit.Write(turn, portal, actor, "line changed", id.ToString(), differs.Before, differs.After);
                Revisions.Note(turn, id);
                return new LineChange<TRefusal>.Changed();
            case LineWish<TRefusal>.Refused refused:
                return new LineChange<TRefusal>.Refused(refused.Why);
            default:
                throw new ArgumentOutOfRangeException(nameof(wish));
        }
    }
}
