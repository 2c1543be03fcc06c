using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Nodes;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// Tells a portal's administrators, or single users, something inside the portal. A notice with the same tag replaces the one before
/// (bitrix24.md §7.2).
/// </summary>
internal sealed class AdminNotices(Database database, PortalClient client, Leases leases, TimeProvider clock)
{
    private const int MostRecipients = 10;
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Once = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<(PortalId Portal, string Tag), DateTimeOffset> _told = new();

    /// <summary>
    /// Tells the portal's administrators, and whomever else it concerns, at most once a day for a tag. Administrators are the one whose
    /// tokens we hold, users with our admin role, and those who were the portal's own administrators when they last opened the app.
    /// </summary>
    /// <param name="portal">The portal.</param>
    /// <param name="tag">What it is about, for example <c>olc-line-…</c>.</param>
    /// <param name="said">The text.</param>
    /// <param name="alsoTo">Users who hear it beside the administrators, such as the author of a mailing.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>True when at least one was told now.</returns>
    public Task<bool> TellOnceAsync(
        PortalId portal, string tag, Said said, IReadOnlyList<string>? alsoTo = null, CancellationToken ct = default) =>
        TellOnceAsync(portal, tag, said, () => RecipientsAsync(portal, alsoTo ?? [], ct), ct);

    /// <summary>Tells these users alone, at most once a day for a tag.</summary>
    public Task<bool> TellUsersOnceAsync(
        PortalId portal, string tag, Said said, IReadOnlyList<string> users, CancellationToken ct = default) =>
        TellOnceAsync(portal, tag, said, async () => (await LanguageAsync(portal, ct), [.. users]), ct);

    private async Task<bool> TellOnceAsync(
        PortalId portal, string tag, Said said, Func<Task<(string Language, List<string> Users)>> find, CancellationToken ct)
    {
        if (!TryClaim(portal, tag)) return false;
        var isTold = false;
        try
        {
            if (!await leases.TryTakeAsync(portal, $"notice {tag}", Once))
            {
                // Another node told it today: for this one it is told as well.
                isTold = true;
                return false;
            }

            isTold = await TellAsync(portal, tag, said, await find(), ct);
            return isTold;
        }
        finally
        {
            if (!isTold)
            {
                _told.TryRemove((portal, tag), out _);
                await leases.GiveBackAsync(portal, $"notice {tag}").ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>
    /// True for the first who wants to tell this; whoever comes while it is told, or within the day, has nothing to tell.
    /// </summary>
    private bool TryClaim(PortalId portal, string tag)
    {
        var now = clock.GetUtcNow();
        if (_told.Count >= MostRemembered) _told.Clear();
        if (_told.TryGetValue((portal, tag), out var last)) return now - last >= Once && _told.TryUpdate((portal, tag), now, last);
        return _told.TryAdd((portal, tag), now);
    }

    private async Task<bool> TellAsync(
        PortalId portal, string tag, Said said, (string Language, List<string> Users) to, CancellationToken ct)
    {
        var wasTold = false;
        foreach (var user in to.Users)
        {
            var notice = new JObject { ["USER_ID"] = user, ["MESSAGE"] = said[to.Language], ["TAG"] = tag };
            var answer = await client.CallAsync(portal, "im.notify.system.add", notice, Priority.Background, ct);
            wasTold |= answer is RestAnswer.Ok;
            if (answer is not RestAnswer.Ok and not RestAnswer.Failed) break;
        }

        return wasTold;
    }

    private async Task<string> LanguageAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.Where(found => found.Id == portal).Select(found => found.Language).FirstOrDefaultAsync(ct) ?? "en";
    }

    private async Task<(string Language, List<string> Users)> RecipientsAsync(
        PortalId portal, IReadOnlyList<string> alsoTo, CancellationToken ct)
    {
        await using var db = database.Read();
        var row = await db.Portals.AsNoTracking().Where(found => found.Id == portal)
            .Select(found => new { found.Language, found.TokenUserId }).FirstOrDefaultAsync(ct);
        if (row is null) return ("en", []);
        var admins = await db.Users.AsNoTracking()
            .Where(user => user.PortalId == portal && (user.Role == Role.Admin || user.AdministratorSince != null))
            .OrderBy(user => user.UserId).Select(user => user.UserId).Take(MostRecipients).ToListAsync(ct);
        var first = new[] { row.TokenUserId }.OfType<string>();
        return (row.Language, [.. first.Concat(alsoTo).Concat(admins).Distinct(StringComparer.Ordinal)]);
    }
}
