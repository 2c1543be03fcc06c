using OlConnector.Storage;

namespace OlConnector.Webhooks;

/// <summary>Tells other programs what happens (Standard Webhooks 1.0).</summary>
internal static class WebhooksRegistration
{
    internal static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSettings<WebhookOptions>(WebhookOptions.Section);
        services.AddSingleton<WebhookSender>().AddSingleton<DeliveryBook>().AddSingleton<Deliverer>().AddSingleton<WebhookAlarms>();
        return services.AddSingleton<StandingLooks>().AddHostedService<WebhookLoop>();
    }
}
