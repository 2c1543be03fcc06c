using Microsoft.Extensions.DependencyInjection;
using OlConnector.Composing;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>How often one number is written to, as a portal sets it.</summary>
public sealed class HygieneTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static int _portals;

    [Fact]
    public async Task More_marketing_than_the_cap_within_its_days_is_suppressed_and_later_it_goes_again()
    {
        var (caller, line) = await PortalAsync();
        await caller.PatchAsync("settings", new { frequencyCap = new { messages = 2, days = 7 } });

        var outcomes = new List<string>();
        for (var i = 0; i < 3; i++) outcomes.Add(await SendAsync(line, $"Letter number {i} of this week about something else"));
        await world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
            "UPDATE messages SET state = 'sent', sent_at = @now WHERE portal_id = @portal AND state = 'queued'",
            ("now", world.Clock.GetUtcNow()), ("portal", line.Portal)));
        outcomes.Add(await SendAsync(line, "Your order is ready", kind: "direct"));
        outcomes.Add(await SendAsync(line, "A letter to somebody else entirely", to: "+79165553002"));
        world.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        outcomes.Add(await SendAsync(line, "The first letter of the week that follows"));

        outcomes.ShouldBe(["queued ", "queued ", "suppressed FREQUENCY_CAP", "queued ", "queued ", "queued "]);
    }

    [Fact]
    public async Task Without_dedupe_a_number_gets_the_same_text_twice_in_a_day_and_with_it_once()
    {
        var (caller, line) = await PortalAsync();
        const string letter = "Doors open at ten tomorrow, come and see";

        (await SendAsync(line, letter)).ShouldBe("queued ");
        (await SendAsync(line, letter)).ShouldBe("suppressed SAME_TEXT");
        await caller.PatchAsync("settings", new { dedupe = false });
        (await SendAsync(line, letter)).ShouldBe("queued ");
        await caller.PatchAsync("settings", """{"dedupe":null}""");
        (await SendAsync(line, letter)).ShouldBe("suppressed SAME_TEXT");
    }

    [Fact]
    public async Task A_portal_starts_with_dedupe_and_without_a_cap_and_takes_a_cap_off_again()
    {
        var (caller, _) = await PortalAsync();

        var first = await caller.GetAsync("settings");
        var capped = await caller.PatchAsync("settings", new { frequencyCap = new { messages = 3, days = 30 } });
        var narrowed = await caller.PatchAsync("settings", new { frequencyCap = new { messages = 1 } });
        var off = await caller.PatchAsync("settings", """{"frequencyCap":null}""");

        ((bool)first["dedupe"]!, first["frequencyCap"]!.Type).ShouldBe((true, Newtonsoft.Json.Linq.JTokenType.Null));
        ((int)capped["frequencyCap.messages"]!, (int)capped["frequencyCap.days"]!).ShouldBe((3, 30));
        ((int)narrowed["frequencyCap.messages"]!, (int)narrowed["frequencyCap.days"]!).ShouldBe((1, 30));
        off["frequencyCap"]!.Type.ShouldBe(Newtonsoft.Json.Linq.JTokenType.Null);
    }

    [Theory]
    [InlineData("""{"messages":0,"days":7}""", "invalid_value", "frequencyCap.messages")]
    [InlineData("""{"messages":101,"days":7}""", "invalid_value", "frequencyCap.messages")]
    [InlineData("""{"messages":1,"days":0}""", "invalid_value", "frequencyCap.days")]
    [InlineData("""{"messages":1,"days":91}""", "invalid_value", "frequencyCap.days")]
    [InlineData("""{"messages":1}""", "required", "frequencyCap.days")]
    public async Task A_cap_that_cannot_be_is_refused_and_nothing_changes(string cap, string code, string field)
    {
        var (caller, _) = await PortalAsync();

        var refused = await caller.PatchAsync("settings", $$"""{"frequencyCap":{{cap}}}""");

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field));
        (await caller.GetAsync("settings"))["frequencyCap"]!.Type.ShouldBe(Newtonsoft.Json.Linq.JTokenType.Null);
    }

    private async Task<(Caller Caller, GivenLine Line)> PortalAsync()
    {
        var portal = $"hygiene0000000000000000000000{Interlocked.Increment(ref _portals):0000}";
        return (world.Admin(portal), await world.Product.LineAsync(portal));
    }

    /// <summary>By somebody who has just opened the app: no session lives a week.</summary>
    private async Task<string> SendAsync(GivenLine line, string text, string kind = "marketing", string to = "+79165553001")
    {
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var caller = world.Admin(line.Portal.Value);
        var sent = await caller.PostAsync("messages", new { line = $"{line.Id}", to, text, kind });
        await world.Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);
        var message = await caller.GetAsync($"messages/{sent["id"]}");
        return $"{message["state"]} {message["reason"]}";
    }
}
