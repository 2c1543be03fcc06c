using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Storage.Rows;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;
using OlConnector.Webhooks;

namespace OlConnector.Tests.Webhooks;

/// <summary>The real host with a receiver beside it; deliveries are begun by hand, so that a test sees each.</summary>
public sealed class WebhookWorld : IAsyncDisposable
{
    /// <summary>The secret of every webhook here: the standard's own example.</summary>
    internal const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    internal static readonly string[] AllEvents =
        ["message.updated", "campaign.updated", "campaign.completed", "line.updated", "reply.received"];

    private readonly List<ScriptedServer> _receivers = [];

    private WebhookWorld(ApiWorld api) => Api = api;

    internal ApiWorld Api { get; }

    internal static async Task<WebhookWorld> StartAsync(params (string Name, string Value)[] settings)
    {
        var api = new ApiWorld { Settings = settings };
        await api.InitializeAsync();
        return new WebhookWorld(api);
    }

    /// <summary>A receiver that takes everything.</summary>
    internal async Task<ScriptedServer> ReceiverAsync()
    {
        var receiver = await ScriptedServer.StartAsync(Api.Clock);
        receiver.Usually = _ => Reply.Text(204, "");
        _receivers.Add(receiver);
        return receiver;
    }

    /// <summary>A webhook of our portal, or another's.</summary>
    internal async Task<Guid> WebhookAsync(ScriptedServer receiver, string portal = ApiWorld.Ours, params string[] events)
    {
        var made = await Api.Admin(portal).PostAsync(
            "webhooks", new { url = $"{receiver.Url}/events", events = events.Length == 0 ? AllEvents : events, secret = Secret });
        made.Status.ShouldBe(201, $"{made.Body}");
        return Guid.Parse(made["id"]!.ToString());
    }

    /// <summary>Something happens: a message is held, and discarded.</summary>
    internal async Task<MessageId> DiscardAsync(string phone = "79161234567", GivenLine? line = null)
    {
        var its = line ?? Api.Line;
        var id = (await Api.MessagesAsync(its, MessageState.Held, phone: phone, reason: "STALE"))[0];
        (await Get<MessageControl>().DiscardAsync(its.Portal, id, "user 1")).ShouldBeTrue();
        return id;
    }

    /// <summary>Delivers what is due now, until nothing is left or something fails.</summary>
    internal Task DeliverAsync(Guid webhook, string portal = ApiWorld.Ours) =>
        Get<Deliverer>().WorkAsync(new WebhookKey(new PortalId(portal), webhook), CancellationToken.None);

    internal Task LookAsync() => Get<StandingLooks>().LookAsync(CancellationToken.None);

    internal async Task<List<JToken>> DeliveriesAsync(Guid webhook) =>
        [.. (await Api.Admin().GetAsync($"webhooks/{webhook:N}/deliveries?limit=200")).Items.Reverse()];

    internal async Task<Answer> ShownAsync(Guid webhook) => await Api.Admin().GetAsync($"webhooks/{webhook:N}");

    internal List<WebhookDelivery> Rows()
    {
        using var db = Get<Database>().Read();
        return [.. db.WebhookDeliveries.OrderBy(row => row.Id)];
    }

    internal T Get<T>() where T : notnull => Api.Product.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        foreach (var receiver in _receivers) await receiver.DisposeAsync();
        await Api.DisposeAsync();
    }
}
