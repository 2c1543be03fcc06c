using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Composing;

/// <summary>When messages of own mailings leave, and what their texts are beforehand.</summary>
public sealed class TimetableTests : OwnMailingWorld
{
    [Fact]
    public async Task A_thousand_messages_spread_evenly_until_the_end()
    {
        var (from, end) = (Clock.GetUtcNow(), Clock.GetUtcNow().AddHours(10));
        var made = await MakeAsync(new
        {
            text = "Hello",
            recipients = Numbers(1000),
            guard = new { limit = 5000 },
            spreadEvenly = true,
            endAt = end,
        });
        await StartAsync(made, acknowledgeRisk: true);
        await PourAsync();

        var left = await SendAllAsync();

        left.Count.ShouldBe(1000);
        var plan = TimeSpan.FromHours(10) / 1000;
        foreach (var (one, next) in left.Zip(left.Skip(1))) (next - one).ShouldBeInRange(plan * 0.95, plan * 1.05);
        (left[^1] <= end, left[^1] > end - TimeSpan.FromMinutes(2), left[0] == from).ShouldBe((true, true, true));
        (await ShowAsync(made))["settings.spread"]!.ToObject<TimeSpan>().ShouldBe(plan);
    }

    [Fact]
    public async Task A_number_a_minute_is_exceeded_in_no_minute()
    {
        await MakeAsync(new { text = "Hello", recipients = Numbers(30), guard = new { limit = 50 }, perMinute = 3, start = true });
        await PourAsync();

        var left = await SendAllAsync();

        left.Count.ShouldBe(30);
        foreach (var one in left) left.Count(other => other >= one && other < one.AddMinutes(1)).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task An_end_that_comes_too_early_says_what_would_fit()
    {
        var (text, recipients, spreadEvenly, endAt) = ("Hello", Numbers(100), true, Clock.GetUtcNow().AddMinutes(10));
        var draft = await MakeAsync(new { text, recipients, spreadEvenly, endAt });

        var refused = await StartAsync(draft);
        var atOnce = await Admin().PostAsync(
            "campaigns", Wish(new { text, recipients, spreadEvenly, endAt, start = true, acknowledgeRisk = true }));

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "end_too_early", "endAt"));
        refused["detail"]!.ToString().ShouldContain("40 of 100");
        refused["detail"]!.ToString().ShouldContain("2026-03-02T09:24Z");
        atOnce.Code.ShouldBe("end_too_early");
        (await CampaignsAsync()).ShouldHaveSingleItem();
        (await Admin().PatchAsync($"campaigns/{draft["id"]}", new { endAt = Clock.GetUtcNow().AddHours(1) })).Status.ShouldBe(200);
        (await StartAsync(draft, acknowledgeRisk: true)).Status.ShouldBe(200);
        (await Admin().PatchAsync($"campaigns/{draft["id"]}", new { endAt = Clock.GetUtcNow().AddHours(2) })).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public async Task Hours_of_the_mailing_count_for_its_spreading()
    {
        // It is Monday, 09:00: until Tuesday at ten there are two hours in which it may send.
        var window = new { days = new[] { "mon", "tue" }, from = "09:00", to = "10:00", timeZone = "UTC" };
        var made = await MakeAsync(new
        {
            text = "Hello",
            recipients = Numbers(100),
            guard = new { limit = 500 },
            window,
            spreadEvenly = true,
            endAt = Clock.GetUtcNow().AddHours(25),
        });
        await StartAsync(made, acknowledgeRisk: true);

        (await ShowAsync(made))["settings.spread"]!.ToObject<TimeSpan>().ShouldBe(TimeSpan.FromSeconds(72));
    }

    [Theory]
    [InlineData("2026-03-10T10:00", "2026-03-10T10:00:00+01:00")]
    [InlineData("2026-03-10T10:00:00+03:00", "2026-03-10T10:00:00+03:00")]
    public async Task A_moment_without_a_zone_is_the_portals_and_is_given_back_with_one(string startAt, string told)
    {
        await ZoneAsync("Europe/Berlin");

        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(1), startAt, start = true });

        made["settings.startAt"]!.ToString().ShouldBe(told);
        (await Admin().PatchAsync($"campaigns/{made["id"]}", new { startAt }))["settings.startAt"]!.ToString().ShouldBe(told);
    }

    [Fact]
    public async Task A_time_that_the_portals_clock_skips_is_refused()
    {
        await ZoneAsync("Europe/Berlin");

        var refused = await Admin().PostAsync("campaigns", Wish(new { text = "Hello", startAt = "2026-03-29T02:30" }));

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "skipped_hour", "startAt"));
    }

    [Fact]
    public async Task A_preview_shows_what_real_recipients_would_get()
    {
        var made = await MakeAsync(new
        {
            text = "{Hello|Hi}, {{ name }}! {{ city ?? \"Minsk\" }}",
            missingValue = "hold",
            recipients = new object[]
            {
                new { phone = Number(0), fields = new { name = "Anna", city = "Brest" } },
                new { phone = Number(1), fields = new { name = "Boris", city = "" } },
                new { phone = Number(2), fields = new { name = "", city = "" } },
                new { phone = Number(3), text = "Привет" },
                new { phone = Number(4), fields = new { city = "Grodno" } },
            },
        });

        var shown = await Admin().PostAsync($"campaigns/{made["id"]}/preview");
        var tried = await Admin().PostAsync($"campaigns/{made["id"]}/preview", new { rows = 1, text = "Bye" });
        await StartAsync(made);
        await PourAsync();

        ((int)shown["recipients"]!, (int)shown["counted"]!, (int)shown["parts"]!, (int)shown["distinct"]!, (double)shown["uniqueness"]!)
            .ShouldBe((5, 5, 4, 4, 100));
        var sent = await AllAsync();
        shown["samples"]!.Take(2).Select(one => one["text"]!.ToString()).ShouldBe(sent.Take(2).Select(message => message.Text));
        shown["samples"]!.Select(one => (string?)one["reason"]).ShouldBe([null, null, "UNRESOLVED_PLACEHOLDER", null, null]);
        shown["samples"]![4]!["missing"]!.Select(field => $"{field}").ShouldBe(["name"]);
        shown["problems"]!.Select(one => ($"{one["reason"]}", (int)one["count"]!)).ShouldBe([("UNRESOLVED_PLACEHOLDER", 1)]);
        tried["samples"]!.Select(one => one["text"]!.ToString()).ShouldBe(["Bye"]);
        (await Admin().PostAsync($"campaigns/{made["id"]}/preview")).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public async Task A_preview_says_what_all_of_it_costs_and_what_letters_of_another_script_save()
    {
        await Admin().PatchAsync($"lines/{Line.Id}", new
        {
            tariff = new[] { new { prefix = "7", price = 2.5m } },
            currency = "RUB",
        });
        var made = await MakeAsync(new { text = new string('ж', 71), recipients = new[] { Number(0), Number(1), "+375291234567" } });

        var shown = await Admin().PostAsync($"campaigns/{made["id"]}/preview");

        ((int)shown["parts"]!, (int)shown["transliteratedParts"]!, (int)shown["unpriced"]!, (string?)shown["currency"]).ShouldBe(
            (6, 3, 1, "RUB"));
        ((decimal)shown["cost"]!).ShouldBeGreaterThanOrEqualTo(5m);
    }

    [Fact]
    public async Task A_test_sends_the_text_of_a_chosen_recipient_as_it_is()
    {
        var made = await MakeAsync(new
        {
            text = "Hello, {{ name }}",
            recipients = new object[]
            {
                new { phone = Number(0), fields = new { name = "Anna" } },
                new { phone = Number(1), fields = new { name = "{a|b} [+,+c|d] {{ x }} \\" } },
            },
        });
        var shown = await Admin().PostAsync($"campaigns/{made["id"]}/preview");

        var first = await Admin().PostAsync($"campaigns/{made["id"]}/test", new { to = "+79995550000" });
        var second = await Admin().PostAsync(
            $"campaigns/{made["id"]}/test", new { to = "+79995550001", row = $"{shown["samples"]![1]!["row"]}" });
        await ComposeAsync();

        (first.Status, second.Status).ShouldBe((202, 202), second.Body.ToString());
        (await AllAsync()).Select(message => (message.RawTo, message.Text, message.CampaignId)).ShouldBe(
        [
            ("+79995550000", "Hello, Anna", null), ("+79995550001", "Hello, {a|b} [+,+c|d] {{ x }} \\", null),
        ]);
        (await Admin().PostAsync($"campaigns/{made["id"]}/test", new { to = "+79995550001", row = "0" })).Status.ShouldBe(404);
    }

    /// <summary>Sends all that waits, the clock always at the line's next moment; answers when each left.</summary>
    private async Task<List<DateTimeOffset>> SendAllAsync()
    {
        var left = new List<DateTimeOffset>();
        while (await DueAsync() is { } due)
        {
            if (due > Clock.GetUtcNow()) Clock.Advance(due - Clock.GetUtcNow());
            foreach (var claim in await ClaimAsync())
            {
                left.Add(Clock.GetUtcNow());
                await WriteAsync(turn => Get<Settling>().Settle(
                    turn, claim, new SendResult.Accepted($"g{claim.Sequence}"), Clock.GetUtcNow()));
            }
        }

        return left;
    }

    private Task<DateTimeOffset?> DueAsync() => WriteAsync(turn => turn.First(
        "SELECT next_due_at FROM lines WHERE id = @line", row => row.MomentOrNull(0), ("line", Line.Id)));

    private Task ZoneAsync(string zone) => WriteAsync(turn => turn.Execute("UPDATE portals SET time_zone = @zone", ("zone", zone)));
}
