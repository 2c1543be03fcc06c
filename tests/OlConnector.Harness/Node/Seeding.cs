using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Harness.Worlds;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Storage.Rows;

namespace OlConnector.Harness.Node;

/// <summary>Puts the plan's portals and lines into the books, as an installation long ago would have left them.</summary>
internal static class Seeding
{
    private static readonly TimeSpan TokenLives = TimeSpan.FromDays(30);

    internal static async Task RunAsync(IServiceProvider services, NodeSettings settings)
    {
        if (settings.Seed is not { } plan) return;
        var (secrets, clock) = (services.GetRequiredService<SecretBox>(), services.GetRequiredService<TimeProvider>());
        await services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            if (db.Portals.Any()) return;
            foreach (var portal in plan.Portals)
            {
                db.Portals.Add(Portal(portal, settings, secrets, clock));
                foreach (var line in portal.Lines) db.Lines.Add(Line(portal, line, settings, secrets, clock));
                db.ApiTokens.Add(Token(portal, clock));
                if (settings.WebhookUrl is { } url) db.Webhooks.Add(Webhook(portal, url, secrets, clock));
            }

            db.SaveChanges();
        });
        await services.GetRequiredService<LineDirectory>().ReadAllAsync();
        await services.GetRequiredService<WebhookListeners>().RefreshAsync();
    }

    private static Portal Portal(PortalPlan plan, NodeSettings settings, SecretBox secrets, TimeProvider clock) => new()
    {
        Id = new PortalId(plan.MemberId),
        Domain = new Uri(settings.PortalUrl).Authority,
        ClientEndpoint = $"{settings.PortalUrl}/rest/",
        AuthorizationServer = settings.PortalUrl,
        Status = "P",
        Country = "RU",
        InstalledAt = clock.GetUtcNow(),
        ApplicationToken = secrets.Protect(plan.ApplicationToken),
        AccessToken = secrets.Protect($"access-{plan.MemberId}"),
        RefreshToken = secrets.Protect($"refresh-{plan.MemberId}"),
        AccessTokenEndsAt = clock.GetUtcNow() + TokenLives,
        TokensRenewedAt = clock.GetUtcNow(),
        TokenUserId = "1",
    };

    private static ApiToken Token(PortalPlan plan, TimeProvider clock) => new()
    {
        PortalId = new PortalId(plan.MemberId),
        Id = NewKey.At(clock),
        Name = "mailer",
        Hash = SecretKey.Hash(plan.ApiToken),
        Role = Role.Admin,
        CallsPer3Seconds = 1000,
        CreatedAt = clock.GetUtcNow(),
    };

    private static Webhook Webhook(PortalPlan plan, string url, SecretBox secrets, TimeProvider clock) => new()
    {
        PortalId = new PortalId(plan.MemberId),
        Id = NewKey.At(clock),
        Url = $"{url}/{plan.MemberId}",
        Events = EventTypes.MessageUpdated,
        Secret = secrets.Protect(SecretKey.NewWebhookSecret()),
        CreatedAt = clock.GetUtcNow(),
        MadeBy = "user 1",
    };

    private static Line Line(PortalPlan portal, LinePlan plan, NodeSettings settings, SecretBox secrets, TimeProvider clock) => new()
    {
        PortalId = new PortalId(portal.MemberId),
        Id = new LineId(plan.Id),
        Code = plan.Code,
        Name = plan.Name,
        GatewayKind = "sandbox",
        GatewaySettings = secrets.Protect($$"""{"baseUrl":"{{settings.SinkUrl}}/{{plan.Name}}"}"""),
        MarketingInterval = plan.MarketingGap,
        DirectInterval = plan.DirectGap,
        HandlerKey = secrets.Protect(plan.HandlerKey),
        HandlerKeyHash = SecretKey.Hash(plan.HandlerKey),
        HookKey = secrets.Protect(plan.HookKey),
        HookKeyHash = SecretKey.Hash(plan.HookKey),
        IsRegistered = true,
        CreatedAt = clock.GetUtcNow(),
    };
}
