using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Hooks;
using OlConnector.Intake;
using OlConnector.Intake.Spooling;
using OlConnector.Lines;
using OlConnector.Messages;
using OlConnector.Storage;
using OlConnector.Storage.Queue;

namespace OlConnector.Dispatching;

/// <summary>Everything between a HANDLER call and a settled message.</summary>
internal static class QueueRegistration
{
    internal static IServiceCollection AddQueue(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>().AddSingleton<DemoLedgers>().AddSingleton<QueueSlices>();
        services.AddSingleton<LineQueue>().AddSingleton<ClaimQueue>().AddSingleton<SettleQueue>().AddSingleton<GatewayEvents>().AddSingleton<StatusPolls>();
        services.AddSingleton<LineDirectory>().AddSingleton<LineControl>().AddSingleton<LineConnections>().AddSingleton<CampaignControl>().AddSingleton<MessageControl>();
        services.AddSingleton<Spool>().AddSingleton<SpoolReplay>().AddHostedService(world => world.GetRequiredService<SpoolReplay>());
        services.AddSingleton<Acceptance>().AddSingleton<EventReception>().AddSingleton<Replies>().AddSingleton<PoisonShelf>().AddSingleton<CallbackTaking>();
        services.AddSingleton<CampaignBook>().AddSingleton<Admission>().AddSingleton<FieldLookups>().AddSingleton<QuotaAlarm>();
        services.AddSingleton(world => new Composer(
            world.GetRequiredService<Writer>(), world.GetRequiredService<Admission>(), world.GetRequiredService<CampaignBook>(), world.GetRequiredService<LineQueue>(),
            world.GetRequiredService<FieldLookups>(), world.GetRequiredService<QuotaAlarm>(), world.GetServices<IGatewayKind>(), world.GetRequiredService<Wakeups>(), world.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LineGateways>().AddSingleton<AnswerMoments>().AddSingleton<LineAlarms>().AddSingleton<ClockWatch>().AddSingleton<Outcomes>().AddSingleton<Dispatcher>();
        services.AddSingleton<UnknownSends>().AddSingleton<ConnectionChecks>().AddSingleton<StatusPolling>().AddSingleton<NumberBook>().AddSingleton<Conversations>().AddSingleton<NumberChecks>().AddSingleton<LineTemplates>().AddSingleton<Preflight>();
        return services.AddHostedService<ComposingLoop>().AddHostedService<DispatchLoop>().AddHostedService<WatchLoop>().AddHostedService<StatusPollLoop>().AddHostedService<Housekeeping>();
    }
}
