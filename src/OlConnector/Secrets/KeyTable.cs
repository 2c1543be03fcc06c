using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using OlConnector.Storage;

namespace OlConnector.Secrets;

/// <summary>Keeps the key ring in the database, so that all nodes have the same.</summary>
internal sealed class KeyTable(Database database) : IXmlRepository
{
    private const string Insert = "INSERT INTO stored_keys (name, xml) VALUES (@name, @xml) ON CONFLICT (name) DO NOTHING";

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = database.Read();
        return
        [
            .. db.StoredKeys.AsNoTracking().Where(key => key.Name != LedgerKey.Name).OrderBy(key => key.Name)
                .Select(key => key.Xml).AsEnumerable().Select(XElement.Parse),
        ];
    }

    /// <summary>On a connection of its own: the ring may be asked for inside a writer's turn.</summary>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenForWriting();
        var turn = new WriteTurn(database, connection);
        turn.Execute(Insert, ("name", friendlyName), ("xml", element.ToString(SaveOptions.DisableFormatting)));
        turn.Dispose();
    }
}
