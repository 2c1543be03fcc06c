using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OlConnector.Api.Messages;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Api.Reconciliation;

/// <summary>Adds up what came in and what became of it.</summary>
internal sealed class Books(Database database)
{
    private static readonly string[] StateWords = [.. Enum.GetValues<MessageState>().Select(state => EnumText.Of(state))];

    private static readonly string[] PortalWords =
        [PortalWord.Queued, PortalWord.Sent, PortalWord.Delivered, PortalWord.Undelivered, PortalWord.Failed, "none"];

    private static readonly string[] OutcomeWords = ["accepted", "postponed", "refused", "lineDown", "unknown", "returned", "inFlight"];

    internal async Task<ActionResult<ReconciliationResource>> ReconcileAsync(Caller caller, ReconciliationQuery query, CancellationToken ct)
    {
        await using var db = database.Read();
        var zone = await db.Portals.Where(portal => portal.Id == caller.Portal).Select(portal => portal.TimeZone).SingleAsync(ct);
        var asked = new MessageQuery { Line = query.Line, Campaign = query.Campaign, From = query.From, To = query.To };
        if (MessageFilter.TryRead(asked, zone, out var filter) is { } refusal) return refusal;

        var rows = new List<Row>();
        foreach (var line in LinesOf(caller, filter!)) rows.AddRange(await CountAsync(db, caller, filter!, line, ct));
        return Show(rows, IsCountedTwice(filter!));
    }

    /// <summary>
    /// Lines are tallied by quarters of an hour, mailings as a whole: whatever is asked more finely was counted once only, and once counted
    /// is never compared with itself.
    /// </summary>
    private static bool IsCountedTwice(MessageFilter filter) =>
        filter.Campaign is null ? IsTallied(filter.From) && IsTallied(filter.To) : filter.From is null && filter.To is null;

    private static bool IsTallied(DateTimeOffset? moment) => moment is not { } at || UtcQuarter.Begins(at);

    /// <summary>One question for all lines, or one each for the lines that exist for the caller.</summary>
    private static IEnumerable<Guid?> LinesOf(Caller caller, MessageFilter filter)
    {
        if (filter.Line is { } line) return caller.Sees(line) ? [line.Value] : [];
        return caller.Lines is null ? [null] : caller.Lines.Select(own => (Guid?)own.Value);
    }

    /// <summary>One statement, so that both sides of the books are of one moment.</summary>
    private static Task<List<Row>> CountAsync(OlConnectorDb db, Caller caller, MessageFilter filter, Guid? line, CancellationToken ct)
    {
        var asked = new Conditions().And("portal_id =", caller.Portal.Value).And("line_id =", line);
        var ofLine = asked.Text;
        filter.Narrow(asked);
        var ofMessages = asked.Text;
        var otherSide = filter.Campaign is null ? "intake_tallies" : "campaigns";
        if (filter.Campaign is { } campaign) asked.And("id =", campaign);
        else
            asked.And("quarter >=", filter.From is { } from ? UtcQuarter.Of(from) : null)
                .And("quarter <", filter.To is { } to ? UtcQuarter.Of(to) : null);
        var ofOtherSide = ofLine + asked.Text[ofMessages.Length..];
#pragma warning disable EF1002 // What is put in are conditions written above; every value travels as a parameter.
        return db.Database.SqlQueryRaw<Row>($$"""
            WITH asked AS (SELECT sequence, state FROM messages WHERE {{ofMessages}})
            SELECT 'state' AS Side, state AS Word, COUNT(*) AS Number FROM asked GROUP BY state
            UNION ALL SELECT 'told', COALESCE(r.told, 'none'), COUNT(*)
                        FROM asked JOIN status_reports r ON r.message_sequence = asked.sequence GROUP BY r.told
            UNION ALL SELECT 'gateway', COALESCE(a.outcome, 'inFlight'), COUNT(*)
                        FROM asked JOIN attempts a ON a.message_sequence = asked.sequence GROUP BY a.outcome
            UNION ALL SELECT 'received', '', CAST(COALESCE(SUM(received), 0) AS BIGINT) FROM {{otherSide}} WHERE {{ofOtherSide}}
            """, asked.Values).ToListAsync(ct);
#pragma warning restore EF1002
    }

    private static ReconciliationResource Show(List<Row> rows, bool isCountedTwice)
    {
        var states = Sums(rows, "state", StateWords);
        var total = states.Values.Sum();
        var received = isCountedTwice ? rows.Where(row => row.Side == "received").Sum(row => row.Number) : total;
        return new ReconciliationResource(
            received, states, isCountedTwice ? received - total : null, new PortalSide(Sums(rows, "told", PortalWords)),
            Sums(rows, "gateway", OutcomeWords));
    }

    private static Dictionary<string, long> Sums(IEnumerable<Row> rows, string side, IEnumerable<string> words)
    {
        var sums = words.ToDictionary(word => word, _ => 0L, StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Side == side)) sums[row.Word] = sums.GetValueOrDefault(row.Word) + row.Number;
        return sums;
    }

    private sealed record Row(string Side, string Word, long Number);
}
