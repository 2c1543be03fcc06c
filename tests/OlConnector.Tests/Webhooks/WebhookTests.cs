using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Webhooks;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Webhooks;

/// <summary>What webhooks are told, in which order, and what becomes of what could not be delivered (design.md §7).</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private WebhookWorld _world = null!;
    private ScriptedServer _receiver = null!;

    public async Task InitializeAsync()
    {
        _world = await WebhookWorld.StartAsync();
        _receiver = await _world.ReceiverAsync();
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_secret_is_shown_once_and_lies_encrypted()
    {
        var made = await _world.Api.Admin().PostAsync("webhooks", new { url = _receiver.Url, events = new[] { "line.updated" } });

        var secret = made["secret"]!.ToString();
        WebhookSignature.IsSecret(secret).ShouldBeTrue();
        (await _world.Api.Admin().GetAsync($"webhooks/{made["id"]}")).Body.ToString().ShouldNotContain("whsec_");
        using var db = _world.Get<Database>().Read();
        db.Webhooks.Single().Secret.ShouldNotContain(secret["whsec_".Length..]);
        db.Audit.Where(row => row.Action == "webhook created").Select(row => row.After).Single()!.ShouldNotContain("whsec_");
    }

    [Theory]
    [InlineData("""{"events":["line.updated"]}""", "required", "url")]
    [InlineData("""{"url":"https://example.com/hook"}""", "required", "events")]
    [InlineData("""{"url":"https://example.com/hook","events":[]}""", "required", "events")]
    [InlineData("""{"url":"https://example.com/hook","events":["line.updated","line.deleted"]}""", "invalid_value", "events[1]")]
    [InlineData("""{"url":"https://example.com/hook","events":["line.updated"],"secret":"whsec_short"}""", "invalid_value", "secret")]
    [InlineData("""{"url":"ftp://example.com/hook","events":["line.updated"]}""", "invalid_value", "url")]
    [InlineData("""{"url":"https://name:word@example.com/","events":["line.updated"]}""", "invalid_value", "url")]
    [InlineData("""{"url":"https://169.254.169.254/latest","events":["line.updated"]}""", "invalid_value", "url")]
    [InlineData("""{"url":"/hook","events":["line.updated"]}""", "invalid_value", "url")]
    public async Task What_cannot_be_told_is_refused(string draft, string code, string field)
    {
        var refused = await _world.Api.Admin().PostAsync("webhooks", draft);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field));
    }

    [Fact]
    public async Task What_happens_is_told_signed_in_order_and_without_gaps()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add($"{await _world.DiscardAsync()}");

        await _world.DeliverAsync(webhook);

        _receiver.Seen.Count.ShouldBe(5);
        foreach (var (request, number) in _receiver.Seen.Zip(Enumerable.Range(1, 5)))
        {
            var (id, sentAt) = (request.Header("webhook-id"), DateTimeOffset.FromUnixTimeSeconds(long.Parse(
                request.Header("webhook-timestamp"), System.Globalization.CultureInfo.InvariantCulture)));
            id.ShouldBe($"evt_{webhook:N}_{number}");
            sentAt.ShouldBe(_world.Api.Clock.GetUtcNow());
            request.Header("webhook-signature").ShouldBe(WebhookSignature.Of(WebhookWorld.Secret, id, sentAt, request.Body));
            request.Header("Content-Type").ShouldBe("application/json");
            (request.Json["type"]!.ToString(), request.Json["sequence"]!.Value<int>()).ShouldBe(("message.updated", number));
            var data = request.Json["data"]!;
            (data["id"]!.ToString(), data["state"]!.ToString(), data["reason"]!.ToString(), data["to"]!.ToString())
                .ShouldBe((ids[number - 1], "cleared", "DISCARDED", "+79161234567"));
        }

        (await _world.DeliveriesAsync(webhook)).Select(one => (one["sequence"]!.Value<int>(), one["state"]!.ToString()))
            .ShouldBe(Enumerable.Range(1, 5).Select(number => (number, "delivered")));
    }

    [NpmFact("standardwebhooks")]
    public async Task The_standards_own_library_takes_what_we_send()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        for (var i = 0; i < 3; i++) await _world.DiscardAsync();
        await _world.DeliverAsync(webhook);
        var now = _world.Api.Clock.GetUtcNow().ToUnixTimeSeconds();
        var cases = _receiver.Seen.Select(request => new JObject
        {
            ["secret"] = WebhookWorld.Secret,
            ["headers"] = JObject.FromObject(new[] { "webhook-id", "webhook-timestamp", "webhook-signature" }
                .ToDictionary(name => name, request.Header)),
            ["body"] = request.Body,
            ["now"] = now,
        });

        var answers = JArray.Parse(await Npm.RunAsync([Npm.Script("webhooks.js")], new JArray(cases).ToString(Formatting.None)));

        answers.Count.ShouldBe(3);
        foreach (var (request, answer) in _receiver.Seen.Zip(answers))
        {
            (answer["accepted"]!.Value<bool>(), answer["refusesOther"]!.Value<bool>()).ShouldBe((true, true));
            answer["signature"]!.ToString().ShouldBe(request.Header("webhook-signature"));
        }
    }

    [Fact]
    public async Task A_retry_keeps_id_and_body_and_nothing_overtakes_it()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        _receiver.Next(Reply.Text(500, "no"), Reply.Text(500, "no"));
        await _world.DiscardAsync();
        await _world.DiscardAsync();

        await _world.DeliverAsync(webhook);
        await _world.DeliverAsync(webhook);
        var first = (await _world.ShownAsync(webhook)).Body;
        _world.Api.Clock.Advance(TimeSpan.FromMinutes(1));
        await _world.DeliverAsync(webhook);
        var second = (await _world.ShownAsync(webhook)).Body;
        _world.Api.Clock.Advance(TimeSpan.FromMinutes(2));
        await _world.DeliverAsync(webhook);

        (first["nextTryAt"]!.Value<DateTime>() - Given.Morning.UtcDateTime)
            .ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        second["failingSince"]!.Value<DateTime>().ShouldBe(Given.Morning.UtcDateTime);
        _receiver.Seen.Select(request => request.Json["sequence"]!.Value<int>()).ShouldBe([1, 1, 1, 2]);
        _receiver.Seen.Take(3).Select(request => (request.Body, request.Header("webhook-id"))).Distinct().Count().ShouldBe(1);
        (await _world.DeliveriesAsync(webhook)).Select(one => one["tries"]!.Value<int>()).ShouldBe([3, 1]);
        (await _world.ShownAsync(webhook)).Body["failingSince"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task What_fails_for_a_day_is_switched_off_says_why_and_goes_on_where_it_stood()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        _receiver.Usually = _ => Reply.Text(503, "later");
        await _world.DiscardAsync();
        for (var quarter = 0; quarter <= 4 * 24 + 1; quarter++)
        {
            await _world.DeliverAsync(webhook);
            _world.Api.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        var off = (await _world.ShownAsync(webhook)).Body;
        await _world.DiscardAsync();
        var tries = _receiver.Seen.Count;
        _receiver.Usually = _ => Reply.Text(200, "");
        await _world.DeliverAsync(webhook);
        var whileOff = _receiver.Seen.Count;
        var again = await _world.Api.Admin().PatchAsync($"webhooks/{webhook:N}", new { enabled = true });
        await _world.DiscardAsync();
        await _world.DeliverAsync(webhook);

        (off["enabled"]!.Value<bool>(), off["offReason"]!.ToString(), off["offText"]!.ToString()).ShouldBe((false, "failing", "503"));
        off["offSince"]!.Value<DateTime>().ShouldBeGreaterThanOrEqualTo(Given.Morning.AddHours(24).UtcDateTime);
        (await _world.Api.Admin().GetAsync("audit?action=webhook")).Items.Select(entry => entry["action"]!.ToString())
            .ShouldContain("webhook switched off");
        whileOff.ShouldBe(tries, "nothing is tried while it is off");
        again["enabled"]!.Value<bool>().ShouldBeTrue();
        _receiver.Seen.Skip(tries).Select(request => request.Json["sequence"]!.Value<int>())
            .ShouldBe([1, 2], "what waited, and what happened after; not what happened meanwhile");
    }

    [Theory]
    [InlineData(410, "gone")]
    [InlineData(404, null)]
    public async Task A_receiver_that_says_it_wants_no_more_is_believed_at_once(int status, string? why)
    {
        var webhook = await _world.WebhookAsync(_receiver);
        _receiver.Usually = _ => Reply.Text(status, "");
        await _world.DiscardAsync();

        await _world.DeliverAsync(webhook);

        ((string?)(await _world.ShownAsync(webhook)).Body["offReason"]).ShouldBe(why);
    }

    [Fact]
    public async Task A_redirect_is_never_followed()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        var elsewhere = await _world.ReceiverAsync();
        _receiver.Usually = _ => Reply.Redirect(307, $"{elsewhere.Url}/taken");
        await _world.DiscardAsync();

        await _world.DeliverAsync(webhook);

        elsewhere.Seen.ShouldBeEmpty();
        var tried = (await _world.DeliveriesAsync(webhook)).Single();
        (tried["status"]!.Value<int>(), tried["error"]!.ToString(), tried["state"]!.ToString()).ShouldBe((307, "REDIRECT", "retrying"));
    }

    [Fact]
    public async Task A_delivery_can_be_repeated_by_hand_and_its_failure_stops_nobody()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        await _world.DiscardAsync();
        await _world.DeliverAsync(webhook);
        _receiver.Next(Reply.Text(500, ""));

        var asked = await _world.Api.Admin().PostAsync($"webhooks/{webhook:N}/deliveries/1/retry");
        await _world.DeliverAsync(webhook);
        await _world.DiscardAsync();
        await _world.DeliverAsync(webhook);
        var unknown = await _world.Api.Admin().PostAsync($"webhooks/{webhook:N}/deliveries/3/retry");
        await _world.Api.Admin().PatchAsync($"webhooks/{webhook:N}", new { enabled = false });
        var off = await _world.Api.Admin().PostAsync($"webhooks/{webhook:N}/deliveries/1/retry");

        (asked.Status, asked["state"]!.ToString()).ShouldBe((200, "waiting"));
        _receiver.Seen.Select(request => request.Json["sequence"]!.Value<int>()).ShouldBe([1, 1, 2]);
        _receiver.Seen[1].Body.ShouldBe(_receiver.Seen[0].Body);
        (unknown.Status, off.Status, off.Code).ShouldBe((404, 409, "wrong_state"));
    }

    [Fact]
    public async Task A_test_is_answered_at_once_also_while_the_webhook_is_off()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        await _world.Api.Admin().PatchAsync($"webhooks/{webhook:N}", new { enabled = false });
        _receiver.Next(Reply.Text(401, "who are you"));

        var refused = await _world.Api.Admin().PostAsync($"webhooks/{webhook:N}/test");
        var taken = await _world.Api.Admin().PostAsync($"webhooks/{webhook:N}/test");

        (refused["taken"]!.Value<bool>(), refused["status"]!.Value<int>(), refused["error"]!.ToString()).ShouldBe((false, 401, "STATUS"));
        taken["taken"]!.Value<bool>().ShouldBeTrue();
        (_receiver.Seen[1].Json["type"]!.ToString(), _receiver.Seen[1].Json["sequence"]!.Value<int>()).ShouldBe(("webhook.test", 0));
    }

    [Fact]
    public async Task Two_nodes_do_not_deliver_the_same_at_once_and_one_takes_over_from_one_that_died()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        await _world.DiscardAsync();
        var key = new OlConnector.Webhooks.WebhookKey(new PortalId(ApiWorld.Ours), webhook);
        var book = _world.Get<OlConnector.Webhooks.DeliveryBook>();

        var first = await book.TakeAsync(key, NewKey.At(_world.Api.Clock), TimeSpan.FromSeconds(30));
        var second = await book.TakeAsync(key, NewKey.At(_world.Api.Clock), TimeSpan.FromSeconds(30));
        _world.Api.Clock.Advance(TimeSpan.FromSeconds(31));
        await _world.DeliverAsync(webhook);

        first.ShouldNotBeNull().Sequence.ShouldBe(1);
        second.ShouldBeNull();
        _receiver.Seen.Single().Header("webhook-id").ShouldBe(first.EventId, "whoever takes over sends what the other may have sent");
    }

    [Fact]
    public async Task A_portal_without_a_webhook_costs_no_row_and_another_portals_is_none_of_its()
    {
        var webhook = await _world.WebhookAsync(_receiver, ApiWorld.Theirs);

        await _world.DiscardAsync();
        _world.Rows().ShouldBeEmpty();
        await _world.DiscardAsync(line: _world.Api.TheirLine);

        _world.Rows().Single().PortalId.Value.ShouldBe(ApiWorld.Theirs);
        (await _world.ShownAsync(webhook)).Status.ShouldBe(404);
        (await _world.Api.Admin().GetAsync($"webhooks/{webhook:N}/deliveries")).Status.ShouldBe(404);
        (await _world.Api.Admin().DeleteAsync($"webhooks/{webhook:N}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_deleted_webhook_takes_its_deliveries_along()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        await _world.DiscardAsync();

        (await _world.Api.Admin().DeleteAsync($"webhooks/{webhook:N}")).Status.ShouldBe(204);
        await _world.DiscardAsync();

        _world.Rows().ShouldBeEmpty();
        (await _world.ShownAsync(webhook)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_portal_has_ten_at_most()
    {
        for (var i = 0; i < 10; i++) await _world.WebhookAsync(_receiver, ApiWorld.Ours, "line.updated");

        var more = await _world.Api.Admin().PostAsync("webhooks", new { url = _receiver.Url, events = new[] { "line.updated" } });

        (more.Status, more.Code).ShouldBe((409, "too_many_webhooks"));
    }
}
