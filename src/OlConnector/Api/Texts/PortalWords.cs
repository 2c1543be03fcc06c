using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Suppression;
using OlConnector.Storage;

namespace OlConnector.Api.Texts;

/// <summary>Knows each portal's words of refusal.</summary>
internal sealed class PortalWords(Database database)
{
    internal async Task<OptOutWords> OfAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return OptOutWords.FromLines(await db.Portals.Where(row => row.Id == portal).Select(row => row.OptOutWords).SingleAsync(ct));
    }
}
