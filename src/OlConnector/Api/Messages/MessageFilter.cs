using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Messages;

/// <summary>A query for messages that has been understood.</summary>
internal sealed record MessageFilter(LineId? Line, Guid? Campaign, MessageState? State, string? Search, DateTimeOffset? From, DateTimeOffset? To)
{
    private const int MaxSearch = 200;
    private const int FewestDigits = 3;

    /// <summary>An id is made a moment after the message's time was taken.</summary>
    private static readonly TimeSpan IdLag = TimeSpan.FromMinutes(1);

    internal static Refusal? TryRead(MessageQuery query, string portalZone, out MessageFilter? filter)
    {
        filter = null;
        if (query.Q?.Length > MaxSearch) return Refuse.Invalid("q", $"q has at most {MaxSearch} characters.", $"q — не больше {MaxSearch} знаков.");
        if (Ids.TryRead(query.Line, "line", out var line) is { } noLine) return noLine;
        if (Ids.TryRead(query.Campaign, "campaign", out var campaign) is { } noCampaign) return noCampaign;
        if (QueryMoments.TryRead(query.From, "from", portalZone, out var from) is { } noFrom) return noFrom;
        if (QueryMoments.TryRead(query.To, "to", portalZone, out var to) is { } noTo) return noTo;
        filter = new MessageFilter(line is { } id ? new LineId(id) : null, campaign, query.State, string.IsNullOrWhiteSpace(query.Q) ? null : query.Q.Trim(), from, to);
        return null;
    }

    /// <summary>The rows that the caller may see. Ids are ordered by time, so that one index serves portal, time and cursor.</summary>
    internal IQueryable<Message> Apply(OlConnectorDb db, Caller caller, Guid? before)
    {
        var (first, last) = (From is { } from ? FirstIdAt(from) : Guid.Empty, before ?? (To is { } to ? FirstIdAt(to + IdLag) : Guid.AllBitsSet));
        var rows = db.Messages.FromSql($"SELECT * FROM messages WHERE portal_id = {caller.Portal.Value} AND id >= {first} AND id < {last}").AsNoTracking();
        if (caller.Lines is { } own) rows = rows.Where(message => own.Contains(message.LineId));
        if (Line is { } line) rows = rows.Where(message => message.LineId == line);
        if (Campaign is { } campaign) rows = rows.Where(message => message.CampaignId == campaign);
        if (State is { } state) rows = rows.Where(message => message.State == state);
        if (From is { } since) rows = rows.Where(message => message.AcceptedAt >= since);
        if (To is { } until) rows = rows.Where(message => message.AcceptedAt < until);
        return Search is { } search ? Matching(rows, search) : rows;
    }

    /// <summary>SQLite's LIKE knows the case of Latin letters only; the spellings that people use are asked for one by one.</summary>
    private static IQueryable<Message> Matching(IQueryable<Message> rows, string search)
    {
        var digits = string.Concat(search.Where(char.IsAsciiDigit));
        var number = digits.Length >= FewestDigits && search.All(sign => char.IsAsciiDigit(sign) || " +-()".Contains(sign)) ? $"%{digits}%" : null;
        var (asIs, small, large) = (Like(search), Like(search.ToLowerInvariant()), Like(char.ToUpperInvariant(search[0]) + search[1..].ToLowerInvariant()));
        return rows.Where(message => message.PortalMessageId == search
            || (number != null && (EF.Functions.Like(message.Phone!, number) || EF.Functions.Like(message.RawTo, number)))
            || EF.Functions.Like(message.Text ?? message.Template, asIs, Escape)
            || EF.Functions.Like(message.Text ?? message.Template, small, Escape)
            || EF.Functions.Like(message.Text ?? message.Template, large, Escape));
    }

    private const string Escape = "\\";

    private static string Like(string search) => $"%{search.Replace(Escape, @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";

    /// <summary>The lowest id that can be made at this moment (RFC 9562 version 7: 48 bits of Unix milliseconds first).</summary>
    private static Guid FirstIdAt(DateTimeOffset moment)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, moment.ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
