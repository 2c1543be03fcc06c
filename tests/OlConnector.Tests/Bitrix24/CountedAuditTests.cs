using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>What strangers can repeat is counted in the audit and not multiplied.</summary>
public sealed class CountedAuditTests : IAsyncLifetime
{
    private readonly ApiWorld _world = new();

    private GivenLine _signed = null!;

    public async Task InitializeAsync()
    {
        await _world.InitializeAsync();
        _signed = await _world.Product.LineAsync(
            ApiWorld.Ours, kind: "waha",
            settings: """{"baseUrl":"http://127.0.0.1:9","session":"default","hmacKey":"a-key-of-the-tests"}""");
    }

    public Task DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("event", "forged_event")]
    [InlineData("frame", "forged_frame")]
    [InlineData("handler", "forged_call")]
    [InlineData("hook", "forged_callback")]
    [InlineData("renewal", "forged_renewal")]
    public async Task Forged_calls_of_one_kind_and_hour_are_one_entry_that_says_how_many_and_from_where(string door, string action)
    {
        for (var i = 0; i < 30; i++) await ForgeAsync(door);
        _world.Clock.Advance(TimeSpan.FromMinutes(20));
        await ForgeAsync(door);

        var entry = (await EntriesAsync(action)).ShouldHaveSingleItem();
        (entry["times"]!.ToString(), entry["address"]!.ToString()).ShouldBe(("31", "127.0.0.1"));
        DateTimeOffset.Parse(entry["lastAt"]!.ToString(), null).ShouldBe(_world.Clock.GetUtcNow());
        _world.Clock.Advance(TimeSpan.FromHours(1));
        await ForgeAsync(door);
        (await EntriesAsync(action)).Count.ShouldBe(2, "an hour later it is told anew");
    }

    [Fact]
    public async Task Forged_events_that_name_a_portal_that_does_not_exist_leave_nothing()
    {
        await PostAsync("/b24/events", [new("event", "ONAPPINSTALL"), new("auth[member_id]", "00000000000000000000000000000009")]);

        await using var db = _world.Product.Services.GetRequiredService<Database>().Read();
        db.Audit.Where(entry => entry.Action == "forged_event").ShouldBeEmpty();
    }

    private Task ForgeAsync(string door) => door switch
    {
        "event" => PostAsync("/b24/events", [new("event", "ONAPPTEST"), new("auth[member_id]", ApiWorld.Ours)]),
        "frame" => PostAsync("/b24/app", [new("AUTH_ID", "no"), new("member_id", ApiWorld.Ours)]),
        "handler" => PostAsync($"/b24/sms/{_world.Line.HandlerKey}", [new("auth[application_token]", "no"), new("message_body", "x")]),
        "hook" => PostAsync($"/hooks/waha/{_signed.HookKey}", [new("x", "y")]),
        _ => _world.Nobody().PostAsync("session", new { accessToken = "no", memberId = ApiWorld.Ours }),
    };

    private Task PostAsync(string path, KeyValuePair<string, string>[] form) =>
        _world.Product.Http.PostAsync(path, new FormUrlEncodedContent(form));

    private async Task<List<JToken>> EntriesAsync(string action) =>
        [.. (await _world.Admin().GetAsync("audit?limit=200"))["items"]!.Where(entry => (string?)entry["action"] == action)];
}
