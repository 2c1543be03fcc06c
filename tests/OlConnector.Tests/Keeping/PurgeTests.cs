using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Bitrix24.Rest;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Keeping;

/// <summary>Deleting all data of a portal while the world goes on. The test composes and purges by its own hand.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private const int Callers = 16;
    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private Product _product = null!;
    private int _id;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(_clock, settings: [("Dispatching:Enabled", "false")]);
        await _product.StopAsync<PortalPurgeLoop>();
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Twenty_removals_with_all_data_under_sixteen_callers_each_leave_nothing_and_keep_nobody_waiting()
    {
        var foreign = await _product.LineAsync(Member(99));
        for (var round = 0; round < 20; round++)
        {
            var line = await _product.LineAsync(Member(round));
            using var removed = new CancellationTokenSource();
            var (callers, accepted) = (CallAsync(line, removed.Token), Handed(foreign, 5));
            await AuditAsync(line.Portal, 300);
            while (Count("messages", line.Portal) < 50) await Task.Yield();

            await Get<PortalStanding>().MarkUninstalledAsync(line.Portal, purge: true);
            while (await Get<PortalPurge>().SliceAsync(line.Portal) is { } next && next < _clock.GetUtcNow() + PortalPurge.Settling)
                await ComposeAsync();
            await removed.CancelAsync();
            // Whoever goes on calling with a key that is gone is in the end only told to wait.
            (await callers).ShouldBeSubsetOf([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests]);
            await accepted;
            await ComposeAsync();
            await Get<PortalPurge>().FinishAsync(line.Portal);

            Left(line.Portal).ShouldBeEmpty();
        }

        (Count("messages", foreign.Portal), await CountAsync("messages", "state = 'accepted'")).ShouldBe((100, 0));
        _product.Log.Lines.ShouldNotContain(line => line.Contains("troub", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_call_that_comes_when_the_data_is_being_deleted_is_told_that_its_key_is_unknown()
    {
        var line = await _product.LineAsync(Member(1));
        // Another node has not heard of it yet: only the database knows.
        await RunAsync(turn => turn.Execute("UPDATE portals SET purge_requested_at = 1 WHERE id = @portal", ("portal", line.Portal)));

        (await HandAsync(line)).ShouldBe(HttpStatusCode.NotFound);

        Count("messages", line.Portal).ShouldBe(0);
        Count("intake_tallies", line.Portal).ShouldBe(0);
    }

    [Fact]
    public async Task A_message_without_a_line_harms_nobody_and_goes()
    {
        var (line, foreign) = (await _product.LineAsync(Member(1)), await _product.LineAsync(Member(2)));
        for (var i = 0; i < 30; i++) (await HandAsync(i % 3 == 0 ? line : foreign)).ShouldBe(HttpStatusCode.OK);
        await RunAsync(turn => turn.Execute("DELETE FROM lines WHERE id = @line", ("line", line.Id)));

        await ComposeAsync();

        Count("messages", line.Portal).ShouldBe(0);
        Count("intake_tallies", line.Portal).ShouldBe(0);
        (await CountAsync("messages", "state = 'queued'")).ShouldBe(20);
    }

    [Fact]
    public async Task A_purge_goes_in_slices_and_a_small_one_does_not_wait_for_a_large_one()
    {
        var (large, small) = (await _product.LineAsync(Member(1)), await _product.LineAsync(Member(2)));
        await AuditAsync(large.Portal, (3 * PortalPurge.Slice) + 1);
        await AuditAsync(small.Portal, 10);
        foreach (var line in (GivenLine[])[large, small])
            await Get<PortalStanding>().MarkUninstalledAsync(line.Portal, purge: true);
        var purge = Get<PortalPurge>();

        foreach (var portal in await purge.AskedAsync(CancellationToken.None)) await purge.SliceAsync(portal);

        Count("audit", large.Portal).ShouldBe((2 * PortalPurge.Slice) + 2, "one slice went; the removal itself is an entry");
        (Count("audit", small.Portal), Count("lines", small.Portal)).ShouldBe((0, 0));
        await purge.FinishAsync(large.Portal);
        (Left(large.Portal).Count, Count("portals", small.Portal, "id")).ShouldBe((0, 1));
    }

    [Fact]
    public async Task What_was_under_way_when_the_purge_began_goes_with_it()
    {
        var line = await _product.LineAsync(Member(1));
        await Get<PortalStanding>().MarkUninstalledAsync(line.Portal, purge: true);
        (await Get<PortalPurge>().SliceAsync(line.Portal)).ShouldBe(_clock.GetUtcNow() + PortalPurge.Settling);
        await AuditAsync(line.Portal, 1);

        _clock.Advance(PortalPurge.Settling);
        (await Get<PortalPurge>().SliceAsync(line.Portal)).ShouldBeNull();

        Left(line.Portal).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_purge_harms_nobody()
    {
        var (line, foreign) = (await _product.LineAsync(Member(1)), await _product.LineAsync(Member(2)));
        foreach (var one in (GivenLine[])[line, foreign]) (await HandAsync(one)).ShouldBe(HttpStatusCode.OK);
        await ComposeAsync();
        var now = _clock.GetUtcNow();
        var claims = await RunAsync(turn => Get<Claims>().Take(turn, 10, NewKey.At(_clock), now));
        claims.Count.ShouldBe(2);
        await Get<PortalStanding>().MarkUninstalledAsync(line.Portal, purge: true);
        await Get<PortalPurge>().FinishAsync(line.Portal);

        await RunAsync(turn => Get<Settling>().Settle(
            turn, [.. claims.Select(claim => new Answered(claim, new SendResult.Accepted($"g{claim.Sequence}"), now))]).Count);

        Left(line.Portal).ShouldBeEmpty();
        (await CountAsync("messages", "state = 'sent'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_the_spool_could_not_store_goes_with_its_portal()
    {
        var (line, foreign) = (await _product.LineAsync(Member(1)), await _product.LineAsync(Member(2)));
        string[] files = [.. new[] { line, foreign }.Select(one =>
        {
            var path = Get<SpoolLeftovers>().NewPath("rejected");
            File.WriteAllText(path, $$"""{"Portal":"{{one.Portal.Value}}","To":"1"}""");
            return path;
        })];
        await Get<PortalStanding>().MarkUninstalledAsync(line.Portal, purge: true);

        await Get<PortalPurge>().FinishAsync(line.Portal);

        files.Select(File.Exists).ShouldBe([false, true]);
    }

    [Fact]
    public async Task What_a_line_sent_on_its_days_goes_with_the_portal()
    {
        var line = await _product.LineAsync(Member(7));
        await RunAsync(turn => turn.Execute(
            """
            INSERT INTO line_days (portal_id, line_id, day, sent, first_at, last_at, new_recipients, series)
            VALUES (@portal, @line, 20514, 1, 0, 0, 0, 1)
            """, ("portal", line.Portal), ("line", line.Id)));

        await Get<PortalStanding>().MarkUninstalledAsync(line.Portal, purge: true);
        await Get<PortalPurge>().FinishAsync(line.Portal);

        Left(line.Portal).ShouldBeEmpty();
    }

    private static string Member(int number) => $"3b7f0c9de1a24586b0f7d2c4a9e8{number:0000}";

    private T Get<T>() where T : notnull => _product.Services.GetRequiredService<T>();

    private async Task<HttpStatusCode> HandAsync(GivenLine line) => (await _product.Http.PostAsync(
        $"/b24/sms/{line.HandlerKey}",
        new FormUrlEncodedContent(
            [new("message_id", $"m{Interlocked.Increment(ref _id)}"), new("message_to", "+79991234567"), new("message_body", "Hello")])))
        .StatusCode;

    /// <summary>Callers who go on until told to stop.</summary>
    private async Task<List<HttpStatusCode>> CallAsync(GivenLine line, CancellationToken until)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var statuses = new List<HttpStatusCode>();
            while (!until.IsCancellationRequested) statuses.Add(await HandAsync(line));
            return statuses;
        })));
        return [.. answers.SelectMany(statuses => statuses)];
    }

    private async Task Handed(GivenLine line, int messages)
    {
        for (var i = 0; i < messages; i++) (await HandAsync(line)).ShouldBe(HttpStatusCode.OK);
    }

    private Task ComposeAsync() => Get<Composer>().ComposeDueAsync(CancellationToken.None);

    private Task AuditAsync(PortalId portal, int entries) => RunAsync(turn =>
    {
        for (var i = 0; i < entries; i++) Get<AuditTrail>().Write(turn, portal, "system", "a thing happened", subject: null);
        return entries;
    });

    /// <summary>Tables in which something of the portal is left.</summary>
    private List<string> Left(PortalId portal)
    {
        using var connection = TestDatabase.Connect(Get<Database>());
        var tables = DatabaseReading.Tables(connection, withColumn: "portal_id");
        return [.. tables.Where(table => Count(table, portal) > 0), .. Count("portals", portal, "id") > 0 ? ["portals"] : (string[])[]];
    }

    private long Count(string table, PortalId portal, string column = "portal_id")
    {
        using var connection = TestDatabase.Connect(Get<Database>());
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table} WHERE {column} = '{portal.Value}'";
        return (long)command.ExecuteScalar()!;
    }

    private Task<long> CountAsync(string table, string condition) =>
        RunAsync(turn => turn.First($"SELECT COUNT(*) FROM {table} WHERE {condition}", row => row.GetInt64(0)));

    private Task<T> RunAsync<T>(Func<WriteTurn, T> work) => Get<Writer>().RunAsync(work);
}
