using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Lines;

/// <summary>A key that was promised opens its line, whatever happens to other lines meanwhile; and strangers' keys cost little.</summary>
public sealed class LineDirectoryTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const int NewLines = 60;
    private const int Changing = 6;

    [Fact]
    public async Task Every_new_line_takes_calls_right_after_its_201_while_other_lines_change()
    {
        var others = await OthersAsync();
        using var done = new CancellationTokenSource();
        var changes = Task.WhenAll(others.Select(other => ChangeAsync(other.Admin, other.Line, done.Token)));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MakeAndCallAsync(NewLines / 4)));
        await done.CancelAsync();
        var changed = await changes;

        statuses.SelectMany(all => all).ShouldAllBe(status => status == HttpStatusCode.OK);
        changed.Sum().ShouldBeGreaterThan(Changing, "lines must really have changed meanwhile");
    }

    [Fact]
    public async Task A_change_reads_the_line_that_it_touches_and_no_other()
    {
        var untouched = await world.Product.LineAsync(ApiWorld.Theirs);
        await ExecuteAsync("UPDATE lines SET treat_as_marketing = @yes WHERE id = @line", ("yes", true), ("line", untouched.Id));

        (await world.Admin().PatchAsync($"lines/{world.Line.Id}", new { jitter = 7 })).Status.ShouldBe(200);

        Directory.FindByHandlerKey(untouched.HandlerKey)!.TreatAsMarketing.ShouldBeFalse("nobody noted that it changed");
    }

    [Fact]
    public async Task A_change_is_known_when_it_is_answered()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);

        await world.Admin().PatchAsync($"lines/{line.Id}", new { treatAsMarketing = true });
        Directory.FindByHandlerKey(line.HandlerKey)!.TreatAsMarketing.ShouldBeTrue();

        await world.Product.Services.GetRequiredService<HandlerKeys>().RotateAsync(line.Portal, line.Id, "user 1");
        Directory.FindByHandlerKey(line.HandlerKey).ShouldNotBeNull("the previous key has its grace");

        await world.Admin().DeleteAsync($"lines/{line.Id}");
        Directory.FindByHandlerKey(line.HandlerKey)!.IsOff.ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_that_memory_does_not_know_is_looked_up_before_it_is_refused()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var (handler, hook, previous) = (SecretKey.New(), SecretKey.New(), SecretKey.New());
        await ExecuteAsync(
            """
            UPDATE lines SET handler_key_hash = @handler, hook_key_hash = @hook, previous_handler_key_hash = @previous,
                   previous_handler_key_ends_at = @until
             WHERE id = @line
            """,
            ("handler", SecretKey.Hash(handler)), ("hook", SecretKey.Hash(hook)), ("previous", SecretKey.Hash(previous)),
            ("until", world.Clock.GetUtcNow().AddDays(1)), ("line", line.Id));

        (await CallAsync($"b24/sms/{previous}")).ShouldBe(HttpStatusCode.OK);
        (await CallAsync($"b24/sms/{handler}")).ShouldBe(HttpStatusCode.OK);
        (await CallAsync($"hooks/sandbox/{hook}")).ShouldNotBe(HttpStatusCode.NotFound);
        (await CallAsync($"hooks/sandbox/{SecretKey.New()}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_application_token_that_memory_does_not_know_is_looked_up_before_its_call_is_refused()
    {
        var line = await world.Product.LineAsync("00000000000000000000000000000011");
        await ExecuteAsync(
            "UPDATE portals SET application_token = @token WHERE id = @portal",
            ("token", world.Product.Services.GetRequiredService<SecretBox>().Protect("learned a moment ago")), ("portal", line.Portal));

        (await CallAsync($"b24/sms/{line.HandlerKey}", "&auth[application_token]=learned+a+moment+ago")).ShouldBe(HttpStatusCode.OK);
        (await CallAsync($"b24/sms/{line.HandlerKey}", "&auth[application_token]=invented")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_strangers_key_is_looked_up_once_and_a_database_that_cannot_be_asked_refuses_nobody()
    {
        await using var product = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning), settings: [("Dispatching:Enabled", "false")]);
        var stranger = SecretKey.New();
        (await product.Http.PostAsync($"/b24/sms/{stranger}", Message())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var directory = product.Services.GetRequiredService<LineDirectory>();
        await product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute("ALTER TABLE lines RENAME TO gone"));

        (await product.Http.PostAsync($"/b24/sms/{stranger}", Message())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<System.Data.Common.DbException>(directory.LookUpHandlerKeyAsync(SecretKey.New()));
    }

    private LineDirectory Directory => world.Product.Services.GetRequiredService<LineDirectory>();

    private async Task<List<(Caller Admin, GivenLine Line)>> OthersAsync()
    {
        var others = new List<(Caller, GivenLine)>();
        for (var i = 0; i < Changing; i++)
        {
            var portal = $"000000000000000000000000000001{i:00}";
            var line = await world.Product.LineAsync(portal);
            others.Add((await world.ProgramAsync(Role.Admin, callsPer3Seconds: 100_000, portal), line));
        }

        return others;
    }

    /// <summary>Changes a line again and again; answers how often.</summary>
    private static async Task<int> ChangeAsync(Caller admin, GivenLine line, CancellationToken done)
    {
        var changes = 0;
        while (!done.IsCancellationRequested)
        {
            (await admin.PatchAsync($"lines/{line.Id}", new { jitter = changes % 100 })).Status.ShouldBe(200);
            changes++;
        }

        return changes;
    }

    private async Task<List<HttpStatusCode>> MakeAndCallAsync(int count)
    {
        var admin = await world.ProgramAsync(Role.Admin, callsPer3Seconds: 100_000);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < count; i++)
        {
            var made = await admin.PostAsync(
                "lines", new { name = "New", gateway = new { kind = "sandbox", settings = new { baseUrl = "http://127.0.0.1:9" } } });
            made.Status.ShouldBe(201);
            statuses.Add(await CallAsync(new Uri(made["handlerUrl"]!.ToString()).AbsolutePath.TrimStart('/')));
        }

        return statuses;
    }

    private async Task<HttpStatusCode> CallAsync(string path, string more = "")
    {
        using var answer = await world.Product.Http.PostAsync($"/{path}", Message(more));
        return answer.StatusCode;
    }

    private int _calls;

    private StringContent Message(string more) => new(
        $"module_id=crm&message_id=n{Interlocked.Increment(ref _calls)}&message_to=%2B79161234567&message_body=x{more}",
        System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

    private StringContent Message() => Message("");

    private Task ExecuteAsync(string sql, params (string Name, object? Value)[] values) =>
        world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(sql, values));
}
