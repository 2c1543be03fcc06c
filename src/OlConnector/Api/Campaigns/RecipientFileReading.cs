using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using OlConnector.Api.Csv;
using OlConnector.Api.Tables;
using OlConnector.Engine.Campaigns;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Reads the files of own mailings, and the rows of theirs that could not be taken.</summary>
internal sealed class RecipientFileReading(Database database, CampaignReading reading)
{
    private const int MostShown = 100;
    private const int Page = 1000;

    internal async Task<ActionResult<RecipientFiles>> ListAsync(Caller caller, string id, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        await using var db = database.Read();
        var rows = await Whole(db, campaign).OrderBy(file => file.At).ThenBy(file => file.Id).ToListAsync(ct);
        var shown = new List<RecipientFileResource>(rows.Count);
        foreach (var row in rows) shown.Add(await ShowAsync(db, row, caller, ct));
        return new RecipientFiles(shown);
    }

    internal async Task<ActionResult<RecipientFileResource>> GetAsync(Caller caller, Campaign campaign, Guid file)
    {
        await using var db = database.Read();
        var row = await Whole(db, campaign).SingleAsync(one => one.Id == file);
        return await ShowAsync(db, row, caller, CancellationToken.None);
    }

    /// <summary>The rows that could not be taken, as a table that can be mended and sent again.</summary>
    internal async Task<ActionResult> RejectedAsync(Caller caller, string id, string file, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign || !Guid.TryParse(file, out var key)) return Refuse.NotFound();
        await using var db = database.Read();
        if (await Whole(db, campaign).SingleOrDefaultAsync(one => one.Id == key, ct) is not { } row) return Refuse.NotFound();
        string[] columns = ["ROW", "REASON", .. ColumnsOf(row).Select(column => SafeCell.Write(column.Name))];
        return new CsvAnswer("rejected.csv", columns, PagesAsync(row, caller.ReadsIn));
    }

    internal static IQueryable<RecipientFile> Whole(OlConnectorDb db, Campaign campaign) => db.RecipientFiles.AsNoTracking()
        .Where(file => file.PortalId == campaign.PortalId && file.CampaignId == campaign.Id && file.State == RecipientFileState.Whole);

    private static async Task<RecipientFileResource> ShowAsync(
        OlConnectorDb db, RecipientFile file, Caller caller, CancellationToken ct)
    {
        var rejected = await Rejected(db, file).Take(MostShown).ToListAsync(ct);
        return new RecipientFileResource(
            file.Id.ToString("N"), file.Name, file.At, file.Actor, file.Accepted, file.Duplicates, file.Rejected,
            rejected.ConvertAll(row => new RejectedRecipientRow(
                row.Number, row.Value, row.Code, FileRefusals.WhyOf(row.Code)[caller.ReadsIn])),
            file.Encoding, file.Delimiter, ColumnsOf(file));
    }

    private async IAsyncEnumerable<IReadOnlyList<string[]>> PagesAsync(RecipientFile file, string language)
    {
        for (var after = 0; ;)
        {
            await using var db = database.Read();
            var rows = await Rejected(db, file).Where(row => row.Number > after).Take(Page).ToListAsync();
            if (rows.Count > 0)
                yield return rows.ConvertAll<string[]>(row =>
                [
                    $"{row.Number}", FileRefusals.WhyOf(row.Code)[language],
                    .. JsonConvert.DeserializeObject<string[]>(row.Cells)!.Select(SafeCell.WriteNumber),
                ]);
            if (rows.Count < Page) yield break;
            after = rows[^1].Number;
        }
    }

    private static IQueryable<RejectedRecipient> Rejected(OlConnectorDb db, RecipientFile file) => db.RejectedRecipients.AsNoTracking()
        .Where(row => row.PortalId == file.PortalId && row.FileId == file.Id).OrderBy(row => row.Number);

    private static List<TableColumn> ColumnsOf(RecipientFile file) =>
        ApiJson.Serializer.Deserialize<List<TableColumn>>(new JsonTextReader(new StringReader(file.Columns)))!;
}
