using Microsoft.AspNetCore.Mvc;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Senders;
using OlConnector.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Sending;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>Makes and changes lines as people ask for it, and does what follows: asks their gateways, tells the portal.</summary>
internal sealed class LineDesk(
    LineBook book, LineDrafts drafts, LineReading reading, LineViews views, LineGateways gateways, ConnectionChecks connections,
    SenderRegistry senders, PortalCare care, Repricing prices)
{
    /// <summary>What the role support may change (design.md §4.21); everything else takes an administrator.</summary>
    private static readonly string[] PaceFields = ["marketingInterval", "directInterval", "jitter", "window"];

    /// <summary>A new line. Wrong credentials do not refuse it: its connection says what is wrong.</summary>
    internal async Task<ActionResult<LineResource>> CreateAsync(Caller caller, LineDraft draft, CancellationToken ct)
    {
        switch (drafts.Read(draft))
        {
            case LineWish<Refusal>.Fits fits:
                return await MakeAsync(caller, fits.Settings, ct);
            case LineWish<Refusal>.Refused refused:
                return refused.Why;
            default:
                throw new ArgumentOutOfRangeException(nameof(draft));
        }
    }

    /// <summary>Changes settings; they count from the next dispatch on.</summary>
    internal async Task<ActionResult<LineResource>> ChangeAsync(
        Caller caller, string id, MergePatch<LineDraft> patch, Precondition ifMatch, CancellationToken ct)
    {
        if (FirstClosed(caller, patch) is { } closed) return Refuse.Forbidden("admin", closed);
        if (await reading.FindAsync(caller, id, ct) is not { } found) return Refuse.NotFound();
        switch (await book.ChangeAsync(found.PortalId, found.Id, line => Read(line, patch, ifMatch), caller.Actor, ct))
        {
            case LineChange<Refusal>.Off:
                return LineRefusals.Deleted();
            case LineChange<Refusal>.Refused refused:
                return refused.Why;
            default:
                await FollowAsync(found, patch, ct);
                return await reading.GetAsync(caller, id, ct);
        }
    }

    private async Task<ActionResult<LineResource>> MakeAsync(Caller caller, LineSettings settings, CancellationToken ct)
    {
        switch (await book.MakeAsync(caller.Portal, settings, caller.Actor, ct))
        {
            case LineMaking.DemoIsFull demo:
                return LineRefusals.DemoIsFull(demo.Most);
            case LineMaking.TooMany full:
                return LineRefusals.TooMany(full.Most);
            case LineMaking.Made { Line: var line }:
                await connections.CheckAsync(line.PortalId, line.Id, ct);
                await senders.RegisterAsync(line.PortalId, line.Id, ct);
                // The robot offers the lines that there are; that need not be waited for.
                care.Request(line.PortalId, refreshAll: false);
                var created = await reading.GetAsync(caller, line.Id.ToString(), ct);
                return new CreatedResult($"/api/v1/lines/{line.Id}", created.Value);
            default:
                throw new ArgumentOutOfRangeException(nameof(settings));
        }
    }

    private static string? FirstClosed(Caller caller, MergePatch<LineDraft> patch) =>
        caller.Role >= Role.Admin ? null : patch.Fields.FirstOrDefault(field => !PaceFields.Contains(field, StringComparer.Ordinal));

    /// <summary>The wish as it reads against the line as it stands.</summary>
    private LineWish<Refusal> Read(Line line, MergePatch<LineDraft> patch, Precondition ifMatch)
    {
        if (!ifMatch.Allows(line.Version)) return new LineWish<Refusal>.Refused(Refuse.PreconditionFailed());
        var draft = patch.ApplyTo(views.DraftOf(line));
        if (draft.Gateway?.Kind != line.GatewayKind) return new LineWish<Refusal>.Refused(LineRefusals.KindIsFixed(line.GatewayKind));
        var wish = drafts.Read(draft, line);
        return wish is LineWish<Refusal>.Fits { Settings: var wanted } && UnprovedSecret(line, wanted, patch) is { } secret
            ? new LineWish<Refusal>.Refused(LineRefusals.SecretNeeded(secret))
            : wish;
    }

    /// <summary>
    /// A stored secret that would go to another address than it was entered for, by the wish of somebody who did not enter it again.
    /// Secrets are never shown, and an address of one's own would show them.
    /// </summary>
    private string? UnprovedSecret(Line line, LineSettings wanted, MergePatch<LineDraft> patch)
    {
        var stands = new GatewaySettings(views.SettingsOf(line));
        if (GatewayDestination.Of(wanted.Kind, stands) == GatewayDestination.Of(wanted.Kind, wanted.Gateway)) return null;
        return wanted.Kind.Settings.Where(setting => setting.IsSecret && wanted.Gateway.Find(setting.Name) is not null)
            .Select(setting => setting.Name).FirstOrDefault(name => !patch.Gives("gateway", "settings", name));
    }

    /// <summary>
    /// A gateway with other settings has to be opened anew and asked how it is; other hours are looked up anew for every recipient; what
    /// waits costs by the new prices; the portal shows the name and the number.
    /// </summary>
    private async Task FollowAsync(Line line, MergePatch<LineDraft> patch, CancellationToken ct)
    {
        if (patch.Fields.Contains("gateway", StringComparer.Ordinal))
        {
            await gateways.CloseAsync(line.Id);
            await connections.CheckAsync(line.PortalId, line.Id, ct);
        }

        if (patch.Fields.Any(field => field is "tariff" or "currency")) await prices.WriteAnewAsync(line.Id, ct);
        if (patch.Fields.Any(field => field is "limits" or "window")) await book.EndRecipientWaitsAsync(line.Id);
        if (!patch.Fields.Any(field => field is "name" or "number")) return;
        await senders.UpdateAsync(line.PortalId, line.Id, ct);
        care.Request(line.PortalId, refreshAll: false);
    }
}
