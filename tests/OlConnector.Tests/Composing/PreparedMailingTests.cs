using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Composing;

/// <summary>A mailing is prepared over the API, its letter comes from CRM-Marketing; the test composes and claims by hand.</summary>
public sealed class PreparedMailingTests : IAsyncLifetime
{
    private const string Member = "3b7f0c9de1a24586b0f7d2c4a9e81635";
    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private Product _product = null!;
    private GivenLine _line = null!;
    private GivenLine _other = null!;
    private int _id;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(
            _clock, settings: [("Dispatching:Enabled", "false"), ("Guard:Limit", "6"), ("Guard:Warn", "5")]);
        (_line, _other) = (await _product.LineAsync(Member), await _product.LineAsync(Member));
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_prepared_mailing_awaits_its_letter_and_its_first_message_makes_it_live()
    {
        var made = await PrepareAsync(new { name = "Весна" });
        _clock.Advance(TimeSpan.FromDays(3));
        var before = await ShowAsync(made);
        for (var i = 0; i < 3; i++) await SendLetterAsync(made, $"Клиент {i}");

        (made.Status, made["state"]!.ToString(), made["kind"]!.ToString()).ShouldBe((201, "awaiting", "prepared"));
        made["textToPaste"]!.ToString().ShouldBe($"{Letter} [[c:{made["marker"]}]]");
        before["state"]!.ToString().ShouldBe("awaiting");
        var after = await ShowAsync(made);
        (after["state"]!.ToString(), after["name"]!.ToString(), after["total"]!.ToObject<int>()).ShouldBe(("running", "Весна", 3));
        after["startedAt"]!.ToObject<DateTimeOffset>().ShouldBe(_clock.GetUtcNow());
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued && !message.Text!.Contains("[["));
        (await CampaignsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Groups_of_the_prepared_text_are_spun_from_the_first_message_on_and_a_clients_braces_are_not()
    {
        var made = await PrepareAsync();

        await SendLetterAsync(made, "{Иван|Пётр}");

        (await AllAsync())[0].Text.ShouldBeOneOf(
            "Привет, {Иван|Пётр}! Скидка до пятницы.", "Здравствуйте, {Иван|Пётр}! Скидка до пятницы.");
    }

    [Fact]
    public async Task Its_own_guard_holds_instead_of_the_apps()
    {
        var made = await PrepareAsync(new { guard = new { limit = 2, policy = "holdAll" } });
        for (var i = 0; i < 4; i++) await SendLetterAsync(made, $"Клиент {i}");

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Held && message.Reason == Reason.SegmentGuard);
        var shown = await ShowAsync(made);
        (shown["guard.limit"]!.ToObject<int>(), shown["guard.warn"]!.ToObject<int>(), shown["guard.size"]!.ToObject<int>())
            .ShouldBe((2, 2, 4));

        var wide = await PrepareAsync(new { guard = new { limit = 20 } });
        for (var i = 10; i < 18; i++) await SendLetterAsync(wide, $"Клиент {i}");
        (await ShowAsync(wide))["states.queued"]!.ToObject<int>().ShouldBe(8, "the app's own limit is six");
    }

    [Fact]
    public async Task What_its_guard_holds_leaves_in_the_waves_that_were_decided_before()
    {
        var made = await PrepareAsync(new { guard = new { limit = 2 }, waves = new { size = 2, gap = "01:00:00" } });
        for (var i = 0; i < 7; i++) await SendLetterAsync(made, $"Клиент {i}");

        var shown = await ShowAsync(made);
        shown["waves"]!.Select(wave => wave["size"]!.ToObject<int>()).ShouldBe([2, 2, 1]);
        shown["waves"]!.Select(wave => wave["at"]!.ToObject<DateTimeOffset>()).ShouldBe(
            [.. Enumerable.Range(1, 3).Select(hours => Given.Morning.AddHours(hours))]);
        foreach (var queued in new[] { 2, 4, 6, 7 })
        {
            await ReleaseDueAsync();
            (await AllAsync()).Count(message => message.State == MessageState.Queued).ShouldBe(queued);
            _clock.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task Cancelled_waves_bring_no_more_and_a_person_decides_again()
    {
        var made = await PrepareAsync(new { guard = new { limit = 1 }, waves = new { size = 5, gap = "01:00:00" } });
        for (var i = 0; i < 3; i++) await SendLetterAsync(made, $"Клиент {i}");

        await Admin().DeleteAsync($"campaigns/{made["id"]}/waves");
        await SendLetterAsync(made, "Клиент 9");
        _clock.Advance(TimeSpan.FromHours(2));
        await ReleaseDueAsync();

        (await AllAsync()).Count(message => message.State == MessageState.Held).ShouldBe(3);
        (await ShowAsync(made))["settings.waves"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task Outside_its_own_hours_its_messages_wait_and_another_mailing_of_the_line_passes()
    {
        var closed = new { days = new[] { "sun" }, from = "10:00", to = "12:00", timeZone = "UTC" };
        var made = await PrepareAsync(new { window = closed });
        await SendLetterAsync(made, "Анна");
        await SendAsync(_line, "Совсем другое письмо [[c:other]]");

        var claimed = await ClaimAsync();

        claimed.ShouldHaveSingleItem().ShouldBe((await AllAsync())[1].Sequence);
        var waiting = (await AllAsync())[0];
        (waiting.State, waiting.Reason, waiting.RetryAt!.Value.DayOfWeek).ShouldBe((MessageState.Queued, Reason.Window, DayOfWeek.Sunday));

        await Admin().PatchAsync($"campaigns/{made["id"]}", """{"window":null}""");
        (await AllAsync())[0].RetryAt.ShouldBeNull("the hours are others now");
    }

    [Fact]
    public async Task What_has_not_left_by_its_end_expires_and_what_comes_later_too()
    {
        var made = await PrepareAsync(new { validUntil = Given.Morning.AddHours(1) });
        await SendLetterAsync(made, "Анна");
        _clock.Advance(TimeSpan.FromHours(1));

        (await ClaimAsync()).ShouldBeEmpty();
        await SendLetterAsync(made, "Борис");
        await ActivatorUtilities.CreateInstance<Housekeeping>(_product.Services).TidyAsync();

        (await AllAsync()).Select(message => (message.State, message.Reason)).ShouldBe(
            [(MessageState.Expired, Reason.Validity), (MessageState.Expired, Reason.Validity)]);
    }

    [Fact]
    public async Task Its_letter_sent_again_after_joining_has_closed_is_a_run_of_it_with_its_settings()
    {
        var made = await PrepareAsync(new { name = "Весна", guard = new { limit = 1 } });
        await SendLetterAsync(made, "Анна");
        _clock.Advance(TimeSpan.FromDays(2));
        await SendLetterAsync(made, "Анна");
        await SendLetterAsync(made, "Борис");

        var run = (await Admin().GetAsync("campaigns")).Items[0];
        (run["runOf"]!.ToString(), run["name"]!.ToString(), run["state"]!.ToString(), run["total"]!.ToObject<int>())
            .ShouldBe((made["id"]!.ToString(), "Весна", "running", 2));
        run["settings"]!["guard"]!["limit"]!.ToObject<int>().ShouldBe(1);
        (await AllAsync())[^1].State.ShouldBe(MessageState.Held);
        (await ShowAsync(made))["total"]!.ToObject<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_letter_sent_on_another_line_is_a_run_there_and_the_prepared_one_awaits_its_own()
    {
        var made = await PrepareAsync();

        await SendAsync(_other, $"Привет, Анна! Скидка до пятницы. [[c:{made["marker"]}]]");

        var run = (await CampaignsAsync()).Single(campaign => campaign.RunOf is not null);
        (run.LineId, run.Kind).ShouldBe((_other.Id, CampaignKind.Prepared));
        (await ShowAsync(made))["state"]!.ToString().ShouldBe("awaiting");
    }

    [Fact]
    public async Task Its_text_changes_until_the_letter_is_sent_and_its_settings_until_it_is_over()
    {
        var made = await PrepareAsync();
        var path = $"campaigns/{made["id"]}";

        var changed = await Admin().PatchAsync(path, new { text = "Другой текст", guard = new { limit = 3 } });
        (changed["textToPaste"]!.ToString(), changed["settings.guard.limit"]!.ToObject<int>())
            .ShouldBe(($"Другой текст [[c:{made["marker"]}]]", 3));
        (await Admin().PatchAsync(path, new { text = "{a|" })).Code.ShouldBe("spintax_invalid");

        await SendAsync(_line, $"Другой текст [[c:{made["marker"]}]]");
        (await Admin().PatchAsync(path, new { text = "Третий" })).Code.ShouldBe("wrong_state");
        (await Admin().PatchAsync(path, new { guard = new { limit = 4 } })).Status.ShouldBe(200);

        await Admin().PostAsync($"{path}/stop");
        (await Admin().PatchAsync(path, new { guard = new { limit = 5 } })).Code.ShouldBe("wrong_state");
        (await Admin().PatchAsync(path, new { name = "Имя" })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task It_is_withdrawn_until_its_letter_is_sent_and_the_client_never_sees_the_marker()
    {
        var (first, second) = (await PrepareAsync(), await PrepareAsync());
        await SendLetterAsync(second, "Анна");

        (await Admin().DeleteAsync($"campaigns/{first["id"]}")).Status.ShouldBe(204);
        (await Admin().DeleteAsync($"campaigns/{second["id"]}")).Code.ShouldBe("wrong_state");
        await SendLetterAsync(first, "Борис");

        (await Admin().GetAsync($"campaigns/{first["id"]}")).Status.ShouldBe(404);
        (await CampaignsAsync()).Select(campaign => campaign.Kind)
            .ShouldBe([CampaignKind.Prepared, CampaignKind.Marketing], ignoreOrder: true);
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued && !message.Text!.Contains("[["));
    }

    [Theory]
    [InlineData("""{"kind":null}""", 400, "required", "kind")]
    [InlineData("""{"line":null}""", 400, "required", "line")]
    [InlineData("""{"line":"00000000000000000000000000000000"}""", 404, "not_found", "line")]
    [InlineData("""{"text":"  "}""", 400, "required", "text")]
    [InlineData("""{"text":"{a|b"}""", 400, "spintax_invalid", "text")]
    [InlineData("""{"text":"{{ if x }}"}""", 400, "template_invalid", "text")]
    [InlineData("""{"text":"Заказ {=Document:ID}"}""", 400, "workflow_field", "text")]
    [InlineData("""{"validUntil":"2001-01-01T00:00:00Z"}""", 400, "invalid_value", "validUntil")]
    [InlineData("""{"startAt":"2001-01-02T00:00:00Z","validUntil":"2001-01-01T00:00:00Z"}""", 400, "invalid_value", "validUntil")]
    [InlineData("""{"startAt":"2199-01-02T00:00:00Z"}""", 400, "invalid_value", "startAt")]
    [InlineData("""{"window":{"days":[],"from":"10:00","to":"18:00","timeZone":"UTC"}}""", 400, "invalid_window", "window.days")]
    [InlineData(
        """{"window":{"days":["mon"],"from":"10:00","to":"18:00","timeZone":"Mars/Base"}}""", 400, "invalid_window", "window.timeZone")]
    [InlineData("""{"waves":{"size":0,"gap":"01:00:00"}}""", 400, "invalid_value", "waves.size")]
    [InlineData("""{"waves":{"size":50}}""", 400, "required", "waves.gap")]
    [InlineData("""{"waves":{"size":50,"gap":"00:00:01"}}""", 400, "invalid_value", "waves.gap")]
    [InlineData("""{"guard":{"limit":0}}""", 400, "invalid_value", "guard.limit")]
    [InlineData("""{"guard":{"policy":"maybe"}}""", 400, "invalid_value", "guard.policy")]
    [InlineData("""{"colour":"red"}""", 400, "unknown_field", "colour")]
    public async Task A_wish_that_cannot_be_is_refused_and_prepares_nothing(string part, int status, string code, string field)
    {
        var wish = Wish();
        wish.Merge(JObject.Parse(part), new JsonMergeSettings { MergeNullValueHandling = MergeNullValueHandling.Merge });

        var refused = await Admin().PostAsync("campaigns", wish);

        (refused.Status, refused.Code, refused.Field).ShouldBe((status, code, field));
        (await CampaignsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_of_another_portal_does_not_exist()
    {
        var theirs = await _product.LineAsync("00000000000000000000000000000002");

        (await Admin().PostAsync("campaigns", new { kind = "prepared", line = $"{theirs.Id}", text = "Привет" })).Status.ShouldBe(404);
    }

    private const string Letter = "{Привет|Здравствуйте}, #NAME#! Скидка до пятницы.";

    private JObject Wish() => new() { ["kind"] = "prepared", ["line"] = $"{_line.Id}", ["text"] = Letter };

    private async Task<Answer> PrepareAsync(object? settings = null)
    {
        var wish = Wish();
        if (settings is not null) wish.Merge(JObject.FromObject(settings));
        var made = await Admin().PostAsync("campaigns", wish);
        made.Status.ShouldBe(201, made.Body?.ToString());
        return made;
    }

    private Task<Answer> ShowAsync(Answer made) => Admin().GetAsync($"campaigns/{made["id"]}");

    private int _admins;

    private Caller Admin() => Caller.With(
        _product, new PortalSession(new PortalId(Member), $"{++_admins}", "Анна", IsAdmin: true, "ru", "Europe/Moscow"));

    /// <summary>What CRM-Marketing makes of the pasted text for one client, composed at once.</summary>
    private Task SendLetterAsync(Answer made, string name) =>
        SendAsync(_line, made["textToPaste"]!.ToString().Replace("#NAME#", name), name);

    private async Task SendAsync(GivenLine line, string text, string? client = null)
    {
        var form = new Dictionary<string, string>
        {
            ["module_id"] = "sender",
            ["message_id"] = $"m{++_id}",
            ["message_to"] = $"+7999{1_000_000 + NumberOf(client ?? text)}",
            ["message_body"] = text,
        };
        using var answer = await _product.Http.PostAsync($"/b24/sms/{line.HandlerKey}", new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
        await _product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);
    }

    private readonly List<string> _clients = [];

    private int NumberOf(string client)
    {
        if (!_clients.Contains(client)) _clients.Add(client);
        return _clients.IndexOf(client);
    }

    private async Task ReleaseDueAsync()
    {
        await _product.Services.GetRequiredService<CampaignWaves>().ReleaseDueAsync(CancellationToken.None);
        await _product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);
    }

    private async Task<List<long>> ClaimAsync()
    {
        var claims = _product.Services.GetRequiredService<Claims>();
        return await _product.Services.GetRequiredService<Writer>().RunAsync(
            turn => claims.Take(turn, 10, Guid.CreateVersion7(_clock.GetUtcNow()), _clock.GetUtcNow())
                .Select(claim => claim.Sequence).ToList());
    }

    private async Task<List<Message>> AllAsync()
    {
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        return await db.Messages.OrderBy(message => message.Sequence).ToListAsync();
    }

    private async Task<List<Campaign>> CampaignsAsync()
    {
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        return await db.Campaigns.ToListAsync();
    }
}
