using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using OlConnector.Api.Access;
using OlConnector.Api.Audit;
using OlConnector.Api.Campaigns;
using OlConnector.Api.Health;
using OlConnector.Api.Limits;
using OlConnector.Api.Lines;
using OlConnector.Api.Messages;
using OlConnector.Api.OpenApi;
using OlConnector.Api.Reconciliation;
using OlConnector.Api.Refusals;
using OlConnector.Api.Session;
using OlConnector.Api.Settings;
using OlConnector.Api.Texts;
using OlConnector.Api.Tokens;
using OlConnector.Api.Users;
using OlConnector.Api.Wire;
using OlConnector.Engine.Portals;
using OlConnector.Intake.Spooling;

namespace OlConnector.Api;

/// <summary>Joins the API to a host: <c>/api/v1</c>, <c>/openapi/v1.json</c> and <c>/health</c>.</summary>
public static class ApiRegistration
{
    /// <summary>Adds what the API needs. MVC, storage, the rooms and the gateways are the host's.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAccess();
        services.AddDesks();
        services.PostConfigure<MvcOptions>(mvc => mvc.InputFormatters.Insert(0, new StrictJsonFormatter()));
        services.Configure<ApiBehaviorOptions>(api =>
        {
            api.SuppressMapClientErrors = true;
            api.InvalidModelStateResponseFactory = InvalidCalls.Refusal;
        });
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<TimeProvider>(CallLimits.Configure);
        services.ConfigureHttpJsonOptions(json => ApiDescription.Configure(json.SerializerOptions));
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database").AddCheck<DispatchHealth>("dispatch").AddCheck<SpoolHealth>("spool");
        return services;
    }

    /// <summary>Puts the API into the pipeline. Belongs before <c>MapControllers</c>.</summary>
    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseMiddleware<ApiErrors>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapOpenApi();
        app.MapHealthChecks("/health/live", HealthAnswer.Live);
        app.MapHealthChecks("/health/ready", HealthAnswer.Ready);
        return app;
    }

    private static void AddAccess(this IServiceCollection services)
    {
        services.AddOptions<OperatorOptions>().BindConfiguration(OperatorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<Callers>();
        services.AddAuthentication(BearerHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, configureOptions: null);
        services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        var policies = services.AddAuthorizationBuilder();
        foreach (var role in Enum.GetValues<Role>()) policies.AddPolicy(RequiresRoleAttribute.PolicyOf(role), policy => policy.RequireAuthenticatedUser().AddRequirements(new RoleRequirement(role)));
    }

    private static void AddDesks(this IServiceCollection services)
    {
        services.AddSingleton<LineViews>().AddSingleton<LineReading>().AddSingleton<LineDesk>().AddSingleton<LineActions>().AddSingleton<LineForecasts>().AddSingleton<NumberDesk>().AddSingleton<LoginDesk>().AddSingleton<TemplateDesk>().AddSingleton<KeptCallbackReading>();
        services.AddSingleton<CampaignViews>().AddSingleton<CampaignReading>().AddSingleton<CampaignForecasts>().AddSingleton<CampaignActions>();
        services.AddSingleton<MessageReading>().AddSingleton<MessageActions>().AddSingleton<QuickSends>();
        services.AddSingleton<Books>().AddSingleton<TokenDesk>().AddSingleton<UserDesk>().AddSingleton<SettingsDesk>().AddSingleton<AuditReading>().AddSingleton<SessionReading>().AddSingleton<SessionRenewal>();
        services.AddSingleton<PreviewDesk>().AddSingleton<PortalWords>();
    }
}
