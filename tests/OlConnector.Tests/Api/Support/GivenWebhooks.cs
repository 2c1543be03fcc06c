using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Webhooks;

namespace OlConnector.Tests.Api.Support;

/// <summary>Makes webhooks that have something to show.</summary>
public static class GivenWebhooks
{
    /// <summary>A webhook that was told of one message.</summary>
    public static async Task<Guid> DeliveredWebhookAsync(this ApiWorld world)
    {
        var made = await world.Admin().PostAsync(
            "webhooks", new { url = $"{world.Vendor.Url}/told", events = new[] { "message.updated" } });
        var webhook = Guid.Parse(made["id"]!.ToString());
        var message = (await world.MessagesAsync(world.Line, MessageState.Held, reason: "STALE"))[0];
        await world.Product.Services.GetRequiredService<MessageControl>().DiscardAsync(world.Line.Portal, message, "user 1");
        await world.Product.Services.GetRequiredService<Deliverer>().WorkAsync(
            new WebhookKey(new PortalId(ApiWorld.Ours), webhook), CancellationToken.None);
        return webhook;
    }
}
