using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Webhooks;

/// <summary>Campaigns, lines, replies; what is kept, and for how long.</summary>
public sealed class WebhookSubjectTests : IAsyncLifetime
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
    public async Task A_line_that_is_paused_is_told_once_and_what_stood_before_is_no_news()
    {
        var webhook = await _world.WebhookAsync(_receiver);

        await _world.LookAsync();
        (await _world.Api.Admin().PostAsync($"lines/{_world.Api.Line.Id}/pause")).Status.ShouldBe(200);
        await _world.LookAsync();
        await _world.LookAsync();
        await _world.DeliverAsync(webhook);

        var told = _receiver.Seen.Single().Json;
        (told["type"]!.ToString(), told["data"]!["id"]!.ToString(), told["data"]!["state"]!.ToString())
            .ShouldBe(("line.updated", $"{_world.Api.Line.Id}", "paused"));
    }

    [Fact]
    public async Task A_campaign_is_told_from_its_first_message_to_its_end()
    {
        var webhook = await _world.WebhookAsync(_receiver, ApiWorld.Ours, "campaign.updated", "campaign.completed");
        var campaign = await _world.Api.CampaignAsync(_world.Api.Line);
        await _world.Api.MessagesAsync(_world.Api.Line, MessageState.Queued, 2, campaign);

        await _world.LookAsync();
        await _world.Api.Admin().PostAsync($"campaigns/{campaign:N}/pause");
        await _world.LookAsync();
        await _world.Api.Admin().PostAsync($"campaigns/{campaign:N}/stop");
        await SetAsync("UPDATE campaigns SET end_told_at = @now, is_live = @no WHERE id = @id", campaign);
        await _world.LookAsync();
        await _world.LookAsync();
        await _world.DeliverAsync(webhook);

        _receiver.Seen.Select(request => (request.Json["type"]!.ToString(), request.Json["data"]!["state"]!.ToString())).ShouldBe(
        [
            ("campaign.updated", "running"), ("campaign.updated", "paused"), ("campaign.updated", "stopped"),
            ("campaign.completed", "stopped"),
        ]);
        _receiver.Seen[^1].Json["data"]!["states"]!["stopped"]!.Value<int>().ShouldBe(2);
        using var db = _world.Get<Database>().Read();
        db.WebhookMarks.Any(mark => mark.SubjectId == campaign).ShouldBeFalse("what is over needs no mark");
    }

    [Fact]
    public async Task A_clients_reply_is_told_once_with_its_words()
    {
        var webhook = await _world.WebhookAsync(_receiver, ApiWorld.Ours, "reply.received");
        var reply = new GatewayEvent.MessageReceived("79161234567", "стоп", _world.Api.Clock.GetUtcNow(), "id-1");
        var line = _world.Api.Line;

        await _world.Get<Replies>().TakeAsync(line.Portal, line.Id, reply);
        await _world.Get<Replies>().TakeAsync(line.Portal, line.Id, reply);
        await _world.DeliverAsync(webhook);

        var told = _receiver.Seen.Single().Json["data"]!;
        (told["from"]!.ToString(), told["text"]!.ToString(), told["optOut"]!.Value<bool>(), told["lineId"]!.ToString())
            .ShouldBe(("+79161234567", "стоп", true, $"{line.Id}"));
    }

    [Fact]
    public async Task Nothing_of_an_erased_number_stays_and_no_gap_appears()
    {
        var webhook = await _world.WebhookAsync(_receiver, ApiWorld.Ours, "message.updated", "reply.received");
        var line = _world.Api.Line;
        await _world.DiscardAsync();
        await _world.DeliverAsync(webhook);
        await _world.Get<Replies>().TakeAsync(
            line.Portal, line.Id, new GatewayEvent.MessageReceived("79161234567", "hello", _world.Api.Clock.GetUtcNow(), "id-1"));
        await _world.DiscardAsync();

        (await _world.Api.Admin().PostAsync("erasures", new { phone = "+79161234567" })).Status.ShouldBeLessThan(300);
        await _world.DeliverAsync(webhook);

        _world.Rows().Select(row => $"{row.Phone} {row.Data}").ShouldAllBe(kept => !kept.Contains("9161234567") && !kept.Contains("hello"));
        _receiver.Seen.Select(request => request.Json["sequence"]!.Value<int>()).ShouldBe([1, 2, 3]);
        _receiver.Seen[1].Json["data"]!["erased"]!.Value<bool>().ShouldBeTrue();
        _receiver.Seen[2].Json["data"]!["to"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task What_was_told_is_kept_for_a_week_and_what_waits_until_it_is_told()
    {
        var webhook = await _world.WebhookAsync(_receiver);
        await _world.DiscardAsync();
        await _world.DeliverAsync(webhook);
        await _world.DiscardAsync();
        _world.Api.Clock.Advance(TimeSpan.FromDays(6));
        await _world.Get<Retention>().ForgetSliceAsync();
        var within = _world.Rows().Count;

        _world.Api.Clock.Advance(TimeSpan.FromDays(1.1));
        await _world.Get<Retention>().ForgetSliceAsync();

        within.ShouldBe(2);
        var left = _world.Rows().Single();
        (left.IsWaiting, left.Sequence).ShouldBe((true, null));
    }

    [Fact]
    public async Task An_event_is_noted_with_what_makes_it_true_or_not_at_all()
    {
        await _world.WebhookAsync(_receiver);
        var id = (await _world.Api.MessagesAsync(_world.Api.Line, MessageState.Held, reason: "STALE"))[0];
        var moves = _world.Get<MessageMoves>();
        var sequence = SequenceOf(id);

        await Should.ThrowAsync<InvalidOperationException>(() => _world.Get<Writer>().RunAsync(turn =>
        {
            moves.End(turn, MessageRow.Find(turn, sequence)!, MessageState.Cleared, "DISCARDED", "user 1", _world.Api.Clock.GetUtcNow());
            throw new InvalidOperationException("The rest of the work breaks.");
        }));

        _world.Rows().ShouldBeEmpty();
    }

    private long SequenceOf(MessageId id)
    {
        using var db = _world.Get<Database>().Read();
        return db.Messages.Where(message => message.Id == id).Select(message => message.Sequence).Single();
    }

    private Task SetAsync(string sql, Guid id) => _world.Get<Writer>().RunAsync(turn => turn.Execute(
        sql, ("now", _world.Api.Clock.GetUtcNow()), ("no", false), ("id", id)));
}
