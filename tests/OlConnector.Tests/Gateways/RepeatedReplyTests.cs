using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Newtonsoft.Json;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>What a client said counts once and in its order, whoever brings it again.</summary>
public sealed class RepeatedReplyTests : IAsyncLifetime
{
    private const string Client = "79165550021";

    private readonly ApiWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_recorded_opt_in_does_not_undo_a_later_opt_out()
    {
        var recorded = _world.Clock.GetUtcNow();
        await SayAsync("1", "старт", recorded);
        _world.Clock.Advance(TimeSpan.FromSeconds(10));
        await SayAsync("2", "стоп");

        await SayAsync("1", "старт", recorded);
        _world.Clock.Advance(TimeSpan.FromDays(6));
        await SayAsync("1", "старт", recorded);

        StopList().ShouldBe([Client]);
    }

    [Fact]
    public async Task A_word_older_than_the_opt_out_does_not_undo_it_even_when_its_id_is_forgotten()
    {
        var early = _world.Clock.GetUtcNow();
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await SayAsync("2", "стоп");
        _world.Clock.Advance(TimeSpan.FromDays(8));
        await _world.Product.Services.GetServices<IHostedService>().OfType<Housekeeping>().Single().TidyAsync();

        await SayAsync("1", "старт", early);

        StopList().ShouldBe([Client]);
    }

    [Fact]
    public async Task A_change_of_mind_counts_each_time()
    {
        foreach (var (id, text, isOut) in new[] { ("1", "стоп", true), ("2", "старт", false), ("3", "стоп", true), ("4", "старт", false) })
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            await SayAsync(id, text);
            (StopList().Count > 0).ShouldBe(isOut, $"after {id}");
        }
    }

    [Fact]
    public async Task A_refusal_that_is_repeated_leaves_one_entry_in_the_audit()
    {
        foreach (var id in new[] { "1", "2", "3" }) await SayAsync(id, "стоп");

        (await _world.Admin().GetAsync("audit")).Items.Count(entry => entry["action"]!.ToString() == "opted out").ShouldBe(1);
    }

    [Fact]
    public async Task A_vendors_clock_a_little_behind_keeps_nobody_out()
    {
        await SayAsync("1", "стоп");

        await SayAsync("2", "старт", _world.Clock.GetUtcNow() - TimeSpan.FromSeconds(50));

        StopList().ShouldBeEmpty();
    }

    private async Task SayAsync(string id, string text, DateTimeOffset? at = null)
    {
        var body = JsonConvert.SerializeObject(new { id, from = $"+{Client}", text, at = at ?? _world.Clock.GetUtcNow() });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _world.Product.Http.PostAsync($"/hooks/sandbox/{_world.Line.HookKey}", content);
        answer.EnsureSuccessStatusCode();
    }

    private List<string> StopList()
    {
        using var db = _world.Product.Services.GetRequiredService<Database>().Read();
        return [.. db.SuppressedNumbers.Select(row => row.Phone)];
    }
}
