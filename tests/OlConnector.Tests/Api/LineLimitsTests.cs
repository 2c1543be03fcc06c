using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>Hours, days, rest and first contacts of a line: set, shown, tried, and who lets go what they hold.</summary>
public sealed class LineLimitsTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string Defaults = """
        {"hoursPerDay":{"mode":"warn","max":"08:00:00"},"daysInRow":{"mode":"warn","max":3},"rest":{"mode":"warn","days":14},
        "youngLine":{"mode":"warn","days":10},"newRecipients":{"mode":"warn","perDay":20,"firstDays":10},
        "recipientHours":{"mode":"off","from":"09:00","to":"21:00"},"perDay":{"mode":"off","max":null}}
        """;

    [Fact]
    public async Task A_line_of_which_nobody_said_anything_has_the_limits_of_the_house()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);

        var shown = await world.Admin().GetAsync($"lines/{line.Id}");

        JToken.DeepEquals(shown["limits"], JObject.Parse(Defaults)).ShouldBeTrue(shown["limits"]!.ToString());
    }

    [Fact]
    public async Task A_patch_changes_one_number_and_null_takes_the_default_again()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await world.Admin().PatchAsync(
            $"lines/{line.Id}", """{"limits":{"rest":{"mode":"hold","days":7},"perDay":{"mode":"hold","max":50}}}""");

        var changed = await world.Admin().PatchAsync($"lines/{line.Id}", """{"limits":{"rest":{"days":21},"perDay":null}}""");

        changed.Status.ShouldBe(200, changed.Body.ToString());
        (changed["limits.rest.mode"]!.ToString(), (int)changed["limits.rest.days"]!).ShouldBe(("hold", 21));
        changed["limits.perDay.mode"]!.ToString().ShouldBe("off");
        var reset = await world.Admin().PatchAsync($"lines/{line.Id}", """{"limits":null}""");
        JToken.DeepEquals(reset["limits"], JObject.Parse(Defaults)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_line_takes_its_limits_with_it()
    {
        var made = await world.Admin().PostAsync("lines", """
            {"name":"Careful","gateway":{"kind":"sandbox","settings":{"baseUrl":"http://127.0.0.1:9"}},
             "limits":{"recipientHours":{"mode":"hold","from":"10:00","to":"20:30"}}}
            """);

        made.Status.ShouldBe(201, made.Body.ToString());
        made["limits.recipientHours"]!.ToString(Formatting.None)
            .ShouldBe("""{"mode":"hold","from":"10:00","to":"20:30"}""");
        made["limits.hoursPerDay.max"]!.ToString().ShouldBe("08:00:00");
    }

    [Theory]
    [InlineData("""{"hoursPerDay":{"max":"00:00:00"}}""", "invalid_value", "limits.hoursPerDay.max")]
    [InlineData("""{"hoursPerDay":{"max":"1.00:00:01"}}""", "invalid_value", "limits.hoursPerDay.max")]
    [InlineData("""{"hoursPerDay":{"max":8}}""", "invalid_value", "limits.hoursPerDay.max")]
    [InlineData("""{"hoursPerDay":{"mode":"always"}}""", "invalid_value", "limits.hoursPerDay.mode")]
    [InlineData("""{"daysInRow":{"max":0}}""", "invalid_value", "limits.daysInRow.max")]
    [InlineData("""{"daysInRow":{"max":32}}""", "invalid_value", "limits.daysInRow.max")]
    [InlineData("""{"rest":{"days":366}}""", "invalid_value", "limits.rest.days")]
    [InlineData("""{"youngLine":{"days":-1}}""", "invalid_value", "limits.youngLine.days")]
    [InlineData("""{"newRecipients":{"perDay":0}}""", "invalid_value", "limits.newRecipients.perDay")]
    [InlineData("""{"newRecipients":{"firstDays":0}}""", "invalid_value", "limits.newRecipients.firstDays")]
    [InlineData("""{"recipientHours":{"from":"25:00"}}""", "invalid_value", "limits.recipientHours.from")]
    [InlineData("""{"recipientHours":{"to":"nine"}}""", "invalid_value", "limits.recipientHours.to")]
    [InlineData("""{"perDay":{"mode":"hold"}}""", "invalid_value", "limits.perDay.max")]
    [InlineData("""{"perDay":{"max":1000001}}""", "invalid_value", "limits.perDay.max")]
    [InlineData("""{"perWeek":{"max":1}}""", "unknown_field", "limits.perWeek")]
    public async Task A_wrong_limit_is_refused_with_its_field_and_nothing_changes(string limits, string code, string field)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var body = $$"""{"limits":{{limits}}}""";

        var changed = await world.Admin().PatchAsync($"lines/{line.Id}", body);
        var tried = await world.Admin().PostAsync($"lines/{line.Id}/forecast", $$"""{"messages":1,"limits":{{limits}}}""");

        (changed.Status, changed.Code, changed.Field).ShouldBe((400, code, field));
        (tried.Status, tried.Code, tried.Field).ShouldBe((400, code, field));
        var shown = await world.Admin().GetAsync($"lines/{line.Id}");
        JToken.DeepEquals(shown["limits"], JObject.Parse(Defaults)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_change_is_in_the_audit_with_what_it_was_and_what_it_is_and_is_an_administrators()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var before = (await world.Admin().GetAsync($"lines/{line.Id}")).ETag!;

        var support = await world.PersonAsync(Role.Support);

        var refused = await support.PatchAsync($"lines/{line.Id}", """{"limits":{"rest":{"mode":"off"}}}""");
        var changed = await world.Admin().PatchAsync($"lines/{line.Id}", """{"limits":{"rest":{"mode":"hold"}}}""");
        var late = await world.Admin().PatchAsync($"lines/{line.Id}", """{"limits":{"rest":{"mode":"off"}}}""", ("If-Match", before));

        refused.Status.ShouldBe(403);
        changed.ETag.ShouldNotBe(before);
        late.Status.ShouldBe(412);
        var entry = (await world.Admin().GetAsync($"lines/{line.Id}/history"))["items"]![0]!;
        entry["before"]!.ToString().ShouldContain("""\"rest\":{\"mode\":\"warn\",\"days\":14}""");
        entry["after"]!.ToString().ShouldContain("""\"rest\":{\"mode\":\"hold\",\"days\":14}""");
    }

    [Fact]
    public async Task What_is_reached_and_only_warns_is_shown_on_the_line()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await SentAsync(line, sent: 60, series: 4);

        var shown = await world.Admin().PatchAsync(
            $"lines/{line.Id}", """{"limits":{"perDay":{"mode":"warn","max":60},"youngLine":{"mode":"off"}}}""");

        shown["limitWarnings"]!.ToObject<string[]>().ShouldBe(["DAY_CAP", "DAYS_IN_ROW"]);
        var listed = (await world.Admin().GetAsync("lines?limit=200")).Items.Single(one => one["id"]!.ToString() == $"{line.Id}");
        listed["limitWarnings"]!.ToObject<string[]>().ShouldBe(["DAY_CAP", "DAYS_IN_ROW"]);
    }

    [Fact]
    public async Task A_forecast_keeps_the_limits_and_tries_others_that_are_not_saved()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await SentAsync(line, sent: 60, series: 3);
        var now = world.Clock.GetUtcNow();
        var midnight = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

        var own = await world.Admin().PostAsync($"lines/{line.Id}/forecast", """{"messages":3,"each":true}""");
        var capped = await world.Admin().PostAsync(
            $"lines/{line.Id}/forecast", """{"messages":3,"each":true,"limits":{"perDay":{"mode":"hold","max":61}}}""");
        var resting = await world.Admin().PostAsync(
            $"lines/{line.Id}/forecast",
            """{"messages":3,"each":true,"limits":{"perDay":{"mode":"hold","max":61},"rest":{"mode":"hold"}}}""");
        var held = await world.Admin().PostAsync(
            $"lines/{line.Id}/forecast", """{"messages":3,"limits":{"daysInRow":{"mode":"hold"},"perDay":{"mode":"hold","max":61}}}""");

        Moments(own).ShouldBe([now, now.AddSeconds(15), now.AddSeconds(30)]);
        Moments(capped).ShouldBe([now, midnight, midnight.AddSeconds(15)]);
        Moments(resting).ShouldBe([now, midnight.AddDays(14), midnight.AddDays(14).AddSeconds(15)]);
        (held["holdReason"]!.ToString(), held["lastAt"]!.Type).ShouldBe(("DAYS_IN_ROW", JTokenType.Null));
    }

    [Fact]
    public async Task The_moment_of_each_is_told_for_ten_thousand_at_most()
    {
        var refused = await world.Admin().PostAsync($"lines/{world.Line.Id}/forecast", """{"messages":10001,"each":true}""");

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_value", "each"));
    }

    [Fact]
    public async Task The_calendar_shows_what_was_sent_the_rest_that_follows_and_the_plan_of_a_new_number()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        await SentAsync(line, sent: 60, series: 3);
        await world.Admin().PatchAsync($"lines/{line.Id}", """{"limits":{"rest":{"mode":"hold"}}}""");

        var calendar = await world.Admin().GetAsync($"lines/{line.Id}/calendar");

        var days = calendar["days"]!.ToList();
        var today = days.FindIndex(day => day["date"]!.ToString() == $"{world.Clock.GetUtcNow():yyyy-MM-dd}");
        (today, days.Count).ShouldBe((28, 57));
        (days[today]["sent"]!.ToString(), days[today]["allowed"]!.ToString(), days[today - 1]["allowed"]!.Type)
            .ShouldBe(("60", "True", JTokenType.Null));
        days.Skip(today + 1).Take(14).ShouldAllBe(day => (bool)day["rest"]! && !(bool)day["allowed"]! && $"{day["reason"]}" == "REST");
        ((bool)days[today + 15]["rest"]!, (bool)days[today + 15]["allowed"]!).ShouldBe((false, true));
        calendar["warmUp"]!.Select(day => (int)day["messages"]!).ShouldBe([12, 17, 24, 35, 49, 70, 100]);
    }

    [Fact]
    public async Task An_administrator_alone_releases_what_a_young_line_holds()
    {
        var marketer = await world.PersonAsync(Role.Marketer);
        var campaign = await world.CampaignAsync(world.Line);
        var held = await world.MessagesAsync(world.Line, MessageState.Held, 2, campaign, reason: Reason.YoungLine);
        var other = await world.MessagesAsync(world.Line, MessageState.Held, 1, campaign, reason: Reason.DaysInRow);

        var one = await marketer.PostAsync($"messages/{held[0]}/release");
        var some = await marketer.PostAsync($"campaigns/{campaign:N}/release");
        var none = await marketer.PostAsync($"campaigns/{campaign:N}/release");

        (one.Status, one.Code).ShouldBe((403, "forbidden"));
        ((int)some["released"]!, (int)some["stillHeld"]!).ShouldBe((1, 2));
        (none.Status, none.Code).ShouldBe((409, "held_again"));
        none["detail"]!.ToString().ShouldContain("administrator");
        (await world.Admin().GetAsync($"messages/{other[0]}"))["state"]!.ToString().ShouldBe("accepted");
        (await world.Admin().PostAsync($"messages/{held[0]}/release"))["state"]!.ToString().ShouldBe("accepted");
        ((int)(await world.Admin().PostAsync($"campaigns/{campaign:N}/release"))["released"]!).ShouldBe(1);
    }

    private static DateTimeOffset[] Moments(Answer forecast) =>
        [.. forecast["moments"]!.Select(moment => DateTimeOffset.Parse(moment.ToString(), CultureInfo.InvariantCulture))];

    /// <summary>As if the line had sent today.</summary>
    private async Task SentAsync(GivenLine line, int sent, int series)
    {
        var now = world.Clock.GetUtcNow();
        await world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
            """
            INSERT INTO line_days (portal_id, line_id, day, sent, first_at, last_at, new_recipients, series)
            VALUES (@portal, @line, @day, @sent, @now, @now, 0, @series)
            """,
            ("portal", line.Portal), ("line", line.Id), ("day", UtcDay.Of(now)), ("sent", sent), ("now", now), ("series", series)));
    }
}
