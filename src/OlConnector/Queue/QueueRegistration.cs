using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Quotas;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>What changes messages and lines, and the bells that tell of it.</summary>
internal static class QueueRegistration
{
    internal static IServiceCollection AddQueue(this IServiceCollection services)
    {
        services.AddSettings<PacingOptions>(PacingOptions.Section);
        services.AddSettings<DispatchingOptions>(DispatchingOptions.Section);
        services.AddSettings<DemoOptions>(DemoOptions.Section);
        services.AddSingleton(
            world => new Wakeups(world.GetRequiredService<TimeProvider>(), world.GetRequiredService<Database>().IsShared));
        services.AddSingleton<WebhookListeners>().AddSingleton<WebhookEvents>().AddSingleton<StateChanges>();
        services.AddSingleton<DemoLedgers>().AddSingleton<DemoAllowance>().AddSingleton<MessageMoves>().AddSingleton<LineDue>();
        services.AddSingleton<MarketingCounts>().AddSingleton<HoldsBegun>().AddSingleton<MarketingGate>();
        services.AddSingleton<Claims>().AddSingleton<Settling>().AddSingleton<GatewayEvents>();
        services.AddSingleton<Askings>().AddSingleton<SliceMoves>().AddSingleton<BulkMoves>().AddSingleton<MessageControl>();
        return services.AddSingleton<NumberBook>().AddSingleton<Conversations>();
    }
}
