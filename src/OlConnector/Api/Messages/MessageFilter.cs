using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Messages;

/// <summary>A query for messages that has been understood.</summary>
internal sealed record MessageFilter(
    LineId? Line, Guid? Campaign, IReadOnlyList<MessageState> States, Sought? Search, DateTimeOffset? From, DateTimeOffset? To)
{
    private const int MaxSearch = 200;
    private const int MostPhones = 20;

    /// <summary>E.164 digits of the numbers that are asked for; null for all, none where no word of the query was a number.</summary>
    internal IReadOnlyList<string>? Phones { get; private init; }

    /// <summary>An id is made a moment after the message's time was taken.</summary>
    internal static readonly TimeSpan IdLag = TimeSpan.FromMinutes(1);

    internal static Refusal? TryRead(MessageQuery query, string portalZone, out MessageFilter? filter, string? country = null)
    {
        filter = null;
        if (query.Q?.Length > MaxSearch)
            return Refuse.Invalid("q", new Said(
                $"q — не больше {MaxSearch} знаков.",
                $"q has at most {MaxSearch} characters."));
        if (query.Phones?.Count > MostPhones)
            return Refuse.Invalid("phone", new Said(
                $"Номеров не больше {MostPhones}.",
                $"There are at most {MostPhones} numbers."));
        if (Ids.TryRead(query.Line, "line", out var line) is { } noLine) return noLine;
        if (Ids.TryRead(query.Campaign, "campaign", out var campaign) is { } noCampaign) return noCampaign;
        if (QueryMoments.TryRead(query.From, "from", portalZone, out var from) is { } noFrom) return noFrom;
        if (QueryMoments.TryRead(query.To, "to", portalZone, out var to) is { } noTo) return noTo;
        filter = new MessageFilter(
            line is { } id ? new LineId(id) : null, campaign, query.States ?? [], Sought.Read(query.Q), from, to)
        {
            Phones = query.Phones is { Count: > 0 } typed
                ? [.. typed.OfType<string>().Select(text => PhoneRules.NormalizeLoosely(text, country)).OfType<PhoneResult.Valid>()
                    .Select(phone => phone.Number.Digits).Distinct(StringComparer.Ordinal)]
                : null,
        };
        return null;
    }

    /// <summary>The rows that the caller may see. Ids are ordered by time, so that one index serves portal, time and cursor.</summary>
    internal IQueryable<Message> Apply(OlConnectorDb db, Caller caller, Guid? before = null)
    {
        var first = From is { } from ? Ids.FirstAt(from) : Guid.Empty;
        var last = before ?? (To is { } to ? Ids.FirstAt(to + IdLag) : Guid.AllBitsSet);
        var asked = new Conditions().And("portal_id =", caller.Portal.Value).And("id >=", first).And("id <", last)
            .And("line_id =", Line?.Value);
        return Chosen(db, caller, Narrow(asked));
    }

    /// <summary>The same of one campaign, behind a place in the order of acceptance, by the campaign's own index.</summary>
    internal IQueryable<Message> ApplyBehind(OlConnectorDb db, Caller caller, long sequence) => Chosen(
        db, caller,
        Narrow(new Conditions().And("portal_id =", caller.Portal.Value).And("sequence >", sequence).And("line_id =", Line?.Value)));

    private IQueryable<Message> Chosen(OlConnectorDb db, Caller caller, Conditions asked)
    {
#pragma warning disable EF1002 // What is put in are the conditions written here; every value travels as a parameter.
        var rows = db.Messages.FromSqlRaw($"SELECT * FROM messages WHERE {asked.Text}", asked.Values).AsNoTracking();
#pragma warning restore EF1002
        if (caller.Lines is { } own) rows = rows.Where(message => own.Contains(message.LineId));
        if (States.Count > 0) rows = rows.Where(message => States.Contains(message.State));
        if (Phones is { } phones)
            rows = caller.SeesPeople
                ? rows.Where(message => message.Phone != null && phones.Contains(message.Phone))
                : rows.Where(_ => false);
        if (Search is not { } search) return rows;
        // Whoever does not see numbers and texts does not get to guess them by searching.
        return caller.SeesPeople ? Matching(rows, search) : rows.Where(message => message.PortalMessageId == search.Text);
    }

    /// <summary>Adds campaign and times to the conditions of a statement on messages.</summary>
    internal Conditions Narrow(Conditions asked) => asked
        .And("campaign_id =", Campaign)
        .And("accepted_at >=", From?.ToUnixTimeMilliseconds())
        .And("accepted_at <", To?.ToUnixTimeMilliseconds());

    private static IQueryable<Message> Matching(IQueryable<Message> rows, Sought search)
    {
        var (asIs, small, large, number) = (search.AsIs, search.Small, search.Large, search.Number);
        return rows.Where(message => message.PortalMessageId == search.Text
            || (number != null && (EF.Functions.Like(message.Phone!, number) || EF.Functions.Like(message.RawTo, number)))
            || EF.Functions.Like(message.Text ?? message.Template, asIs, Sought.Escape)
            || EF.Functions.Like(message.Text ?? message.Template, small, Sought.Escape)
            || EF.Functions.Like(message.Text ?? message.Template, large, Sought.Escape));
    }
}
