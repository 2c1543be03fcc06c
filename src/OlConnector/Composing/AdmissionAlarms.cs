using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Tells administrators of a portal and a mailing's author what becomes of it without their doing: once that the demo is over, once a
/// mailing and reason that something is held.
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
        var campaign = await db.Campaigns.AsNoTracking().Where(row => row.PortalId == holding.Portal && row.Id == holding.Campaign)
            .Join(db.Lines, row => row.LineId, line => line.Id, (row, line) => new { row.Name, row.Author, row.Settings, Line = line.Name })
            .FirstOrDefaultAsync();
        if (campaign is null) return;
        var (notice, settings) = (new HoldNotice(campaign.Name, campaign.Line), MailingJson.SettingsOf(campaign.Settings));
        var own = settings.GuardOver(guard.CurrentValue);
        var said = holding.Reason != Reason.SegmentGuard ? notice.For(holding.Reason)
            : settings.Waves is { } waves ? notice.InWaves(own, waves)
            : notice.ByGuard(own);
        await notices.TellOnceAsync(holding.Portal, HoldNotice.TagOf(holding.Campaign, holding.Reason), said, campaign.Author);
    }
}
