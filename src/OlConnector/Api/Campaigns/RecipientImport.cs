using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json;
using OlConnector.Api.Csv;
using OlConnector.Api.Messages;
using OlConnector.Api.Tables;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Portals;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>
/// Takes a table of recipients into an own mailing, in short transactions, so that nobody waits for it. Its recipients count only when all
/// of it has been read: nothing half read is ever sent, whatever breaks.
/// </summary>
internal sealed class RecipientImport(
    Writer writer, Database database, DataDirectory directory, CampaignReading reading, RecipientFileReading files, CampaignEnd end,
    RecipientLeavings leavings, GatewayCatalog kinds, AuditTrail audit, Wakeups wakeups, TimeProvider clock)
{
    internal const int MostRows = 100_000;

    private const int MostFiles = 50;
    private const int LongestName = 200;
    private const int LongestValue = 100;
    private const int Slice = 500;

    private const string Begin = """
        INSERT INTO recipient_files (portal_id, id, campaign_id, name, at, actor, encoding, delimiter, columns, accepted, duplicates,
                                     rejected, state, touched_at)
        VALUES (@portal, @file, @campaign, @name, @now, @actor, @encoding, @delimiter, @columns, 0, 0, 0, 'importing', @now)
        """;

    private const string Reject = """
        INSERT INTO rejected_recipients (portal_id, file_id, number, value, code, cells)
        VALUES (@portal, @file, @number, @value, @code, @cells)
        """;

    private const string Touch = "UPDATE recipient_files SET touched_at = @now WHERE id = @file AND state = 'importing'";

    private const string Finish = """
        UPDATE recipient_files SET state = 'whole', touched_at = @now, accepted = @accepted, duplicates = @duplicates, rejected = @rejected
         WHERE id = @file AND state = 'importing'
        """;

    private const string Leave = "UPDATE recipient_files SET state = 'leaving' WHERE id = @file AND state = 'importing'";

    /// <summary>What has begun goes on with those who are new in it.</summary>
    private const string PourOn = """
        UPDATE campaigns SET stage = COALESCE(stage, 'pouring'), version = version + 1 WHERE id = @campaign
        """;

    internal async Task<ActionResult<RecipientFileResource>> TakeAsync(
        Caller caller, string id, FileQuery query, HttpRequest request, CancellationToken ct)
    {
        if (await reading.FindAsync(caller, id, ct) is not { } campaign) return Refuse.NotFound();
        if (caller.Kind == CallerKind.Operator && campaign.Stage is null) return Refuse.ClosedToOperator();
        if (!campaign.IsOwn || campaign.RunBy is not null) return OwnRefusals.NotOwn();
        if (!IsTable(request)) return FileRefusals.NotCsv();
        if ((FileRefusals.Check(query) ?? ShortText.Check(query.Name, "name", LongestName, isRequired: false)) is { } wrong) return wrong;
        await using var table = await SpooledTable.TakeAsync(request, directory, ct);
        if (table is null) return Refuse.TooLarge(TakesCsvAttribute.MostBytes);
        if (table.IsEmpty) return FileRefusals.Empty();
        if ((query.Encoding ?? table.Encoding) is not { } encoding) return FileRefusals.NoMark();
        var (portal, longest) = await TermsAsync(campaign, ct);
        var import = new Import(campaign, NewKey.At(clock), encoding, new RecipientReading(portal, longest), portal.SkipsRepeats, caller);
        if (Look(table, import, query) is { } unreadable) return unreadable;
        if (await writer.RunAsync(turn => TryBegin(turn, import, query.Name), ct) is { } refusal) return refusal;
        // From here on it is finished, or undone, whoever hangs up.
        try
        {
            if (await ReadAsync(table, import) is not { } broken) return await files.GetAsync(caller, campaign, import.File);
            await UndoAsync(import);
            return broken;
        }
        catch
        {
            await writer.RunAsync(turn => turn.Execute(Leave, ("file", import.File)), CancellationToken.None);
            throw;
        }
    }

    private static bool IsTable(HttpRequest request) => string.Equals(
        request.ContentType?.Split(';')[0].Trim(), TakesCsvAttribute.MediaType, StringComparison.OrdinalIgnoreCase);

    private async Task<(Portal Portal, int Longest)> TermsAsync(Campaign campaign, CancellationToken ct)
    {
        await using var db = database.Read();
        var kind = await db.Lines.Where(line => line.PortalId == campaign.PortalId && line.Id == campaign.LineId)
            .Select(line => line.GatewayKind).SingleAsync(ct);
        return (
            await db.Portals.AsNoTracking().SingleAsync(row => row.Id == campaign.PortalId, ct),
            QuickSendChecks.LongestOf(kinds, kind));
    }

    /// <summary>Finds delimiter and columns by the first rows.</summary>
    private static Refusal? Look(SpooledTable table, Import import, FileQuery query)
    {
        var beginning = table.BeginningAs(import.Encoding);
        var named = TableDelimiter.NamedIn(beginning);
        import.SkipsFirst = named is not null;
        import.Delimiter = query.Delimiter switch
        {
            null => named ?? TableDelimiter.Find(beginning),
            "tab" => '\t',
            "none" => null,
            var sign => sign[0],
        };
        using var text = table.ReaderAs(import.Encoding);
        var (reader, rows) = (new TableReader(text, import.Delimiter), new List<string[]>());
        while (rows.Count <= 50 && reader.Read())
            if (!import.SkipsFirst || reader.Row > 1) rows.Add([.. reader.Cells]);
        if (reader.Problem != TableProblem.None) return FileRefusals.Of(reader.Problem, reader.Line);
        if (rows.Count == 0) return FileRefusals.Empty();
        import.Columns = TableColumns.Of(rows, cell => import.Reading.PhoneOf(Cell(cell)) is not null, query.Phone, query.Text);
        if (!import.Columns.Knows(query.Phone)) return FileRefusals.NoColumn("phone");
        if (!import.Columns.Knows(query.Text)) return FileRefusals.NoColumn("text");
        if (import.Columns.Phone < 0) return rows.Count == 1 ? OwnRefusals.NoRecipients(null) : FileRefusals.NoPhones();
        return null;
    }

    private Refusal? TryBegin(WriteTurn turn, Import import, string? name)
    {
        var now = clock.GetUtcNow();
        using (var db = turn.OpenDb())
        {
            var campaign = db.Campaigns.Single(row => row.PortalId == import.Campaign.PortalId && row.Id == import.Campaign.Id);
            if (campaign.StoppedAt is not null) return CampaignRefusals.Stopped();
            if (end.Has(turn, campaign, now)) return CampaignRefusals.IsOver();
            if (db.RecipientFiles.Count(file => file.CampaignId == campaign.Id) >= MostFiles) return FileRefusals.TooManyFiles(MostFiles);
            if (RecipientLeavings.IsUnsettled(db, campaign.Id)) return OwnRefusals.ImportRuns();
            import.Dedupe = MailingJson.Read(campaign.Settings).Dedupe ?? import.Dedupe;
        }

        turn.Execute(
            Begin, ("portal", import.Campaign.PortalId), ("file", import.File), ("campaign", import.Campaign.Id),
            ("name", string.IsNullOrWhiteSpace(name) ? null : name.Trim()), ("now", now), ("actor", import.Caller.Actor),
            ("encoding", import.Encoding), ("delimiter", import.Delimiter?.ToString()), ("columns", ApiJson.Text(import.Columns.All)));
        return null;
    }

    /// <summary>Reads all rows; null when they are in, else why the whole table is not.</summary>
    private async Task<Refusal?> ReadAsync(SpooledTable table, Import import)
    {
        using var text = table.ReaderAs(import.Encoding);
        var (reader, taken, rejected) = (new TableReader(text, import.Delimiter), new List<NewRecipient>(), new List<Rejected>());
        for (int rows = 0, skipped = (import.SkipsFirst ? 1 : 0) + (import.Columns.HasHeader ? 1 : 0); reader.Read();)
        {
            if (skipped > 0 && (--skipped >= 0)) continue;
            if (++rows > MostRows) return FileRefusals.TooManyRows(MostRows);
            Sort(import, reader, taken, rejected);
            if (taken.Count + rejected.Count >= Slice) await WriteAsync(import, taken, rejected);
        }

        if (reader.Problem != TableProblem.None) return FileRefusals.Of(reader.Problem, reader.Line);
        await WriteAsync(import, taken, rejected);
        return await writer.RunAsync(turn => TryFinish(turn, import), CancellationToken.None);
    }

    private static void Sort(Import import, TableReader reader, List<NewRecipient> taken, List<Rejected> rejected)
    {
        var (cells, columns) = (reader.Cells, import.Columns);
        var number = At(cells, columns.Phone);
        var phone = import.Reading.PhoneOf(number);
        var text = columns.Text < 0 ? null : MailingDrafts.Clean(At(cells, columns.Text));
        var refused = number.Length == 0 ? ("required", number)
            : phone is null ? ("invalid_number", number)
            : import.Reading.CheckText(text) is { } broken ? (broken.Code, text!)
            : default((string, string)?);
        if (refused is var (code, value))
            rejected.Add(new Rejected(reader.Row, Shortened(value), code, JsonConvert.SerializeObject(cells.Select(Shortened))));
        else
            taken.Add(new NewRecipient(phone!, string.IsNullOrWhiteSpace(text) ? null : text, FieldsOf(cells, columns)));
    }

    private static string? FieldsOf(List<string> cells, TableColumns columns)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (at, column) in columns.All.Index())
            if (column.Field is { } field) fields[field] = At(cells, at);
        return fields.Count == 0 ? null : JsonConvert.SerializeObject(fields);
    }

    private async Task WriteAsync(Import import, List<NewRecipient> taken, List<Rejected> rejected)
    {
        var (now, portal) = (clock.GetUtcNow(), import.Campaign.PortalId);
        var repeated = await writer.RunAsync(turn =>
        {
            turn.Put(Touch, ("now", now), ("file", import.File));
            foreach (var row in rejected)
                turn.Put(
                    Reject, ("portal", portal), ("file", import.File), ("number", row.Number), ("value", row.Value), ("code", row.Code),
                    ("cells", row.Cells));
            return RecipientBook.Add(turn, portal, import.Campaign.Id, import.File, taken, import.Dedupe);
        }, CancellationToken.None);
        import.Accepted += taken.Count - repeated.Count;
        import.Duplicates += repeated.Count;
        import.Rejected += rejected.Count;
        taken.Clear();
        rejected.Clear();
    }

    /// <summary>Now all of it counts. Without a single recipient it is not kept.</summary>
    private Refusal? TryFinish(WriteTurn turn, Import import)
    {
        if (import.Accepted + import.Duplicates == 0) return OwnRefusals.NoRecipients(null);
        using (var db = turn.OpenDb())
        {
            // Stopped, or withdrawn, while the table was read.
            if (db.Campaigns.SingleOrDefault(row => row.Id == import.Campaign.Id) is not { StoppedAt: null }) return OwnRefusals.HasBegun();
        }

        var (now, campaign) = (clock.GetUtcNow(), import.Campaign);
        if (turn.Execute(
                Finish, ("now", now), ("accepted", import.Accepted), ("duplicates", import.Duplicates), ("rejected", import.Rejected),
                ("file", import.File)) == 0)
            return OwnRefusals.ImportRuns();
        turn.Execute(PourOn, ("campaign", campaign.Id));
        audit.Write(
            turn, campaign.PortalId, import.Caller.Actor, "recipients imported", campaign.Id.ToString("N"),
            after: $"accepted {import.Accepted}, duplicates {import.Duplicates}, rejected {import.Rejected}");
        wakeups.Pouring.Pulse();
        return null;
    }

    private async Task UndoAsync(Import import)
    {
        await writer.RunAsync(turn => turn.Execute(Leave, ("file", import.File)), CancellationToken.None);
        await leavings.ForgetFileAsync(import.Campaign.Id, import.File, import.Caller.Actor, CancellationToken.None);
    }

    private static string At(List<string> cells, int place) => place >= 0 && place < cells.Count ? Cell(cells[place]) : "";

    private static string Cell(string cell) => SafeCell.Read(cell.Trim());

    private static string Shortened(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    private sealed record Rejected(int Number, string Value, string Code, string Cells);

    /// <summary>A table on its way in.</summary>
    private sealed class Import(Campaign campaign, Guid file, string encoding, RecipientReading reading, bool dedupe, Caller caller)
    {
        public Campaign Campaign { get; } = campaign;
        public Guid File { get; } = file;
        public string Encoding { get; } = encoding;
        public RecipientReading Reading { get; } = reading;
        public Caller Caller { get; } = caller;
        public bool Dedupe { get; set; } = dedupe;
        public bool SkipsFirst { get; set; }
        public char? Delimiter { get; set; }
        public TableColumns Columns { get; set; } = new([], HasHeader: false);
        public int Accepted { get; set; }
        public int Duplicates { get; set; }
        public int Rejected { get; set; }
    }
}
