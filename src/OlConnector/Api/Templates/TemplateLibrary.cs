using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Texts;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Storage.Rows;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Templates;

/// <summary>Keeps a portal's texts under their names, for everybody who writes mailings there.</summary>
internal sealed class TemplateLibrary(Database database, Writer writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Texts that one portal keeps; more than anybody looks through.</summary>
    internal const int Most = 500;

    internal async Task<ActionResult<Page<SavedTemplateResource>>> ListAsync(Caller caller, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: false, out var after) is { } refusal) return refusal;
        await using var db = database.Read();
        var rows = await db.SavedTemplates.AsNoTracking().Where(row => row.PortalId == caller.Portal).ToListAsync(ct);
        var names = await ActorNames.ReadAsync(db, caller.Portal, rows.Select(row => row.ChangedBy), ct);
        return Pages.OfWhole(rows.Select(row => Show(row, names)), page, after, one => $"{one.Name.ToLowerInvariant()} {one.Id}");
    }

    internal async Task<ActionResult<SavedTemplateResource>> GetAsync(Caller caller, string id, CancellationToken ct)
    {
        await using var db = database.Read();
        if (Find(db.SavedTemplates.AsNoTracking(), caller, id) is not { } row) return Refuse.NotFound();
        return Show(row, await ActorNames.ReadAsync(db, caller.Portal, [row.ChangedBy], ct));
    }

    internal async Task<ActionResult<SavedTemplateResource>> AddAsync(Caller caller, SavedTemplateDraft draft, CancellationToken ct)
    {
        if (TemplateEntry.TryRead(draft, await PortalAsync(caller, ct), out var entry) is { } wrong) return wrong;
        var id = NewKey.At(clock);
        if (await writer.RunAsync(turn => Add(turn, caller, entry!, id), ct) is { } refusal) return refusal;
        return new CreatedResult($"/api/v1/templates/{id:N}", (await GetAsync(caller, $"{id:N}", ct)).Value);
    }

    internal async Task<ActionResult<SavedTemplateResource>> ChangeAsync(
        Caller caller, string id, MergePatch<SavedTemplateDraft> patch, Precondition ifMatch, CancellationToken ct)
    {
        var portal = await PortalAsync(caller, ct);
        return await writer.RunAsync(turn => Change(turn, caller, id, patch, ifMatch, portal), ct) is { } refusal
            ? refusal
            : await GetAsync(caller, id, ct);
    }

    internal async Task<ActionResult> DeleteAsync(Caller caller, string id, Precondition ifMatch, CancellationToken ct) =>
        await writer.RunAsync(turn => Delete(turn, caller, id, ifMatch), ct) is { } refusal ? refusal : new NoContentResult();

    /// <summary>All of them, as a file that <see cref="ImportAsync"/> takes.</summary>
    internal async Task<TemplateFile> ExportAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = await db.SavedTemplates.AsNoTracking().Where(row => row.PortalId == caller.Portal).ToListAsync(ct);
        return new TemplateFile([.. rows.OrderBy(row => row.NameKey, StringComparer.Ordinal).Select(DraftOf)]);
    }

    /// <summary>Takes a file in one transaction: nobody sees half of it. A text that cannot be kept stops no other.</summary>
    internal async Task<ActionResult<TemplateImportAnswer>> ImportAsync(Caller caller, TemplateFile file, CancellationToken ct)
    {
        if (file.Templates is null) return Refuse.Required("templates");
        if (file.Templates.Count > Most) return Refuse.TooManyItems("templates", Most);
        var portal = await PortalAsync(caller, ct);
        var (entries, rejected) = (new List<(int Index, TemplateEntry Entry)>(), new List<RejectedTemplate>());
        foreach (var (index, draft) in file.Templates.Index())
        {
            if (TemplateEntry.TryRead(draft, portal, out var entry) is not { } wrong) entries.Add((index, entry!));
            else rejected.Add(new RejectedTemplate(index, draft.Name, wrong.Code, wrong.Detail(caller.ReadsIn)));
        }

        return await writer.RunAsync(turn => Import(turn, caller, entries, file.Replace == true, rejected), ct);
    }

    private Refusal? Add(WriteTurn turn, Caller caller, TemplateEntry entry, Guid id)
    {
        using var db = turn.OpenDb();
        if (Named(db, caller, entry) is not null) return TemplateRefusals.NameTaken();
        if (Count(db, caller) >= Most) return TemplateRefusals.TooMany(Most);
        db.SavedTemplates.Add(entry.New(caller, id, clock.GetUtcNow()));
        db.SaveChanges();
        audit.Write(turn, caller.Portal, caller.Actor, "template saved", $"{id:N}", after: entry.Name);
        return null;
    }

    private Refusal? Change(
        WriteTurn turn, Caller caller, string id, MergePatch<SavedTemplateDraft> patch, Precondition ifMatch, Portal portal)
    {
        using var db = turn.OpenDb();
        if (Find(db.SavedTemplates, caller, id) is not { } row) return Refuse.NotFound();
        if (!ifMatch.Allows(row.Version)) return Refuse.PreconditionFailed();
        if (TemplateEntry.TryRead(patch.ApplyTo(DraftOf(row)), portal, out var entry) is { } wrong) return wrong;
        if (Named(db, caller, entry!) is { } other && other.Id != row.Id) return TemplateRefusals.NameTaken();
        var before = row.Name;
        if (!entry!.WriteOver(row, caller, clock.GetUtcNow())) return null;
        db.SaveChanges();
        audit.Write(turn, caller.Portal, caller.Actor, "template changed", $"{row.Id:N}", before, entry.Name);
        return null;
    }

    private Refusal? Delete(WriteTurn turn, Caller caller, string id, Precondition ifMatch)
    {
        using var db = turn.OpenDb();
        if (Find(db.SavedTemplates, caller, id) is not { } row) return Refuse.NotFound();
        if (!ifMatch.Allows(row.Version)) return Refuse.PreconditionFailed();
        db.SavedTemplates.Remove(row);
        db.SaveChanges();
        audit.Write(turn, caller.Portal, caller.Actor, "template deleted", $"{row.Id:N}", before: row.Name);
        return null;
    }

    private TemplateImportAnswer Import(
        WriteTurn turn, Caller caller, List<(int Index, TemplateEntry Entry)> entries, bool replaces, List<RejectedTemplate> rejected)
    {
        using var db = turn.OpenDb();
        var there = db.SavedTemplates.Where(row => row.PortalId == caller.Portal).ToDictionary(row => row.NameKey, StringComparer.Ordinal);
        var (added, replaced, known, full) = (0, 0, 0, TemplateRefusals.TooMany(Most));
        foreach (var (index, entry) in entries)
        {
            if (there.TryGetValue(entry.NameKey, out var row))
            {
                if (replaces && entry.WriteOver(row, caller, clock.GetUtcNow())) replaced++;
                else known++;
            }
            else if (there.Count >= Most)
            {
                rejected.Add(new RejectedTemplate(index, entry.Name, full.Code, full.Detail(caller.ReadsIn)));
            }
            else
            {
                there[entry.NameKey] = db.SavedTemplates.Add(entry.New(caller, NewKey.At(clock), clock.GetUtcNow())).Entity;
                added++;
            }
        }

        db.SaveChanges();
        if (added + replaced > 0)
            audit.Write(turn, caller.Portal, caller.Actor, "templates imported", null, after: $"added {added}, replaced {replaced}");
        return new TemplateImportAnswer(added, replaced, known, [.. rejected.OrderBy(one => one.Index)]);
    }

    private static SavedTemplate? Find(IQueryable<SavedTemplate> rows, Caller caller, string id) =>
        Guid.TryParse(id, out var key) ? rows.SingleOrDefault(row => row.PortalId == caller.Portal && row.Id == key) : null;

    private static SavedTemplate? Named(OlConnectorDb db, Caller caller, TemplateEntry entry) =>
        db.SavedTemplates.SingleOrDefault(row => row.PortalId == caller.Portal && row.NameKey == entry.NameKey);

    private static int Count(OlConnectorDb db, Caller caller) => db.SavedTemplates.Count(row => row.PortalId == caller.Portal);

    private async Task<Portal> PortalAsync(Caller caller, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db.Portals.AsNoTracking().SingleAsync(row => row.Id == caller.Portal, ct);
    }

    private static SavedTemplateDraft DraftOf(SavedTemplate row) => new(row.Name, row.Text, ChannelOf(row));

    private static TextChannel? ChannelOf(SavedTemplate row) => row.Channel is { } word ? EnumText.To<TextChannel>(word) : null;

    private static SavedTemplateResource Show(SavedTemplate row, IReadOnlyDictionary<string, string> names) => new(
        $"{row.Id:N}", row.Name, row.Text, ChannelOf(row), row.ChangedAt, row.ChangedBy, names.GetValueOrDefault(row.ChangedBy),
        row.Version);
}
