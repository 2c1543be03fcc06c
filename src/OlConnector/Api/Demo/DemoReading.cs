using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Quotas;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Api.Demo;

/// <summary>
/// Reads the ledger of a demo. It holds a number alone, under a name that knows no portal; what took the units is told by the messages.
/// </summary>
internal sealed class DemoReading(Database database, DemoLedgers ledgers, IOptionsMonitor<DemoOptions> demo)
{
    private const int MostListed = 200;

    internal async Task<DemoResource> GetAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        var status = await db.Portals.Where(portal => portal.Id == caller.Portal).Select(portal => portal.Status).SingleAsync(ct);
        var (limit, used) = (demo.CurrentValue.MarketingMessages, await UsedAsync(db, caller.Portal, ct));
        var units = await UnitsAsync(db, caller, ct);
        return new DemoResource(
            demo.CurrentValue.Covers(caller.Portal, status), limit, used, Math.Max(0, limit - used), units,
            Math.Max(0, used - units.Count), await RefusedByDemo.OfAsync(db, caller, ct));
    }

    /// <summary>Units that the portal has taken.</summary>
    internal Task<int> UsedAsync(OlConnectorDb db, PortalId portal, CancellationToken ct)
    {
        var name = ledgers.HashOf(portal);
        return db.DemoLedgers.Where(row => row.PortalHash == name).Select(row => row.Used).SingleOrDefaultAsync(ct);
    }

    /// <summary>The messages themselves remember that they hold a unit; one that gave it back does not any more.</summary>
    private static async Task<IReadOnlyList<DemoUnit>> UnitsAsync(OlConnectorDb db, Caller caller, CancellationToken ct)
    {
        var messages = db.Messages.AsNoTracking().Where(message => message.PortalId == caller.Portal && message.HasDemoUnit);
        if (caller.Lines is { } own) messages = messages.Where(message => own.Contains(message.LineId));
        var found = await messages.OrderByDescending(message => message.Sequence).Take(MostListed)
            .Select(message => new
            {
                Message = message,
                Line = db.Lines.Where(line => line.Id == message.LineId).Select(line => line.Name).First(),
                Campaign = db.Campaigns.Where(row => row.Id == message.CampaignId).Select(row => row.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        return [.. found.Select(row => Show(row.Message, row.Line, row.Campaign)).OrderByDescending(unit => unit.At)];
    }

    private static DemoUnit Show(Message message, string line, string? campaign) => new(
        MessageHistory.Read(message.History).FirstOrDefault(change => change.State == MessageState.Queued)?.At ?? message.AcceptedAt,
        message.Source switch
        {
            MessageSource.Test => DemoUnitKind.Test,
            MessageSource.Api => DemoUnitKind.Quick,
            _ => DemoUnitKind.Mailing,
        },
        message.Id.ToString(), message.State, message.LineId.ToString(), line, message.CampaignId?.ToString("N"), campaign);
}
