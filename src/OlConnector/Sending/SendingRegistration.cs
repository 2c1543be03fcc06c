using OlConnector.Engine.Dispatching;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>From a due line to a settled message, and whatever comes back from gateways.</summary>
internal static class SendingRegistration
{
    internal static IServiceCollection AddSending(this IServiceCollection services)
    {
        services.AddSettings<AskingOptions>(AskingOptions.Section);
        services.AddSettings<NumberCheckOptions>(NumberCheckOptions.Section);
        services.AddSingleton<LineGateways>().AddSingleton<AnswerMoments>().AddSingleton<LineAlarms>().AddSingleton<ClockWatch>();
        services.AddSingleton<OutcomeBook>().AddSingleton<Preflight>().AddSingleton<ClaimClosing>().AddSingleton<Dispatcher>();
        services.AddSingleton<UnknownSends>().AddSingleton<ConnectionChecks>().AddSingleton<Asker>();
        services.AddSingleton<NumberChecks>().AddSingleton<LineTemplates>().AddSingleton<EventReception>().AddSingleton<Replies>();
        services.AddSingleton<OptOuts>().AddSingleton<CallbackShelf>();
        services.AddSingleton<Neighbours>().AddHostedService(world => world.GetRequiredService<Neighbours>());
        services.AddHostedService<DispatchLoop>().AddHostedService<WatchLoop>().AddHostedService<AskLoop>();
        return services.AddHostedService<Housekeeping>();
    }
}
