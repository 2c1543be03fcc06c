using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Lines;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>A key in an address can be changed: at leisure, or at once when it has leaked.</summary>
public sealed class KeyRotationTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncLifetime
{
    private GivenLine _line = null!;

    public async Task InitializeAsync() => _line = await world.Product.LineAsync(ApiWorld.Ours, world.Vendor.Url);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_hook_gets_a_new_key_and_the_old_one_works_for_its_grace()
    {
        var rotated = await RotateAsync(new { which = "hook" });

        var key = KeyIn(rotated, "hookUrl");
        key.ShouldNotBe(_line.HookKey);
        rotated["handlerUrl"]!.ToString().ShouldEndWith(_line.HandlerKey);
        (await CallBackAsync(key), await CallBackAsync(_line.HookKey)).ShouldBe((200, 200));
        world.Clock.Advance(TimeSpan.FromDays(7));
        (await CallBackAsync(key), await CallBackAsync(_line.HookKey)).ShouldBe((200, 404));
    }

    [Fact]
    public async Task A_hook_key_that_has_leaked_ends_at_once()
    {
        await RotateAsync(new { which = "hook", grace = "00:00:00" });

        (await CallBackAsync(_line.HookKey)).ShouldBe(404);
    }

    [Theory]
    [InlineData("hook")]
    [InlineData("handler")]
    public async Task A_second_rotation_waits_for_the_grace_that_was_promised_or_ends_all_earlier_keys(string which)
    {
        await RotateAsync(new { which });

        var refused = await RotateAsync(new { which });

        (refused.Status, refused.Code).ShouldBe((409, "grace_runs"));
        (IsKnown(which), await world.Admin().GetAsync($"lines/{_line.Id}") is { Status: 200 }).ShouldBe((true, true));
        (await RotateAsync(new { which, grace = "00:00:00" })).Status.ShouldBe(200);
        IsKnown(which).ShouldBeFalse();
        (await RotateAsync(new { which })).Status.ShouldBe(200, "nothing is in its grace any more");
    }

    [Fact]
    public async Task When_the_grace_is_over_keys_rotate_again()
    {
        await RotateAsync(new { which = "hook" });
        world.Clock.Advance(TimeSpan.FromDays(7));

        (await RotateAsync(new { which = "hook" })).Status.ShouldBe(200);
    }

    private bool IsKnown(string which) =>
        (which == "hook" ? Directory.FindByHookKey(_line.HookKey) : Directory.FindByHandlerKey(_line.HandlerKey)) is not null;

    [Theory]
    [InlineData(null)]
    [InlineData("""{"which":"handler"}""")]
    public async Task The_handler_is_meant_where_nothing_else_is_said(string? body)
    {
        var rotated = await RotateAsync(body);

        KeyIn(rotated, "handlerUrl").ShouldNotBe(_line.HandlerKey);
        rotated["hookUrl"]!.ToString().ShouldEndWith(_line.HookKey);
        Directory.FindByHandlerKey(_line.HandlerKey).ShouldNotBeNull("its grace is seven days");
    }

    [Fact]
    public async Task A_handler_key_that_has_leaked_ends_at_once()
    {
        await RotateAsync(new { which = "handler", grace = "00:00:00" });

        Directory.FindByHandlerKey(_line.HandlerKey).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"which":"door"}""", "which")]
    [InlineData("""{"which":"hook","grace":"-00:00:01"}""", "grace")]
    [InlineData("""{"which":"hook","grace":"7.00:00:01"}""", "grace")]
    public async Task What_is_no_key_or_no_grace_is_refused(string body, string field)
    {
        var refused = await RotateAsync(body);

        (refused.Status, refused.Field).ShouldBe((400, field));
    }

    [Fact]
    public async Task After_the_loss_of_the_key_ring_both_keys_are_made_anew()
    {
        await ForgetKeysAsync();
        var lost = await world.Admin().GetAsync($"lines/{_line.Id}");

        var handler = await RotateAsync(new { which = "handler" });
        var hook = await RotateAsync(new { which = "hook" });

        (lost["hookUrl"]!.ToString(), lost["handlerUrl"]!.ToString()).ShouldSatisfyAllConditions(
            url => url.Item1.ShouldEndWith("/…"), url => url.Item2.ShouldEndWith("/…"));
        Directory.FindByHandlerKey(KeyIn(handler, "handlerUrl")).ShouldNotBeNull();
        (await CallBackAsync(KeyIn(hook, "hookUrl"))).ShouldBe(200);
    }

    private LineDirectory Directory => world.Product.Services.GetRequiredService<LineDirectory>();

    private Task<Answer> RotateAsync(object? body) => world.Admin().PostAsync($"lines/{_line.Id}/rotate-key", body);

    private static string KeyIn(Answer line, string address) => line[address]!.ToString().Split('/')[^1];

    private async Task<int> CallBackAsync(string key)
    {
        using var content = new StringContent("""{"id":"x","status":"sent"}""", Encoding.UTF8, "application/json");
        using var answer = await world.Product.Http.PostAsync($"/hooks/sandbox/{key}", content);
        return (int)answer.StatusCode;
    }

    /// <summary>As after the loss: what was encrypted with the old ring cannot be read.</summary>
    private Task ForgetKeysAsync() => world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
        "UPDATE lines SET hook_key = 'lost', handler_key = 'lost' WHERE id = @line", ("line", _line.Id)));
}
