using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>A callback that cannot be read or applied is answered, kept and told of once; it never blocks the next.</summary>
public sealed class PoisonedCallbackTests
{
    [Fact]
    public async Task It_is_answered_200_kept_without_secrets_and_the_next_one_is_applied()
    {
        await using var world = await StartAsync();
        var message = await world.SendAsync();

        (await CallAsync(world, """{"typeWebhook":"outgoingMessageStatus","why":"api-token and hook-token"}"""))
            .ShouldBe(HttpStatusCode.OK);
        (await CallAsync(world, StatusOf(world.Find(message).GatewayMessageId!, "delivered"))).ShouldBe(HttpStatusCode.OK);

        world.Find(message).State.ShouldBe(MessageState.Delivered);
        var kept = (await world.Admin().GetAsync("audit/callbacks")).Items.ShouldHaveSingleItem();
        (kept["gateway"]!.ToString(), kept["lineId"]!.ToString()).ShouldBe(("green-api", $"{world.Line.Id}"));
        kept["body"]!.ToString().ShouldContain("\"why\":\"*** and ***\"");
        kept.ToString().ShouldNotContain(world.Line.HookKey);
        kept["why"]!.ToString().ShouldContain("outgoingMessageStatus");
    }

    [Fact]
    public async Task Many_of_them_are_one_alarm_and_a_bounded_heap()
    {
        await using var world = await StartAsync();

        for (var i = 0; i < KeptCallbacks.MostOfLine + 5; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            (await CallAsync(world, $"no JSON {i} {new string('x', 10_000)}")).ShouldBe(HttpStatusCode.OK);
        }

        world.Count("kept_callbacks").ShouldBe(KeptCallbacks.MostOfLine);
        var newest = (await world.Admin().GetAsync($"audit/callbacks?line={world.Line.Id}&limit=1")).Items[0];
        newest["body"]!.ToString().ShouldStartWith($"POST \nno JSON {KeptCallbacks.MostOfLine + 4} ");
        newest["body"]!.ToString().Length.ShouldBe(4096);
        ((int)newest["length"]!).ShouldBeGreaterThan(10_000);
        (await world.Admin().GetAsync("audit")).Items.Count(entry => entry["action"]!.ToString() == "unreadable_callback").ShouldBe(1);
    }

    [Fact]
    public async Task Of_an_hour_the_log_hears_of_the_first_only_and_the_audit_counts_them()
    {
        await using var world = await StartAsync();

        for (var i = 0; i < 3; i++) await CallAsync(world, "no JSON");
        for (var i = 0; i < 3; i++) await CallAsync(world, "no JSON", token: "wrong");
        world.Clock.Advance(TimeSpan.FromHours(1));
        await CallAsync(world, "no JSON");

        Logged(world, "cannot be read or understood").ShouldBe(2);
        Logged(world, "got a forged callback").ShouldBe(1);
        (await world.Admin().GetAsync("audit")).Items.Where(entry => entry["action"]!.ToString() == "unreadable_callback")
            .Select(entry => (int)entry["times"]!).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task After_a_day_the_next_one_is_an_alarm_again_and_after_14_days_none_is_left()
    {
        await using var world = await StartAsync();
        await CallAsync(world, "no JSON");
        world.Clock.Advance(TimeSpan.FromDays(1));
        await CallAsync(world, "no JSON");
        (await world.Admin().GetAsync("audit")).Items.Count(entry => entry["action"]!.ToString() == "unreadable_callback").ShouldBe(2);

        world.Clock.Advance(KeptCallbacks.KeptFor + TimeSpan.FromSeconds(1));
        await ActivatorUtilities.CreateInstance<Housekeeping>(world.Product.Services).TidyAsync();

        world.Count("kept_callbacks").ShouldBe(0);
    }

    [Fact]
    public async Task An_event_that_cannot_be_applied_stops_neither_its_call_nor_its_neighbours()
    {
        await using var world = await StartAsync();
        var message = await world.SendAsync();
        await world.Get<Writer>().RunAsync(turn => turn.Execute("CREATE UNIQUE INDEX poison ON parked_callbacks (line_id)"));

        foreach (var nobodys in new[] { "A", "B" })
            (await CallAsync(world, StatusOf(nobodys, "delivered"))).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(world, StatusOf(world.Find(message).GatewayMessageId!, "read"))).ShouldBe(HttpStatusCode.OK);

        world.Find(message).State.ShouldBe(MessageState.Read);
        (await world.Admin().GetAsync("audit/callbacks")).Items.ShouldHaveSingleItem()["why"]!.ToString()
            .ShouldContain("cannot be applied");
    }

    [Fact]
    public async Task A_forged_one_is_refused_and_not_kept()
    {
        await using var world = await StartAsync();

        (await CallAsync(world, "no JSON", token: "wrong")).ShouldBe(HttpStatusCode.Forbidden);

        world.Count("kept_callbacks").ShouldBe(0);
    }

    private static int Logged(GatewayWorld world, string words) =>
        world.Product.Log.Lines.Count(line => line.Contains(words, StringComparison.Ordinal));

    private static string StatusOf(string id, string status) =>
        $$"""{"typeWebhook":"outgoingMessageStatus","idMessage":"{{id}}","status":"{{status}}","timestamp":1772442005}""";

    private static async Task<HttpStatusCode> CallAsync(GatewayWorld world, string body, string token = "hook-token")
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/hooks/green-api/{world.Line.HookKey}");
        call.Content = new StringContent(body, Encoding.UTF8, "application/json");
        call.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var answer = await world.Product.Http.SendAsync(call);
        return answer.StatusCode;
    }

    private static async Task<GatewayWorld> StartAsync()
    {
        var world = await GatewayWorld.StartAsync("green-api", url => new()
        {
            ["apiUrl"] = url,
            ["idInstance"] = "1101000001",
            ["apiTokenInstance"] = "api-token",
            ["webhookUrlToken"] = "hook-token",
        });
        world.Vendor.Usually = _ => Reply.Json(200, """{"idMessage":"3EB0C767D097B7C7C030"}""");
        return world;
    }
}
