using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Telling;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Tells administrators of a portal and a mailing's author what becomes of it without their doing: once that the demo is over, once a
/// mailing that its guard warns or acts, once a mailing and other reason that something is held.
/// </summary>
internal sealed class AdmissionAlarms(
    AdminNotices notices, DemoNotices demos, Database database, IOptionsMonitor<GuardOptions> guard, ILogger<AdmissionAlarms> log)
{
    private readonly ConcurrentDictionary<AdmissionAlarm, bool> _ringing = new();

    /// <summary>Begins to tell it; nobody waits for the portal, and a notice that reaches nobody fails nothing.</summary>
    internal void Ring(AdmissionAlarm alarm)
    {
        // Batch after batch may run into the quota while the portal still answers to the first notice.
        if (_ringing.TryAdd(alarm, true)) _ = Task.Run(() => TellAsync(alarm));
    }

    private async Task TellAsync(AdmissionAlarm alarm)
    {
        try
        {
            switch (alarm)
            {
                case AdmissionAlarm.OutOfDemo demo:
                    await TellUsedUpAsync(demo);
                    break;
                case AdmissionAlarm.DemoOver over:
                    await demos.TellOverAsync(over.Portal, over.Line);
                    break;
                case AdmissionAlarm.Holding holding:
                    await TellHoldingAsync(holding);
                    break;
                case AdmissionAlarm.Reached reached:
                    await TellReachedAsync(reached);
                    break;
            }
        }
        catch (Exception failure)
        {
            log.AlarmFailed(alarm.Portal, failure.GetType().Name);
        }
        finally
        {
            _ringing.TryRemove(alarm, out _);
        }
    }

    private async Task TellUsedUpAsync(AdmissionAlarm.OutOfDemo demo)
    {
        await using var db = database.Read();
        var author = await db.Campaigns.AsNoTracking().Where(row => row.PortalId == demo.Portal && row.Id == demo.Campaign)
            .Select(row => row.Author).FirstOrDefaultAsync();
        await demos.TellSpentAsync(demo.Portal, author);
    }

    private async Task TellHoldingAsync(AdmissionAlarm.Holding holding)
    {
        await using var db = database.Read();
        if (await FindAsync(db, holding.Portal, holding.Campaign) is not var (campaign, line)) return;
        var said = new HoldNotice(campaign.Name, line).For(holding.Reason);
        await notices.TellOnceAsync(holding.Portal, HoldNotice.TagOf(holding.Campaign, holding.Reason), said, campaign.Concerned);
    }

    /// <summary>
    /// Of a warning its author hears, and whom the mailing names; of a guard that acts the administrators too, because somebody has to
    /// decide.
    /// </summary>
    private async Task TellReachedAsync(AdmissionAlarm.Reached reached)
    {
        await using var db = database.Read();
        if (await FindAsync(db, reached.Portal, reached.Mark.Campaign) is not var (campaign, line)) return;
        var settings = MailingJson.SettingsOf(campaign.Settings);
        var own = (await PortalGuards.ReadAsync(db, guard.CurrentValue, reached.Portal)).Of(campaign.LineId, settings.Guard);
        var (notice, tag) = (new GuardNotice(campaign.Name, line, own), GuardNotice.TagOf(reached.Mark));
        if (reached.Mark.Acts) await notices.TellOnceAsync(reached.Portal, tag, notice.Acting(settings.Waves), campaign.Concerned);
        else await notices.TellUsersOnceAsync(reached.Portal, tag, notice.Warning, campaign.Concerned);
    }

    /// <summary>The mailing and the name of its line; null when it is gone.</summary>
    private static async Task<(Campaign Campaign, string Line)?> FindAsync(OlConnectorDb db, PortalId portal, Guid id)
    {
        var found = await db.Campaigns.AsNoTracking().Where(row => row.PortalId == portal && row.Id == id)
            .Join(db.Lines, row => row.LineId, line => line.Id, (row, line) => new { Campaign = row, Line = line.Name })
            .FirstOrDefaultAsync();
        return found is null ? null : (found.Campaign, found.Line);
    }
}
