using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>A line was off for days and comes back with a backlog (product.md §10, §12.12).</summary>
public sealed class BacklogTests : IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private Product _product = null!;
    private GivenLine _line = null!;
    private int _people;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(_clock, settings: [("Dispatching:Enabled", "false"), ("Guard:Policy", "warn")]);
        _line = await _product.LineAsync("3b7f0c9de1a24586b0f7d2c4a9e81635", change: row => row.Connection = LineConnection.Connected);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task What_outlived_its_validity_is_closed_and_told_what_is_old_waits_for_a_person_and_the_rest_leaves_at_the_lines_pace()
    {
        for (var i = 0; i < 20; i++) await HandAsync($"direct{i}", marketing: false);
        for (var i = 0; i < 20; i++) await HandAsync($"letter{i}", marketing: true);
        await ComposeAsync();
        var blocked = new ConnectionReport(LineConnection.Blocked, "The number is blocked.");
        (await Get<LineConnections>().NoteAsync(_line.Portal, _line.Id, blocked)).ShouldBeTrue("the line freezes by it");

        _clock.Advance(TimeSpan.FromDays(2));
        for (var i = 0; i < 5; i++) await HandAsync($"today{i}", marketing: false);
        for (var i = 0; i < 10; i++) await HandAsync($"new{i}", marketing: true);
        await ComposeAsync();
        await Get<IEnumerable<IHostedService>>().OfType<Housekeeping>().Single().TidyAsync();
        (await ClaimAsync()).ShouldBeEmpty("a person resumes a frozen line");
        await Get<LineControl>().ResumeAsync(_line.Portal, _line.Id, "user 1");

        (await StatesAsync("direct")).ShouldAllBe(message => message.State == MessageState.Expired && message.Reason == Reason.Validity);
        (await StatesAsync("letter")).ShouldAllBe(message => message.State == MessageState.Held && message.Reason == Reason.Stale);
        (await ToldAsync("direct")).ShouldAllBe(word => word == "undelivered");
        var sent = await SendAllAsync();
        sent.Select(send => send.Id[..3]).ShouldBe([.. Enumerable.Repeat("tod", 5), .. Enumerable.Repeat("new", 10)]);
        sent.Skip(5).Zip(sent.Skip(4), (later, earlier) => later.At - earlier.At).ShouldAllBe(gap => gap >= Interval);
        sent.Take(5).Zip(sent.Skip(1), (earlier, later) => later.At - earlier.At).ShouldAllBe(gap => gap >= TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task After_an_outage_of_the_gateway_nothing_is_made_up_for()
    {
        for (var i = 0; i < 30; i++) await HandAsync($"letter{i}", marketing: true);
        await ComposeAsync();
        for (var away = 0; away < 50; away++)
        {
            await Get<Writer>().RunAsync(turn =>
                turn.Execute("UPDATE lines SET next_due_at = 1 WHERE claim_token IS NULL AND not_before IS NULL"));
            foreach (var claim in await ClaimAsync())
                await SettleAsync(claim, new SendResult.Postponed(PostponeScope.Line, CountsAsAttempt: false, Code: "unreachable"));
            _clock.Advance(TimeSpan.FromHours(1));
        }

        var sent = await SendAllAsync();

        sent.Count.ShouldBe(30, "an outage burns nobody's retries");
        sent.Zip(sent.Skip(1), (earlier, later) => later.At - earlier.At).ShouldAllBe(gap => gap >= Interval);
    }

    private T Get<T>() where T : notnull => _product.Services.GetRequiredService<T>();

    private async Task HandAsync(string id, bool marketing) =>
        (await _product.Http.PostAsync($"/b24/sms/{_line.HandlerKey}", new FormUrlEncodedContent(
    [
        new("message_id", id), new("message_to", $"+7999{1_000_000 + ++_people}"), new("message_body", $"Hello, this is {id}"),
        new(marketing ? "module_id" : "type", marketing ? "sender" : "SMS"),
    ]))).EnsureSuccessStatusCode();

    private Task ComposeAsync() => Get<Composer>().ComposeDueAsync(CancellationToken.None);

    private Task<IReadOnlyList<Claim>> ClaimAsync()
    {
        var (token, now) = (NewKey.At(_clock), _clock.GetUtcNow());
        return Get<Writer>().RunAsync(turn => Get<Claims>().Take(turn, 10, token, now));
    }

    private Task SettleAsync(Claim claim, SendResult result)
    {
        var now = _clock.GetUtcNow();
        return Get<Writer>().RunAsync(turn => Get<Settling>().Settle(turn, claim, result, now));
    }

    /// <summary>Sends what is due, moment by moment, until nothing is due any more.</summary>
    private async Task<List<(string Id, DateTimeOffset At)>> SendAllAsync()
    {
        var sent = new List<(string, DateTimeOffset)>();
        while (await Get<Writer>().RunAsync(turn => Get<Claims>().NextDueAt(turn)) is { } next)
        {
            if (next > _clock.GetUtcNow()) _clock.Advance(next - _clock.GetUtcNow());
            foreach (var claim in await ClaimAsync())
            {
                sent.Add(((await FindAsync(claim.Message.Id)).PortalMessageId!, _clock.GetUtcNow()));
                await SettleAsync(claim, new SendResult.Accepted($"g{sent.Count}"));
            }
        }

        return sent;
    }

    private async Task<Message> FindAsync(MessageId id)
    {
        await using var db = Get<Database>().Read();
        return await db.Messages.SingleAsync(message => message.Id == id);
    }

    private async Task<List<Message>> StatesAsync(string prefix)
    {
        await using var db = Get<Database>().Read();
        return await db.Messages.Where(message => message.PortalMessageId!.StartsWith(prefix)).ToListAsync();
    }

    private async Task<List<string>> ToldAsync(string prefix)
    {
        await using var db = Get<Database>().Read();
        return await db.Outbox.Where(report => report.PortalMessageId.StartsWith(prefix)).Select(report => report.Wanted)
            .ToListAsync();
    }
}
