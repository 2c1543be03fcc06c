using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Sending;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Webhooks;

/// <summary>The loop that delivers by itself.</summary>
public sealed class WebhookLoopTests : IAsyncLifetime
{
    private readonly TimeProvider _clock = TimeProvider.System;
    private Product _product = null!;
    private ScriptedServer _slow = null!;
    private ScriptedServer _quick = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(_clock, settings: [("Webhooks:Timeout", "00:01:00")]);
        (_slow, _quick) = (await ScriptedServer.StartAsync(_clock), await ScriptedServer.StartAsync(_clock));
        (_slow.Usually, _quick.Usually) = (_ => new Reply.Hang(), _ => Reply.Text(200, ""));
    }

    public async Task DisposeAsync()
    {
        await _slow.DisposeAsync();
        await _product.DisposeAsync();
        await _quick.DisposeAsync();
    }

    [Fact]
    public async Task A_receiver_that_hangs_keeps_its_own_place_and_nobody_elses()
    {
        var (ours, theirs) = (await WebhookAsync(ApiWorld.Ours, _slow), await WebhookAsync(ApiWorld.Theirs, _quick));
        await ReplyAsync(ours);
        await _slow.ArrivedAsync();

        for (var i = 0; i < 3; i++)
        {
            await ReplyAsync(ours);
            await ReplyAsync(theirs);
            await _quick.ArrivedAsync();
        }

        _quick.Seen.Select(request => request.Json["sequence"]!.ToString()).ShouldBe(["1", "2", "3"]);
        _slow.Seen.Count.ShouldBe(1, "the next waits for the one that hangs");
    }

    private async Task<GivenLine> WebhookAsync(string portal, ScriptedServer receiver)
    {
        var line = await _product.LineAsync(portal);
        var admin = Caller.With(_product, new PortalSession(new PortalId(portal), "1", "Anna", true, "en", "UTC"));
        var made = await admin.PostAsync("webhooks", new { url = receiver.Url, events = new[] { "reply.received" } });
        made.Status.ShouldBe(201, $"{made.Body}");
        return line;
    }

    private Task ReplyAsync(GivenLine line) => _product.Services.GetRequiredService<Replies>().TakeAsync(
        line.Portal, line.Id, new GatewayEvent.MessageReceived("79161234567", "hello", _clock.GetUtcNow()));
}
