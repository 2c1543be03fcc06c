using System.Data.Common;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Makes messages of an own mailing's recipients, a slice at a time. A recipient goes in the transaction in which their message comes: a
/// crash between two slices makes nothing twice and forgets nobody.
/// </summary>
internal sealed class Pouring(
    Writer writer, MailingBeginning beginning, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock)
{
    private const string NotPurged =
        "NOT EXISTS (SELECT 1 FROM portals p WHERE p.id = c.portal_id AND p.purge_requested_at IS NOT NULL)";

    /// <summary>A start that was missed waits for a person (<see cref="CampaignStarts"/>).</summary>
    private const string Due = $"""
        SELECT c.id FROM campaigns c
         WHERE c.stage = 'scheduled' AND NOT c.is_paused AND c.stopped_at IS NULL AND {NotPurged}
           AND (c.start_due_at IS NULL OR (c.start_due_at <= @now AND c.start_due_at >= @late)) LIMIT 100
        """;

    private const string Open = $"SELECT c.id FROM campaigns c WHERE c.stage = 'pouring' AND {NotPurged} ORDER BY c.started_at LIMIT 100";

    private const string NextStart = """
        SELECT MIN(start_due_at) FROM campaigns WHERE stage = 'scheduled' AND NOT is_paused AND stopped_at IS NULL AND start_due_at > @now
        """;

    private const string Hold = $"""
        SELECT portal_id, line_id, first_text, author, started_by, received FROM campaigns
         WHERE id = @campaign AND stage = 'pouring' {RowLock.Skip}
        """;

    private const string CodeOf = "SELECT code FROM lines WHERE id = @line";

    private const string Next = $"""
        SELECT r.sequence, r.phone, r.text, r.fields, r.file_id FROM recipients r
         WHERE r.campaign_id = @campaign AND {RecipientBook.IsMeant} ORDER BY r.sequence LIMIT @limit
        """;

    private const string Insert = """
        INSERT INTO messages (portal_id, id, line_id, code, source, traffic, author, raw_to, template, campaign_id, fields, file_id, place,
                              state, history, accepted_at, compose_after, expires_at, attempt, counted_attempts, is_guard_counted,
                              is_released, has_demo_unit)
        VALUES (@portal, @id, @line, @code, 'api', 'marketing', @author, @to, @template, @campaign, @fields, @file, @place,
                'accepted', @entry, @now, @now, @expires, 0, 0, @no, @no, @no)
        """;

    private const string Poured = $"DELETE FROM recipients WHERE sequence {RowSet.Sequences}";

    private const string Grow = """
        UPDATE campaigns SET received = received + @number, last_arrival_at = @now, is_live = @yes,
               stage = CASE WHEN @more THEN stage ELSE NULL END, version = version + 1
         WHERE id = @campaign
        """;

    /// <summary>Begins what is due and pours, mailings in turn, until nothing is left; answers when the next one begins.</summary>
    internal async Task<DateTimeOffset?> PourDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var campaign in await writer.RunAsync(
            turn => turn.Query(Due, row => row.GetGuid(0), ("now", now), ("late", now - MailingSettings.LatestStart)), ct))
            await writer.RunAsync(turn => beginning.Begin(turn, campaign, now), ct);
        for (var isBusy = true; isBusy;)
        {
            isBusy = false;
            foreach (var campaign in await writer.RunAsync(turn => turn.Query(Open, row => row.GetGuid(0)), ct))
            {
                isBusy |= await writer.RunAsync(turn => PourSlice(turn, campaign), ct);
                wakeups.Composing.Pulse();
            }
        }

        return await writer.RunAsync(turn => turn.First(NextStart, row => row.MomentOrNull(0), ("now", now)), ct);
    }

    /// <summary>True when more is left of it; false too where another node has it in hand.</summary>
    private bool PourSlice(WriteTurn turn, Guid campaign)
    {
        var now = clock.GetUtcNow();
        if (turn.First(Hold, Vessel.Read, ("campaign", campaign)) is not { } vessel) return false;
        var code = turn.First(CodeOf, row => row.GetString(0), ("line", vessel.Line))!;
        var found = turn.Query(Next, Drop.Read, ("campaign", campaign), ("limit", BulkMoves.Slice));
        var entry = MessageHistory.Line(now, MessageState.Accepted, null, vessel.By ?? "system");
        foreach (var (index, drop) in found.Index())
        {
            turn.Put(
                Insert, ("portal", vessel.Portal), ("id", MessageId.New(clock)), ("line", vessel.Line), ("code", code),
                ("author", vessel.Author), ("to", $"+{drop.Phone}"), ("template", drop.Text ?? vessel.Text), ("campaign", campaign),
                ("fields", drop.Fields), ("file", drop.File), ("place", (int)vessel.Received + index), ("entry", entry), ("now", now),
                ("expires", now + options.CurrentValue.MarketingValidity), ("no", false));
            IntakeTallies.Count(turn, vessel.Portal, vessel.Line, now);
        }

        var isMore = found.Count == BulkMoves.Slice;
        if (found.Count > 0) turn.Execute(Poured, ("sequences", found.Select(drop => drop.Sequence)));
        turn.Execute(Grow, ("number", found.Count), ("now", now), ("yes", true), ("more", isMore), ("campaign", campaign));
        return isMore;
    }

    /// <summary>A mailing whose messages are made.</summary>
    private sealed record Vessel(PortalId Portal, LineId Line, string Text, string? Author, string? By, long Received)
    {
        internal static Vessel Read(DbDataReader row) => new(
            new PortalId(row.GetString(0)), new LineId(row.GetGuid(1)), row.GetString(2), row.TextOrNull(3), row.TextOrNull(4),
            row.GetInt64(5));
    }

    /// <summary>A recipient who becomes a message.</summary>
    private sealed record Drop(long Sequence, string Phone, string? Text, string? Fields, Guid? File)
    {
        internal static Drop Read(DbDataReader row) => new(
            row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.GuidOrNull(4));
    }
}
