using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Quotas;
using OlConnector.Gateways;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>Makes and changes lines.</summary>
internal sealed class LineDesk(
    Writer writer, LineReading reading, LineViews views, LineDirectory directory, LineGateways gateways, ConnectionChecks connections, SenderRegistry senders, LineDue queue, AuditTrail audit,
    GatewayCatalog kinds, SecretBox secrets, Wakeups wakeups, IOptionsMonitor<PacingOptions> pacing, IOptionsMonitor<DemoOptions> demo, TimeProvider clock)
{
    /// <summary>What the role support may change (design.md §4.21); everything else takes an administrator.</summary>
    private static readonly string[] PaceFields = ["marketingInterval", "directInterval", "jitter", "window"];

    /// <summary>A new line. Wrong credentials do not refuse it: its connection says what is wrong.</summary>
    internal async Task<ActionResult<LineResource>> CreateAsync(Caller caller, LineDraft draft, CancellationToken ct)
    {
        if (LineSettings.TryRead(draft, kinds, pacing.CurrentValue, out var settings) is { } refusal) return refusal;
        var line = NewLine(caller.Portal, settings!);
        if (await writer.RunAsync(turn => Insert(turn, line, caller), ct) is { } limit) return limit;

        await directory.RefreshAsync(ct);
        await connections.CheckAsync(line.PortalId, line.Id, ct);
        await senders.RegisterAsync(line.PortalId, line.Id, ct);
        var created = await reading.GetAsync(caller, line.Id.ToString(), ct);
        return new CreatedResult($"/api/v1/lines/{line.Id}", created.Value);
    }

    /// <summary>Changes settings; they count from the next dispatch on.</summary>
    internal async Task<ActionResult<LineResource>> ChangeAsync(Caller caller, string id, MergePatch<LineDraft> patch, Precondition ifMatch, CancellationToken ct)
    {
        if (caller.Role < Role.Admin && patch.Fields.FirstOrDefault(field => !PaceFields.Contains(field, StringComparer.Ordinal)) is { } closed) return Refuse.Forbidden("admin", closed);
        if (await reading.FindAsync(caller, id, ct) is not { } found) return Refuse.NotFound();

        var now = clock.GetUtcNow();
        var (refusal, isReconnecting) = await writer.RunAsync(turn => Change(turn, found.PortalId, found.Id, patch, ifMatch, caller, now), ct);
        if (refusal is not null) return refusal;
        wakeups.Dispatching.Pulse();
        await directory.RefreshAsync(ct);
        if (isReconnecting)
        {
            await gateways.CloseAsync(found.Id);
            await connections.CheckAsync(found.PortalId, found.Id, ct);
        }

        if (patch.Fields.Any(field => field is "name" or "number")) await senders.UpdateAsync(found.PortalId, found.Id, ct);
        return await reading.GetAsync(caller, id, ct);
    }

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

    private Refusal? Insert(WriteTurn turn, Line line, Caller caller)
    {
        using var db = turn.OpenDb();
        var portal = db.Portals.Single(row => row.Id == line.PortalId);
        var lines = db.Lines.Count(row => row.PortalId == line.PortalId && row.State != LineState.Off);
        if (demo.CurrentValue.Covers(portal.Status) && lines >= demo.CurrentValue.Lines)
            return LineRefusals.DemoIsFull(demo.CurrentValue.Lines);
        db.Lines.Add(line);
        db.SaveChanges();
        audit.Write(turn, line.PortalId, caller.Actor, "line created", line.Id.ToString(), after: $"{line.Name}, {line.GatewayKind}");
        return null;
    }

    /// <summary>One transaction from reading to writing, so that two changes at once cannot undo each other.</summary>
    private (Refusal? Refusal, bool IsReconnecting) Change(
        WriteTurn turn, PortalId portal, LineId id, MergePatch<LineDraft> patch, Precondition ifMatch, Caller caller, DateTimeOffset now)
    {
        using var db = turn.OpenDb();
        var line = db.Lines.Single(row => row.PortalId == portal && row.Id == id);
        if (line.State == LineState.Off) return (LineRefusals.Deleted(), false);
        if (!ifMatch.Allows(line.Version)) return (Refuse.PreconditionFailed(), false);

        var draft = patch.ApplyTo(views.DraftOf(line));
        if (draft.Gateway?.Kind != line.GatewayKind) return (LineRefusals.KindIsFixed(line.GatewayKind), false);
        if (LineSettings.TryRead(draft, kinds, pacing.CurrentValue, out var settings) is { } refusal) return (refusal, false);

        settings!.ApplyTo(line, secrets);
        line.Version++;
        db.SaveChanges();
        queue.Recompute(turn, id, now);
        audit.Write(turn, portal, caller.Actor, "line changed", id.ToString(), after: string.Join(", ", patch.Fields));
        return (null, patch.Fields.Contains("gateway", StringComparer.Ordinal));
    }
}
