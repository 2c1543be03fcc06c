using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Crm;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Parts;
using OlConnector.Bitrix24.Rest;
using OlConnector.Bitrix24.Senders;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine.Dispatching;
using OlConnector.Storage;
using OlConnector.Web;

namespace OlConnector.Bitrix24;

/// <summary>Everything by which the app speaks with Bitrix24.</summary>
internal static class Bitrix24Registration
{
    internal static IServiceCollection AddBitrix24(this IServiceCollection services)
    {
        services.AddSettings<Bitrix24Options>(Bitrix24Options.Section);
        services.AddSettings<OutboundOptions>(OutboundOptions.Section);
        services.AddOptions<PublicFace>().Configure<IOptions<Bitrix24Options>>((face, ours) => face.IsHttps = ours.Value.IsHttps);
        // What a quiet node may not tell anybody it must not begin either: nothing is claimed, nothing fails for want of an answer.
        services.AddOptions<DispatchingOptions>().PostConfigure<IOptions<OutboundOptions>>(
            (dispatching, outbound) => dispatching.Enabled &= !outbound.Value.Quiet);
        return services.AddRest().AddSenders().AddParts().AddInstalling().AddTelling().AddCrm();
    }

    /// <summary>Nobody may take a quiet node for one that works.</summary>
    internal static void SayIfQuiet(this IServiceProvider world)
    {
        if (world.GetRequiredService<IOptions<OutboundOptions>>().Value.Quiet)
            world.GetRequiredService<ILogger<PortalWire>>().NodeIsQuiet();
    }

    private static IServiceCollection AddRest(this IServiceCollection services)
    {
        services.AddSingleton<PortalHost>().AddSingleton<PortalWire>().AddSingleton<PortalCalls>().AddSingleton<PortalClient>();
        services.AddSingleton<SharedBuckets>().AddSingleton<PortalTraffics>();
        services.AddSingleton<PortalLines>().AddSingleton<DoubtedRemovals>().AddSingleton<PortalStanding>();
        return services.AddSingleton<AuthorizationClient>().AddSingleton<PortalTokens>().AddSingleton<RestLog>();
    }

    private static IServiceCollection AddInstalling(this IServiceCollection services)
    {
        services.AddSingleton<VerificationPlaces>().AddSingleton<RefusedTokens>();
        services.AddSingleton<VisitorVerification>().AddSingleton<PortalBook>().AddSingleton<PortalCare>();
        services.AddSingleton<InstallationProof>().AddSingleton<PairProof>().AddSingleton<PortalRemovals>();
        services.AddSingleton<Installation>().AddSingleton<LifeCycleEvents>().AddSingleton<TokenLearning>();
        services.AddSingleton<Succession>().AddSingleton<PaymentCheck>().AddHostedService<PaymentLoop>();
        services.AddSingleton<TermNotices>().AddHostedService<TermLoop>();
        return services.AddSingleton<FrameVisits>().AddSingleton<FramePages>().AddSingleton<FrameSession>();
    }

    private static IServiceCollection AddSenders(this IServiceCollection services) => services
        .AddSingleton<LineFaces>().AddSingleton<HandlerKeys>().AddSingleton<SenderRegistry>().AddHostedService<PortalCareLoop>();

    private static IServiceCollection AddParts(this IServiceCollection services) => services
        .AddSingleton<PortalParts>().AddSingleton<RobotRegistry>().AddSingleton<CardTabs>().AddSingleton<RobotDoor>();

    private static IServiceCollection AddTelling(this IServiceCollection services) => services
        .AddSingleton<AuthorTokens>().AddSingleton<AdminNotices>().AddSingleton<DemoNotices>().AddSingleton<RobotReturns>()
        .AddSingleton<Teller>().AddHostedService<TellLoop>().AddHostedService<BooksWatch>();

    private static IServiceCollection AddCrm(this IServiceCollection services) => services
        .AddSingleton<CrmCalls>().AddSingleton<CardReader>().AddSingleton<PhoneSearch>().AddSingleton<CrmCache>()
        .AddSingleton<CrmDirectory>().AddSingleton<CardNumbers>();
}
