using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>What gateways said about numbers, and how many questions each line has left today.</summary>
internal sealed class NumberBook(Database database, Writer writer, IOptionsMonitor<NumberCheckOptions> options, TimeProvider clock)
{
    /// <summary>At most three questions a second on one line (product.md 12.8).</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(334);

    /// <summary>Numbers of one chat: a person has a few at most.</summary>
    private const int MostOfChat = 10;

    private const string TakeOne = """
        INSERT INTO line_questions (line_id, purpose, portal_id, next_at, day, asked) VALUES (@line, 'number', @portal, @next, @day, 1)
        ON CONFLICT (line_id, purpose) DO UPDATE SET
            next_at = @next, day = @day, asked = CASE WHEN line_questions.day = @day THEN line_questions.asked + 1 ELSE 1 END
         WHERE (line_questions.day <> @day OR line_questions.asked < @cap) AND line_questions.next_at <= @now
        """;

    private const string Spent = "SELECT asked FROM line_questions WHERE line_id = @line AND purpose = 'number' AND day = @day";

    private const string Keep = """
        INSERT INTO known_numbers (portal_id, gateway_kind, phone, is_on_network, chat, checked_at)
        VALUES (@portal, @kind, @phone, @found, @chat, @now)
        ON CONFLICT (portal_id, gateway_kind, phone) DO UPDATE SET is_on_network = @found, chat = @chat, checked_at = @now
        """;

    private const string KeepAsNamed = """
        INSERT INTO known_numbers (portal_id, gateway_kind, phone, is_on_network, chat, checked_at)
        SELECT portal_id, gateway_kind, @phone, @found, @chat, @now FROM lines WHERE id = @line
        ON CONFLICT (portal_id, gateway_kind, phone) DO UPDATE SET is_on_network = @found, chat = @chat, checked_at = @now
        """;

    private const string ForgetBefore = "DELETE FROM known_numbers WHERE checked_at < @before";
    private const string ForgetOne = "DELETE FROM known_numbers WHERE portal_id = @portal AND phone = @phone";

    /// <summary>The last answer about the number, while it is believed.</summary>
    public async Task<KnownNumber?> FindAsync(PortalId portal, string kind, PhoneNumber number, CancellationToken ct)
    {
        var phone = number.Digits;
        await using var db = database.Read();
        var known = await db.Set<KnownNumber>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.PortalId == portal && row.GatewayKind == kind && row.Phone == phone, ct);
        var believed = known?.IsOnNetwork == true ? options.CurrentValue.FoundFor : options.CurrentValue.MissingFor;
        return known is not null && clock.GetUtcNow() - known.CheckedAt < believed ? known : null;
    }

    /// <summary>The numbers for which the line's kind of gateway has named a chat.</summary>
    /// <param name="portal">Whose numbers.</param>
    /// <param name="line">A line of the kind.</param>
    /// <param name="chat">A chat's id, or its digits alone.</param>
    public async Task<HashSet<PhoneNumber>> FindByChatAsync(PortalId portal, LineId line, string chat)
    {
        string[] names = [chat, chat + "@c.us"];
        await using var db = database.Read();
        var kind = db.Lines.Where(row => row.Id == line).Select(row => row.GatewayKind);
        var phones = await db.Set<KnownNumber>()
            .Where(row => row.PortalId == portal && row.Chat != null && names.Contains(row.Chat) && kind.Contains(row.GatewayKind))
            .Select(row => row.Phone).Take(MostOfChat).ToListAsync();
        return [.. phones.Select(PhoneNumber.FromDigits)];
    }

    /// <summary>Keeps the name by which a line's gateway calls a number, as it said when it took a message.</summary>
    internal static void KeepName(WriteTurn turn, LineId line, PhoneNumber number, string name, DateTimeOffset now) => turn.Execute(
        KeepAsNamed, ("line", line), ("phone", number.Digits), ("found", true), ("chat", name), ("now", now));

    /// <summary>Forgets what gateways said about a portal's number.</summary>
    internal static void Forget(WriteTurn turn, PortalId portal, PhoneNumber number) =>
        turn.Execute(ForgetOne, ("portal", portal), ("phone", number.Digits));

    /// <summary>Takes one of the line's questions. Null when it may ask now, else the moment from which it may.</summary>
    public Task<DateTimeOffset?> TakeQuestionAsync(PortalId portal, LineId line)
    {
        var (now, cap) = (clock.GetUtcNow(), options.CurrentValue.DailyCap);
        var day = UtcDay.Of(now);
        return writer.RunAsync(turn =>
        {
            if (cap > 0 && IsTaken(turn)) return null;
            var isUsedUp = cap <= 0 || turn.First(Spent, row => row.GetInt32(0), ("line", line), ("day", day)) >= cap;
            return (DateTimeOffset?)(isUsedUp ? UtcDay.After(now) : now + Gap);
        });

        bool IsTaken(WriteTurn turn) => turn.Execute(
            TakeOne, ("line", line), ("portal", portal), ("next", now + Gap), ("day", day), ("cap", cap), ("now", now)) == 1;
    }

    /// <summary>How many questions the line has left today.</summary>
    public Task<int> LeftAsync(LineId line)
    {
        var (day, cap) = (UtcDay.Of(clock.GetUtcNow()), options.CurrentValue.DailyCap);
        return writer.RunAsync(turn => Math.Max(0, cap - turn.First(Spent, row => row.GetInt32(0), ("line", line), ("day", day))));
    }

    /// <summary>Keeps an answer for every line of that kind in the portal.</summary>
    public Task KeepAsync(PortalId portal, string kind, PhoneNumber number, NumberStanding standing)
    {
        var now = clock.GetUtcNow();
        return writer.RunAsync(turn => turn.Execute(
            Keep, ("portal", portal), ("kind", kind), ("phone", number.Digits), ("found", standing.IsOnNetwork), ("chat", standing.Chat),
            ("now", now)));
    }

    /// <summary>Deletes answers that nobody believes any more.</summary>
    public Task ForgetOldAsync()
    {
        var kept = Moments.Longer(options.CurrentValue.FoundFor, options.CurrentValue.MissingFor);
        var before = clock.GetUtcNow() - kept;
        return writer.RunAsync(turn => turn.Execute(ForgetBefore, ("before", before)));
    }
}
