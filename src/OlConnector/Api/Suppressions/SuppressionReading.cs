using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Csv;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Keeping;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Suppressions;

/// <summary>Reads a portal's stop list, newest first, or whole as a table.</summary>
internal sealed class SuppressionReading(Database database, ErasedNumbers erased)
{
    internal static readonly string[] Columns = ["PHONE", "REASON"];

    /// <summary>Rows that are read at once: a slow reader holds none of the database.</summary>
    private const int Slice = 1000;

    private const int LongestQuery = 200;

    internal async Task<ActionResult<Page<SuppressionResource>>> ListAsync(
        Caller caller, SuppressionQuery query, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: false, out var cursor) is { } wrong) return wrong;
        if (ShortText.Check(query.Q, "q", LongestQuery, isRequired: false) is { } tooLong) return tooLong;
        SuppressionEntry? last = null;
        if (cursor is not null && !SuppressionEntry.TryRead(cursor.Key, out last)) return Refuse.InvalidCursor();
        await using var db = database.Read();
        var rules = await RulesAsync(db, caller.Portal, ct);
        var rows = await Found(db, caller.Portal, query, cursor?.At ?? long.MaxValue, last, rules)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Phone).ThenByDescending(row => row.Reason)
            .Take(page.Limit + 1).ToListAsync(ct);
        var names = await ActorNames.ReadAsync(db, caller.Portal, rows.Select(row => row.By).OfType<string>(), ct);
        return Pages.Of(
            rows, page.Limit, row => SuppressionViews.Show(row, names),
            row => new Cursor(row.At.ToUnixTimeMilliseconds(), SuppressionViews.EntryOf(row).Id));
    }

    /// <summary>One entry as it is shown.</summary>
    internal async Task<SuppressionResource?> FindAsync(Caller caller, SuppressionEntry entry, CancellationToken ct)
    {
        await using var db = database.Read();
        var names = new[] { entry.Phone, erased.NameOf(caller.Portal, entry.Phone) };
        var row = await db.SuppressedNumbers.AsNoTracking().FirstOrDefaultAsync(
            row => row.PortalId == caller.Portal && names.Contains(row.Phone) && row.Reason == entry.Code, ct);
        return row is null
            ? null
            : SuppressionViews.Show(row, await ActorNames.ReadAsync(db, caller.Portal, row.By is { } by ? [by] : [], ct));
    }

    /// <summary>How the portal's numbers are read.</summary>
    internal async Task<NumberRules> RulesAsync(PortalId portal, CancellationToken ct)
    {
        await using var db = database.Read();
        return await RulesAsync(db, portal, ct);
    }

    /// <summary>The list as a table. Numbers that were erased have none to show.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<string[]>> TableAsync(
        Caller caller, SuppressionKind? kind, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var last = ("", ""); ;)
        {
            var rows = await SliceAsync(caller.Portal, kind, last, ct);
            if (rows.Count > 0) yield return [.. rows.Where(row => !ErasedNumbers.IsName(row.Phone)).Select(SuppressionViews.Cells)];
            if (rows.Count < Slice) yield break;
            last = (rows[^1].Phone, rows[^1].Reason);
        }
    }

    private async Task<List<SuppressedNumber>> SliceAsync(
        PortalId portal, SuppressionKind? kind, (string Phone, string Reason) after, CancellationToken ct)
    {
        await using var db = database.Read();
        var rows = db.SuppressedNumbers.FromSql(
            $"SELECT * FROM suppressed_numbers WHERE portal_id = {portal.Value} AND (phone, reason) > ({after.Phone}, {after.Reason})");
        return await OfKind(rows.AsNoTracking(), kind).OrderBy(row => row.Phone).ThenBy(row => row.Reason).Take(Slice).ToListAsync(ct);
    }

    private IQueryable<SuppressedNumber> Found(
        OlConnectorDb db, PortalId portal, SuppressionQuery query, long at, SuppressionEntry? last, NumberRules rules)
    {
        // A key that sorts before every other: the first page has none before it.
        var (phone, reason) = (last?.Phone ?? "", last?.Code ?? "");
        var rows = db.SuppressedNumbers.FromSql(
            $"SELECT * FROM suppressed_numbers WHERE portal_id = {portal.Value} AND (at, phone, reason) < ({at}, {phone}, {reason})");
        return Matching(OfKind(rows.AsNoTracking(), query.Kind), portal, rules, query.Q);
    }

    private static IQueryable<SuppressedNumber> OfKind(IQueryable<SuppressedNumber> rows, SuppressionKind? kind)
    {
        var shown = rows.Where(row => !row.IsOtherForm);
        return kind switch
        {
            SuppressionKind.OptOut => shown.Where(row => row.Reason == Reason.OptedOut),
            SuppressionKind.Blacklist => shown.Where(row => row.Reason == Reason.Blacklisted),
            _ => shown,
        };
    }

    /// <summary>By the digits as they stand, and by the whole number that they are in the portal's country.</summary>
    private IQueryable<SuppressedNumber> Matching(IQueryable<SuppressedNumber> rows, PortalId portal, NumberRules rules, string? q)
    {
        if (string.IsNullOrWhiteSpace(q)) return rows;
        var digits = string.Concat(q.Where(char.IsAsciiDigit));
        if (digits.Length == 0) return rows.Where(row => false);
        var part = $"%{digits}%";
        var number = (PhoneRules.NormalizeLoosely(q, rules.Country) as PhoneResult.Valid)?.Number;
        var whole = number is { } one
            ? PhoneForms.Of(one).SelectMany(form => NumberMask.Over(form).Append(form).Append(erased.NameOf(portal, form))).ToList()
            : [];
        return rows.Where(row => whole.Contains(row.Phone)
            || (!row.Phone.StartsWith(ErasedNumbers.Mark) && EF.Functions.Like(row.Phone, part)));
    }

    private static Task<NumberRules> RulesAsync(OlConnectorDb db, PortalId portal, CancellationToken ct) =>
        db.Portals.Where(row => row.Id == portal).Select(row => new NumberRules(row.Country, row.AcceptAnyNumber)).SingleAsync(ct);
}
