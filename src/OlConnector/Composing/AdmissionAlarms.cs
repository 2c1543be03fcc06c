using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Tells people of a portal what an admission means for them: once a day that the demo is used up, once a mailing that the guard holds
/// something of it.
/// </summary>
internal sealed class AdmissionAlarms(
    AdminNotices notices, Database database, IOptionsMonitor<GuardOptions> guard, ILogger<AdmissionAlarms> log)
{
    private static readonly Said UsedUp = new(
        "OlConnector: бесплатные сообщения рассылок закончились, остальные не отправлены. "
        + "Чтобы рассылать дальше, оплатите приложение в Маркете и запустите рассылку снова.",
        "OlConnector: the free messages for mailings are used up and the others were not sent. "
        + "To go on, pay for the app in the Market and start the mailing again.");

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
                case AdmissionAlarm.OutOfDemo:
                    await notices.TellOnceAsync(alarm.Portal, "olc-demo-quota", UsedUp);
                    break;
                case AdmissionAlarm.Guarded guarded:
                    await TellGuardedAsync(guarded);
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

    private async Task TellGuardedAsync(AdmissionAlarm.Guarded guarded)
    {
        await using var db = database.Read();
        var campaign = await db.Campaigns.AsNoTracking().Where(row => row.PortalId == guarded.Portal && row.Id == guarded.Campaign)
            .Join(db.Lines, row => row.LineId, line => line.Id, (row, line) => new { row.Name, row.Author, Line = line.Name })
            .FirstOrDefaultAsync();
        if (campaign is null) return;
        var (limit, isAll) = (guard.CurrentValue.Limit, guard.CurrentValue.Policy == "hold-all");
        await notices.TellOnceAsync(
            guarded.Portal, $"olc-guard-{guarded.Campaign:N}",
            new Said(
                $"OlConnector: рассылка «{campaign.Name}» на линии «{campaign.Line}» больше предела: {limit} сообщений. "
                + (isAll ? "Всё неотправленное задержано и само не уйдёт." : "Лишние сообщения задержаны и сами не уйдут.")
                + " Отпустите или отклоните задержанное: в приложении "
                + $"или POST /api/v1/campaigns/{guarded.Campaign:N}/release, …/discard.",
                $"OlConnector: the mailing “{campaign.Name}” on the line “{campaign.Line}” is larger than the limit of {limit} messages. "
                + (isAll ? "Everything unsent is held" : "What is above it is held")
                + " and does not leave by itself. Release or discard what is held: in the app, "
                + $"or POST /api/v1/campaigns/{guarded.Campaign:N}/release, …/discard."),
            campaign.Author);
    }
}
