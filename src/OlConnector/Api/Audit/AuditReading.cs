using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Audit;

/// <summary>One entry of the audit. Personal data in it is masked.</summary>
/// <param name="Id">Its key.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: user, token, gateway, system, or what a forged call claimed to be.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Before">How it was.</param>
/// <param name="After">How it became.</param>
/// <param name="Times">How often within the hour; more than once only for forged and refused calls.</param>
/// <param name="LastAt">When the last of them came; null where nothing is counted.</param>
/// <param name="Address">The network address of the last of them; null where nothing is counted.</param>
internal sealed record AuditResource(
    string Id, DateTimeOffset At, string Actor, string Action, string? Subject, string? Before, string? After, int Times,
    DateTimeOffset? LastAt, string? Address);

/// <summary>Which entries of the audit are wanted; absent ones ask for nothing.</summary>
/// <param name="Actor">Who, letter by letter as an entry says it: <c>user 27</c>.</param>
/// <param name="Action">The beginning of what was done: <c>line</c> finds <c>line paused</c> and <c>line changed</c>.</param>
/// <param name="Subject">To what: the id of a line, a user, a token.</param>
internal sealed record AuditFilter(string? Actor = null, string? Action = null, string? Subject = null)
{
    private const int Longest = 100;

    /// <summary>What is wrong with them; null when nothing.</summary>
    internal Refusal? Check() =>
        ShortText.Check(Actor, "actor", Longest, isRequired: false) ?? ShortText.Check(Action, "action", Longest, isRequired: false)
        ?? ShortText.Check(Subject, "subject", Longest, isRequired: false);
}

/// <summary>Reads the audit, newest first.</summary>
internal sealed class AuditReading(Database database)
{
    /// <summary>What was done to one line. It has to exist for the caller.</summary>
    internal Task<ActionResult<Page<AuditResource>>> OfLineAsync(Caller caller, LineId line, PageQuery page, CancellationToken ct) =>
        ListAsync(caller, new AuditFilter(Subject: line.ToString()), page, ct);

    internal async Task<ActionResult<Page<AuditResource>>> ListAsync(
        Caller caller, AuditFilter filter, PageQuery page, CancellationToken ct)
    {
        if (page.TryReadCursor(needsId: true, out var after) is { } refusal) return refusal;
        if (filter.Check() is { } tooLong) return tooLong;
        var (at, id) = after is null ? (long.MaxValue, Guid.AllBitsSet) : (after.At, after.Id!.Value);
        await using var db = database.Read();
        var found = db.Audit.FromSql($"SELECT * FROM audit WHERE portal_id = {caller.Portal.Value} AND (at, id) < ({at}, {id})")
            .AsNoTracking();
        if (filter.Actor is { } actor) found = found.Where(entry => entry.Actor == actor);
        if (filter.Action is { } action) found = found.Where(entry => entry.Action.StartsWith(action));
        if (filter.Subject is { } subject) found = found.Where(entry => entry.Subject == subject);
        var newestFirst = found.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);
        var rows = await newestFirst.Take(page.Limit + 1).ToListAsync(ct);
        return Pages.Of(
            rows, page.Limit,
            entry => new AuditResource(
                entry.Id.ToString("N"), entry.At, entry.Actor, entry.Action, entry.Subject, entry.Before, entry.After,
                entry.Times ?? 1, entry.LastAt, entry.Address),
            entry => new Cursor(entry.At.ToUnixTimeMilliseconds(), entry.Id.ToString("N")));
    }
}
