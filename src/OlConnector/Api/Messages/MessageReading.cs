using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Messages;

/// <summary>Finds messages, newest first.</summary>
internal sealed class MessageReading(Database database, GatewayCatalog kinds)
{
    internal async Task<ActionResult<Page<MessageSummary>>> ListAsync(
        Caller caller, MessageQuery query, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } wrong) return wrong;
        await using var db = database.Read();
        var portal = await db.Portals.Where(row => row.Id == caller.Portal)
            .Select(row => new { row.TimeZone, row.Country }).SingleAsync(ct);
        if (MessageFilter.TryRead(query, portal.TimeZone, out var filter, portal.Country) is { } refusal) return refusal;

        var rows = await filter!.Apply(db, caller, after?.Id).OrderByDescending(message => message.Id).Take(page.Limit + 1).ToListAsync(ct);
        var contexts = await ContextsAsync(db, rows, ct);
        return Pages.Of(
            rows, page.Limit, message => MessageViews.Summary(message, contexts.GetValueOrDefault(message.Sequence), caller),
            message => new Cursor(0, message.Id.ToString()));
    }

    internal async Task<ActionResult<MessageResource>> GetAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (await FindAsync(db, caller, id, ct) is not { } message) return Refuse.NotFound();
        var attempts = await db.Attempts.AsNoTracking().Where(attempt => attempt.MessageSequence == message.Sequence)
            .OrderBy(attempt => attempt.Number).ToListAsync(ct);
        var contexts = await ContextsAsync(db, [message], ct);
        var names = await ActorNames.ReadAsync(db, caller.Portal, MessageHistory.Read(message.History).Select(change => change.By), ct);
        var shown = MessageViews.Whole(
            message, contexts.GetValueOrDefault(message.Sequence), await WarningsAsync(db, message, ct), attempts, names, caller);
        var until = message.CampaignId is null || shown.ExpiresAt is null ? null : await db.Campaigns
            .Where(campaign => campaign.Id == message.CampaignId).Select(campaign => campaign.ValidUntil).SingleOrDefaultAsync(ct);
        return until < shown.ExpiresAt ? shown with { ExpiresAt = until } : shown;
    }

    /// <summary>The message, if it exists for the caller.</summary>
    internal static async Task<Message?> FindAsync(OlConnectorDb db, Caller caller, string id, CancellationToken ct)
    {
        if (!Guid.TryParse(id, out var key)) return null;
        var message = await db.Messages.AsNoTracking()
            .SingleOrDefaultAsync(row => row.PortalId == caller.Portal && row.Id == new MessageId(key), ct);
        return message is not null && caller.Sees(message.LineId) ? message : null;
    }

    /// <summary>What a person should know of the number on this line's channel.</summary>
    private async Task<IReadOnlyList<string>> WarningsAsync(OlConnectorDb db, Message message, CancellationToken ct)
    {
        if (message.Phone is null || PhoneRules.NormalizeLoosely($"+{message.Phone}", region: null) is not PhoneResult.Valid phone)
            return [];
        var kind = await db.Lines.Where(line => line.PortalId == message.PortalId && line.Id == message.LineId)
            .Select(line => line.GatewayKind).SingleOrDefaultAsync(ct);
        var isSms = kind is not null && kinds.TryGet(kind, out var gateway) && gateway.Traits.Channel == Channel.Sms;
        return PhoneUse.WarningFor(phone.Kind, isSms ? Channel.Sms : Channel.WhatsApp) is { } warning ? [warning] : [];
    }

    private static async Task<Dictionary<long, WaitContext>> ContextsAsync(
        OlConnectorDb db, IReadOnlyCollection<Message> messages, CancellationToken ct)
    {
        var waiting = messages.Where(message => message.State == MessageState.Queued).ToList();
        if (waiting.Count == 0) return [];
        var lineIds = waiting.Select(message => message.LineId).Distinct().ToList();
        var campaignIds = waiting.Select(message => message.CampaignId).OfType<Guid>().Distinct().ToList();
        var lines = await db.Lines.AsNoTracking().Where(line => lineIds.Contains(line.Id))
            .Select(line => new
            {
                line.Id,
                line.State,
                Reason = line.State == LineState.Frozen ? line.FrozenReason : line.WaitReason,
                IsClaimed = line.ClaimToken != null,
            }).ToDictionaryAsync(line => line.Id, ct);
        var paused = await db.Campaigns.Where(campaign => campaignIds.Contains(campaign.Id) && campaign.IsPaused)
            .Select(campaign => campaign.Id).ToHashSetAsync(ct);
        return waiting.Where(message => lines.ContainsKey(message.LineId)).ToDictionary(
            message => message.Sequence,
            message => new WaitContext(
                lines[message.LineId].State, lines[message.LineId].Reason, lines[message.LineId].IsClaimed,
                message.CampaignId is { } campaign && paused.Contains(campaign)));
    }
}
