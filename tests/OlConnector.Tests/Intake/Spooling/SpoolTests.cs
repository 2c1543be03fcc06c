using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Intake.Spooling;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Intake.Spooling;

/// <summary>The database hangs: somebody else holds what every write needs. The calls go on.</summary>
public sealed class SpoolTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private readonly TempFolder _folder = new();
    private Product _product = null!;
    private GivenLine _line = null!;

    private async Task StartAsync(params (string Name, string Value)[] settings)
    {
        _product = await Product.StartAsync(_clock, folder: _folder.Path, settings: [("Dispatching:Enabled", "false"), .. settings]);
        _line ??= await _product.LineAsync("3b7f0c9de1a24586b0f7d2c4a9e81635");
    }

    [Fact]
    public async Task A_call_that_the_database_does_not_take_is_answered_and_stored_later_once_and_in_order()
    {
        await StartAsync();
        await using (HoldDatabase())
        {
            var first = HandAsync("m0");
            await SpooledAsync(1, advance: true);
            (await first).ShouldBe(HttpStatusCode.OK);
            (await _product.Http.PostAsync("/b24/sms/a-key-that-nobody-knows-here-0000", new StringContent(""))).StatusCode.ShouldBe(
                HttpStatusCode.ServiceUnavailable);
            for (var i = 1; i < 20; i++) (await HandAsync($"m{i}")).ShouldBe(HttpStatusCode.OK);
            (await HandAsync("m7")).ShouldBe(HttpStatusCode.OK);
        }

        await _product.Services.GetRequiredService<SpoolReplay>().ReplayAsync();

        Stored().ShouldBe([.. Enumerable.Range(0, 20).Select(i => $"m{i}")]);
        Spool.IsActive.ShouldBeFalse();
        Directory.GetFiles(Spool.Folder).ShouldBeEmpty();
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        (await db.IntakeTallies.SumAsync(tally => tally.Received)).ShouldBe(20);
    }

    [Fact]
    public async Task What_lies_in_the_spool_when_the_node_dies_is_stored_by_the_next_one()
    {
        await StartAsync();
        await using (HoldDatabase())
        {
            var first = HandAsync("m0");
            await SpooledAsync(1, advance: true);
            await first;
            (await HandAsync("m1")).ShouldBe(HttpStatusCode.OK);
        }

        var files = Directory.GetFiles(Spool.Folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        files.ShouldNotBeEmpty();
        await _product.DisposeAsync();
        foreach (var (name, bytes) in files) File.WriteAllBytes(Path.Combine(_folder.Path, "spool", name), [.. bytes, 9, 9, 9]);
        await StartAsync();

        await _product.Services.GetRequiredService<SpoolReplay>().ReplayAsync();

        Stored().ShouldBe(["m0", "m1"]);
        Directory.GetFiles(Spool.Folder).ShouldAllBe(file => file.EndsWith(".rest", StringComparison.Ordinal));
        _product.Log.Lines.ShouldContain(line => line.Contains("are no whole record", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_without_its_database_is_ready_and_says_what_waits()
    {
        await StartAsync();
        await using (HoldDatabase())
        {
            var first = HandAsync("m0");
            await SpooledAsync(1, advance: true);
            await first;

            var ready = new Caller(_product, token: null).GetAsync("/health/ready");
            while (!ready.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            ((await ready).Status, (await ready)["status"]!.ToString()).ShouldBe((200, "ready"));
            (await ready)["checks.spool"]!.ToString().ShouldBe("filling: 1 calls wait for the database");
            (await ready)["checks.database"]!.ToString().ShouldBeOneOf("The database does not answer in time.", "The database is away.");
        }

        _product.Log.Lines.ShouldContain(line => line.Contains("The database is away", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_spool_answers_503_and_keeps_nothing()
    {
        await StartAsync(("Spool:MaxBytes", "1048576"));
        var text = new string('x', 4000);
        await using (HoldDatabase())
        {
            var first = HandAsync("m0", text);
            await SpooledAsync(1, advance: true);
            await first;
            var answers = new List<HttpStatusCode>();
            for (var i = 1; i < 400; i++) answers.Add(await HandAsync($"m{i}", text));

            answers.Distinct().ShouldBe([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], ignoreOrder: true);
            answers.SkipWhile(answer => answer == HttpStatusCode.OK).ShouldAllBe(answer => answer == HttpStatusCode.ServiceUnavailable);
        }

        await _product.Services.GetRequiredService<SpoolReplay>().ReplayAsync();
        Stored().Count.ShouldBeInRange(200, 300);
        (await HandAsync("after")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_record_that_can_never_be_stored_is_set_aside_and_those_behind_it_are_stored()
    {
        await StartAsync();
        (await Spool.PutAsync("no json"u8.ToArray())).ShouldBeTrue();
        (await HandAsync("m1")).ShouldBe(HttpStatusCode.OK);

        await _product.Services.GetRequiredService<SpoolReplay>().ReplayAsync();

        Stored().ShouldBe(["m1"]);
        Directory.GetFiles(Spool.Folder).ShouldHaveSingleItem().ShouldEndWith("rejected");
        _product.Log.Lines.ShouldContain(line => line.Contains("can never be stored", StringComparison.Ordinal));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        _folder.Dispose();
    }

    private Spool Spool => _product.Services.GetRequiredService<Spool>();

    private List<string> Stored()
    {
        using var db = _product.Services.GetRequiredService<Database>().Read();
        return [.. db.Messages.OrderBy(message => message.Sequence).Select(message => message.PortalMessageId!)];
    }

    private async Task<HttpStatusCode> HandAsync(string id, string text = "Hello") => (await _product.Http.PostAsync(
        $"/b24/sms/{_line.HandlerKey}",
        new FormUrlEncodedContent([new("message_id", id), new("message_to", "+79991234567"), new("message_body", text)]))).StatusCode;

    /// <summary>Lets the calls' patience end until so many are in the spool.</summary>
    private async Task SpooledAsync(long calls, bool advance)
    {
        while (Spool.Calls < calls)
        {
            if (advance) _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private HeldDatabase HoldDatabase() => new(TestDatabase.Connect(_product.Services.GetRequiredService<Database>()));

    /// <summary>Takes the lock without which nobody writes.</summary>
    private sealed class HeldDatabase : IAsyncDisposable
    {
        private readonly DbConnection _connection;

        internal HeldDatabase(DbConnection connection)
        {
            _connection = connection;
            Execute(TestDatabase.IsPostgreSql ? "BEGIN; LOCK TABLE messages, portals IN ACCESS EXCLUSIVE MODE" : "BEGIN EXCLUSIVE");
        }

        public async ValueTask DisposeAsync()
        {
            Execute("ROLLBACK");
            await _connection.DisposeAsync();
        }

        private void Execute(string sql)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
