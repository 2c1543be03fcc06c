using OlConnector.Campaigns.Weighing;
using OlConnector.Engine.Campaigns;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>Which mailing a message belongs to, and a person's grip on it.</summary>
internal static class CampaignsRegistration
{
    internal static IServiceCollection AddCampaigns(this IServiceCollection services)
    {
        services.AddSettings<GuardOptions>(GuardOptions.Section);
        services.AddSettings<CampaignOptions>(CampaignOptions.Section);
        services.AddSingleton<CampaignWaves>().AddSingleton<SettledWaves>().AddHostedService<WaveLoop>();
        services.AddSingleton<CampaignRuns>().AddSingleton<RunFilling>().AddSingleton<CampaignStarts>();
        services.AddSingleton<MailingBeginning>().AddSingleton<Pouring>().AddSingleton<RecipientLeavings>().AddSingleton<PouringLoop>()
            .AddHostedService(provider => provider.GetRequiredService<PouringLoop>());
        services.AddSingleton<CampaignMerging>().AddSingleton<MergeFilling>().AddSingleton<CampaignSeparating>();
        services.AddSingleton<EndNotices>().AddSingleton<EndMessages>().AddSingleton<HoldEndNotices>();
        services.AddSingleton<CampaignEnd>().AddSingleton<CampaignExpiry>().AddSingleton<CampaignLoop>()
            .AddHostedService(provider => provider.GetRequiredService<CampaignLoop>());
        services.AddSingleton<LineRiskReading>().AddSingleton<RiskWeighing>();
        return services.AddSingleton<CampaignBook>().AddSingleton<CampaignControl>().AddSingleton<AlikeSends>();
    }
}
