using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;

namespace OlConnector.Api.Campaigns;

/// <summary>Deletes files of own mailings, with what is unsent of them or without.</summary>
internal sealed class FileActions(
    Writer writer, Database database, CampaignReading reading, RecipientLeavings leavings, LineDue lines, AuditTrail audit,
    Wakeups wakeups, TimeProvider clock)
{
    private const string Take =
        "UPDATE recipient_files SET state = @state, touched_at = @now, actor = @actor WHERE id = @file AND state = 'whole'";

    internal async Task<ActionResult<FileDeletedAnswer>> DeleteAsync(
        Caller caller, string id, string file, UnsentRecipients? unsent, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign || !Guid.TryParse(file, out var key)) return Refuse.NotFound();
        await using (var db = database.Read())
        {
            if (!await RecipientFileReading.Whole(db, campaign).AnyAsync(one => one.Id == key, ct)) return Refuse.NotFound();
        }

        if (unsent is not { } wish) return Refuse.Required("unsent");
        var isTaken = await writer.RunAsync(turn => turn.Execute(
            Take, ("state", wish == UnsentRecipients.Keep ? "kept" : "leaving"), ("now", clock.GetUtcNow()), ("actor", caller.Actor),
            ("file", key)) == 1, ct);
        if (!isTaken) return Refuse.NotFound();
        var removed = wish == UnsentRecipients.Keep
            ? 0
            : await leavings.ForgetFileAsync(campaign.Id, key, caller.Actor, CancellationToken.None);
        await writer.RunAsync(turn =>
        {
            audit.Write(
                turn, campaign.PortalId, caller.Actor, "recipient file deleted", campaign.Id.ToString("N"), after: $"removed {removed}");
            lines.Recompute(turn, campaign.LineId, clock.GetUtcNow());
        }, CancellationToken.None);
        wakeups.Dispatching.Pulse();
        return new FileDeletedAnswer(removed, await reading.InFlightAsync(campaign, CancellationToken.None));
    }
}
