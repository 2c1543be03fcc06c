using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Suppression;
using OlConnector.Storage;

namespace OlConnector.Api.Texts;

/// <summary>Knows each portal's words of refusal, and the hosts that it takes for shorteners.</summary>
internal sealed class PortalWords(Database database)
{
    internal async Task<OptOutWords> OfAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return OptOutWords.FromLines(await db.Portals.Where(row => row.Id == portal).Select(row => row.OptOutWords).SingleAsync(ct));
    }

    internal async Task<ShortLinkHosts> ShortenersOfAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return ShortLinkHosts.FromLines(await db.Portals.Where(row => row.Id == portal).Select(row => row.Shorteners).SingleAsync(ct));
    }
}
