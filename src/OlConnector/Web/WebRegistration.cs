using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Web.Access;
using OlConnector.Web.Guide;
using OlConnector.Web.Interface;
using OlConnector.Web.Limits;
using OlConnector.Web.Public;
using OlConnector.Web.Refusals;
using OlConnector.Web.Sessions;
using OlConnector.Web.Wire;

namespace OlConnector.Web;

/// <summary>What every controller shares: who calls, how often, in what form, and how a call is refused.</summary>
internal static class WebRegistration
{
    internal static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddControllers()
            .AddApplicationPart(typeof(OlConnectorHost).Assembly)
            .ConfigureApplicationPartManager(parts => parts.FeatureProviders.Add(new HouseControllers()))
            .AddNewtonsoftJson(json => ApiJson.Configure(json.SerializerSettings));
        services.PostConfigure<MvcOptions>(mvc => mvc.InputFormatters.Insert(0, new StrictJsonFormatter()));
        services.Configure<ApiBehaviorOptions>(api =>
        {
            api.SuppressMapClientErrors = true;
            api.InvalidModelStateResponseFactory = InvalidCalls.Refusal;
        });
        services.AddSingleton<KnownQueries>();
        services.TryAddSingleton(InterfaceFolder.Beside);
        services.AddSingleton<BuiltInterface>().AddSingleton<GuidePages>();
        services.AddSettings<VendorOptions>(VendorOptions.Section);
        services.AddLimits();
        return services.AddAccess();
    }

    /// <summary>Puts what controllers rely on into the pipeline.</summary>
    internal static WebApplication UseWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<AnswerHeaders>();
        app.UseMiddleware<CallErrors>();
        app.UseInterface();
        app.UseMiddleware<StrangersGate>();
        app.UseMiddleware<CallTurns>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        return app;
    }

    private static void AddLimits(this IServiceCollection services)
    {
        services.AddSettings<LimitOptions>(LimitOptions.Section);
        services.AddOptions<KestrelServerOptions>().Configure(ServerLimits.Configure);
        // After everybody else: the framework has a switch that believes whatever a stranger writes into the header.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<LimitOptions>>(ServerLimits.TrustOnly);
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<TimeProvider>(CallLimits.Configure);
        services.AddSingleton<Strangers>().AddSingleton<DearCalls>();
    }

    private static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSettings<OperatorOptions>(OperatorOptions.Section);
        services.AddSingleton<SessionTokens>().AddSingleton<FamiliarTokens>().AddSingleton<Callers>().AddSingleton<AccessTraces>();
        services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        services.AddAuthentication(BearerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, configureOptions: null);
        var policies = services.AddAuthorizationBuilder();
        // Nobody but the operator is known without being a caller, who always belongs to a portal.
        policies.AddPolicy(RequiresOperatorAttribute.OfOperator, policy => policy.RequireAuthenticatedUser().RequireAssertion(
            context => context.Resource is HttpContext http && http.Features.Get<Caller>() is null));
        foreach (var (role, ofAllLines) in Enum.GetValues<Role>().SelectMany(role => new[] { (role, false), (role, true) }))
            policies.AddPolicy(
                RequiresRoleAttribute.PolicyOf(role, ofAllLines),
                policy => policy.RequireAuthenticatedUser().AddRequirements(new RoleRequirement(role, ofAllLines)));
        return services;
    }
}
