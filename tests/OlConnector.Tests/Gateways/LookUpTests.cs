using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;

namespace OlConnector.Tests.Gateways;

/// <summary>A look-up by text never gives one message the id of another, and an answer that is worth few retries gets few.</summary>
public sealed class LookUpTests
{
    [Theory]
    [InlineData("green-api")]
    [InlineData("waha")]
    [InlineData("twilio")]
    public async Task An_id_that_another_message_has_settles_nothing(string kind)
    {
        await using var world = await StartAsync(kind);
        var lost = await LoseAsync(world);
        var known = await world.SendAsync();
        world.Find(known).GatewayMessageId.ShouldBe("ID1");

        await LookUpAsync(world, kind);

        (world.Find(lost).State, world.Find(lost).GatewayMessageId).ShouldBe((MessageState.Unknown, null));
    }

    [Theory]
    [InlineData("green-api")]
    [InlineData("waha")]
    [InlineData("twilio")]
    public async Task An_id_that_may_be_a_twins_settles_nothing_either(string kind)
    {
        await using var world = await StartAsync(kind);
        var (first, second) = (await LoseAsync(world), await LoseAsync(world));

        await LookUpAsync(world, kind);

        new[] { first, second }.ShouldAllBe(id => world.Find(id).State == MessageState.Unknown);
    }

    [Theory]
    [InlineData("green-api")]
    [InlineData("waha")]
    [InlineData("twilio")]
    public async Task An_id_that_nobody_has_settles_the_send(string kind)
    {
        await using var world = await StartAsync(kind);
        var lost = await LoseAsync(world);

        await LookUpAsync(world, kind);

        (world.Find(lost).State, world.Find(lost).GatewayMessageId).ShouldBe((MessageState.Sent, "ID1"));
    }

    [Fact]
    public async Task An_answer_that_is_worth_one_retry_fails_the_message_at_the_second_time_with_its_code_shown()
    {
        await using var world = await GatewayWorld.StartAsync(
            "sms-by", url => new() { ["baseUrl"] = url, ["token"] = "t", ["alphanameId"] = "1" });
        world.Vendor.Usually = _ => Reply.Json(200, """{"error":"undefined error"}""");

        var id = await world.SendAsync();
        world.Find(id).State.ShouldBe(MessageState.Queued);
        world.Clock.Advance(world.Find(id).RetryAt!.Value - world.Clock.GetUtcNow());
        (await world.DispatchAsync()).ShouldBe(1);

        (world.Find(id).State, world.Find(id).Reason).ShouldBe((MessageState.Failed, Reason.RetriesExhausted));
        (await world.Admin().GetAsync($"messages/{id}"))["attempts[1].text"]!.ToString().ShouldBe("undefined error");
    }

    /// <summary>A send whose answer got lost.</summary>
    private static async Task<MessageId> LoseAsync(GatewayWorld world)
    {
        world.Vendor.Next(new Reply.Cut());
        var id = await world.SendAsync();
        world.Find(id).State.ShouldBe(MessageState.Unknown);
        return id;
    }

    private static Task LookUpAsync(GatewayWorld world, string kind)
    {
        var at = world.Clock.GetUtcNow();
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        world.Vendor.Usually = request => Listed(kind, request, at);
        return world.Get<UnknownSends>().LookUpDueAsync(CancellationToken.None);
    }

    private static Reply Listed(string kind, SeenRequest request, DateTimeOffset at) => kind switch
    {
        "green-api" when request.Path.Contains("showMessagesQueue", StringComparison.Ordinal) => Reply.Json(200, "[]"),
        "green-api" => Reply.Json(200, $$"""
            [{"chatId":"375291112233@c.us","textMessage":"Your order is ready",
             "idMessage":"ID1","timestamp":{{at.ToUnixTimeSeconds()}}}]
            """),
        "waha" => Reply.Json(200, $$"""
            [{"id":"true_375291112233@c.us_ID1","body":"Your order is ready",
             "fromMe":true,"ack":1,"timestamp":{{at.ToUnixTimeSeconds()}}}]
            """),
        _ => Reply.Json(200, $$"""
            {"messages":[{"sid":"ID1","body":"Your order is ready",
             "direction":"outbound-api","status":"sent","date_created":"{{at:r}}"}]}
            """),
    };

    private static async Task<GatewayWorld> StartAsync(string kind)
    {
        var world = await GatewayWorld.StartAsync(kind, url => kind switch
        {
            "green-api" => GreenApiVendor.Settings(url),
            "waha" => WahaVendor.Settings(url),
            _ => TwilioVendor.Settings(url),
        });
        world.Vendor.Usually = _ => Reply.Json(kind == "green-api" ? 200 : 201, kind switch
        {
            "green-api" => """{"idMessage":"ID1"}""",
            "waha" => """{"id":"true_375291112233@c.us_ID1"}""",
            _ => """{"sid":"ID1","status":"queued"}""",
        });
        return world;
    }
}
