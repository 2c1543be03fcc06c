using OlConnector.Api.Audit;
using OlConnector.Api.Campaigns;
using OlConnector.Api.Demo;
using OlConnector.Api.Health;
using OlConnector.Api.Lines;
using OlConnector.Api.Messages;
using OlConnector.Api.OpenApi;
using OlConnector.Api.Portals;
using OlConnector.Api.Reconciliation;
using OlConnector.Api.Reports;
using OlConnector.Api.Session;
using OlConnector.Api.Settings;
using OlConnector.Api.Suppressions;
using OlConnector.Api.Templates;
using OlConnector.Api.Texts;
using OlConnector.Api.Tokens;
using OlConnector.Api.Users;
using OlConnector.Api.Webhooks;
using OlConnector.Storage;
using OlConnector.Web.Limits;
using OlConnector.Webhooks;

namespace OlConnector.Api;

/// <summary>Joins the API to a host: <c>/api/v1</c>, <c>/openapi/v1.json</c> and <c>/health</c>.</summary>
internal static class ApiRegistration
{
    private static readonly string[] Probes = [HttpMethods.Get, HttpMethods.Head];

    internal static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddLineDesks();
        services.AddSingleton<CampaignViews>().AddSingleton<CampaignReading>().AddSingleton<CampaignForecasts>()
            .AddSingleton<CampaignActions>().AddSingleton<CampaignChanges>().AddSingleton<WaveActions>().AddSingleton<Preparing>()
            .AddSingleton<RestartActions>().AddSingleton<StartActions>().AddSingleton<MergeActions>().AddSingleton<RiskQuestions>();
        services.AddSingleton<OwnMaking>().AddSingleton<OwnMailingDesk>().AddSingleton<BulkDesk>().AddSingleton<OwnPreviews>();
        services.AddSingleton<RecipientImport>().AddSingleton<RecipientFileReading>().AddSingleton<FileActions>();
        services.AddSingleton<PlanLoop>().AddHostedService(world => world.GetRequiredService<PlanLoop>());
        services.AddSingleton<MessageReading>().AddSingleton<MessageActions>().AddSingleton<QuickSends>();
        services.AddSingleton<PreviewDesk>().AddSingleton<PreviewRisks>().AddSingleton<PortalWords>();
        services.AddSingleton<Books>().AddSingleton<AuditReading>().AddSingleton<KeptCallbackReading>().AddSingleton<RestCallReading>();
        services.AddSingleton<TokenRevocation>().AddSingleton<TokenDesk>().AddSingleton<UserDesk>().AddSingleton<SettingsDesk>();
        services.AddSingleton<SuppressionReading>().AddSingleton<SuppressionDesk>().AddSingleton<SuppressionImport>();
        services.AddSingleton<ReportReading>().AddSingleton<ReportDesk>().AddSingleton<CampaignOutcomes>().AddSingleton<SummedDays>()
            .AddSingleton<Summaries>();
        services.AddSingleton<TemplateLibrary>();
        services.AddSingleton<PortalReading>().AddSingleton<DemoReading>().AddSingleton<SessionReading>().AddSingleton<SessionRenewal>();
        services.AddSingleton<WebhookReading>().AddSingleton<WebhookChecks>().AddSingleton<WebhookDesk>();
        services.AddSingleton<CampaignWord>(world =>
        {
            var views = world.GetRequiredService<CampaignViews>();
            return (campaign, states) => EnumText.Of(views.StateOf(campaign, states));
        });
        services.ConfigureHttpJsonOptions(json => ApiDescription.Configure(json.SerializerOptions));
        services.AddOpenApi(DescriptionText.Name, ApiDescription.Configure).AddSingleton<DescriptionText>();
        services.AddSingleton<Readiness>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<DispatchHealth>("dispatch")
            .AddCheck<OutboundHealth>("outbound");
        return services;
    }

    /// <summary>What is no controller: the description and the health of the node.</summary>
    internal static WebApplication MapApi(this WebApplication app)
    {
        app.MapGet($"/openapi/{DescriptionText.Name}.json", app.Services.GetRequiredService<DescriptionText>().AnswerAsync)
            .WithMetadata(new DoorAttribute(Door.Description)).ExcludeFromDescription();
        app.MapMethods("/health/live", Probes, HealthAnswer.LiveAsync).ExcludeFromDescription();
        app.MapMethods("/health/ready", Probes, app.Services.GetRequiredService<Readiness>().AnswerAsync).ExcludeFromDescription();
        return app;
    }

    private static void AddLineDesks(this IServiceCollection services)
    {
        services.AddSingleton<LineViews>().AddSingleton<LineReading>().AddSingleton<LineDrafts>();
        services.AddSingleton<LineDesk>().AddSingleton<LineActions>().AddSingleton<SentToday>();
        services.AddSingleton<LineForecasts>().AddSingleton<LineCalendars>().AddSingleton<LineRisks>();
        services.AddSingleton<NumberDesk>().AddSingleton<LoginDesk>().AddSingleton<TemplateDesk>();
    }
}
