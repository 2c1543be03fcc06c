using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OlConnector.Api;
using OlConnector.Bitrix24.Crm;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Reporting;
using OlConnector.Bitrix24.Rest;
using OlConnector.Bitrix24.Senders;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Storage;
using OlConnector.Storage.Queue;

namespace OlConnector.Bitrix24;

/// <summary>Everything by which the app speaks with Bitrix24.</summary>
public static class Bitrix24Registration
{
    /// <summary>Registers the room. Needs storage, settings, data protection, a clock, chance and the gateways' kinds.</summary>
    public static IServiceCollection AddBitrix24(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<LineDirectory>();
        services.TryAddSingleton<LineQueue>();
        services.TryAddSingleton<SessionTokens>();
        return services.AddRest().AddInstalling().AddSenders().AddReporting().AddCrm();
    }

    private static IServiceCollection AddRest(this IServiceCollection services)
    {
        services.AddSingleton<PortalHost>();
        services.AddSingleton<PortalWire>();
        services.AddSingleton<PortalCalls>();
        services.AddSingleton<PortalTraffics>();
        services.AddSingleton<PortalLines>();
        services.AddSingleton<PortalStanding>();
        services.AddSingleton<PortalTokens>();
        services.AddSingleton<AuthorizationClient>();
        services.AddSingleton<RestLog>();
        return services.AddSingleton(host => new PortalClient(
            host.GetRequiredService<PortalTokens>(), host.GetRequiredService<PortalTraffics>(), host.GetRequiredService<PortalStanding>(), host.GetRequiredService<PortalCalls>(),
            host.GetRequiredService<ILogger<PortalClient>>()));
    }

    private static IServiceCollection AddInstalling(this IServiceCollection services)
    {
        services.AddSingleton(host => new CallerVerification(
            host.GetRequiredService<AuthorizationClient>(), host.GetRequiredService<PortalCalls>(), host.GetRequiredService<PortalHost>(), host.GetRequiredService<Database>(),
            host.GetRequiredService<IOptionsMonitor<Bitrix24Options>>()));
        services.AddSingleton(host => new PortalCare(
            host.GetRequiredService<Database>(), host.GetRequiredService<Writer>(), host.GetRequiredService<PortalTokens>(), host.GetRequiredService<AuthorizationClient>(),
            host.GetRequiredService<Installation>(), host.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PortalBook>();
        services.AddSingleton<PortalPurge>();
        services.AddSingleton<Installation>();
        services.AddSingleton<LifeCycleEvents>();
        services.AddSingleton<FrameVisits>();
        return services.AddSingleton<FramePages>();
    }

    private static IServiceCollection AddSenders(this IServiceCollection services)
    {
        services.AddSingleton<LineFaces>();
        services.AddSingleton<HandlerKeys>();
        services.AddSingleton<SenderRegistry>();
        return services.AddHostedService<SenderHealthLoop>();
    }

    private static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.AddSingleton<AuthorTokens>();
        services.AddSingleton<AdminNotices>();
        services.AddSingleton(host => new StatusReporting(
            host.GetRequiredService<Writer>(), host.GetRequiredService<PortalClient>(), host.GetRequiredService<PortalStanding>(), host.GetRequiredService<AuthorTokens>(),
            host.GetRequiredService<Leases>(), host.GetRequiredService<TimeProvider>(), host.GetRequiredService<ILogger<StatusReporting>>()));
        return services.AddHostedService<StatusReportLoop>();
    }
}
