using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OlConnector.Bitrix24.Installing;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Care;

/// <summary>A portal that answers at once, one that never does, and the authorization server that knows both.</summary>
internal sealed class ScriptedPortals : IAsyncDisposable
{
    private readonly WebApplication _quick;
    private readonly WebApplication _slow;
    private TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScriptedPortals()
    {
        _quick = Site(method =>
        {
            if (method is "messageservice.sender.add" or "messageservice.sender.update") _registered.TrySetResult();
            return Task.CompletedTask;
        });
        _slow = Site(_ => new TaskCompletionSource().Task);
    }

    internal string Quick => UrlOf(_quick);

    internal string Slow => UrlOf(_slow);

    internal (string Name, string Value)[] Settings =>
        [ProductHost.StandingStill, ("Bitrix24:AllowInsecurePortals", "true"), ("Bitrix24:AuthorizationServers:0", Quick)];

    internal static async Task<ScriptedPortals> StartAsync()
    {
        var portals = new ScriptedPortals();
        await portals._quick.StartAsync();
        await portals._slow.StartAsync();
        return portals;
    }

    /// <summary>Ends when a provider is registered, or brought up to date, from now on.</summary>
    internal Task NextRegistrationAsync() =>
        (_registered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Makes a portal of the product one of these, with a token that is good for an hour.</summary>
    internal Task ConnectAsync(ProductHost host, PortalId portal, string url)
    {
        var (token, now) = (host.Get<SecretBox>().Protect("a-token-for-benchmarks"), TimeProvider.System.GetUtcNow());
        return host.Get<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            if (db.Portals.Find(portal) is not { } row) db.Portals.Add(row = Row(portal, $"{url}/rest/", Quick));
            (row.ClientEndpoint, row.AuthorizationServer) = ($"{url}/rest/", Quick);
            (row.AccessToken, row.RefreshToken, row.AccessTokenEndsAt, row.TokensRenewedAt) = (token, token, now.AddHours(1), now);
            db.SaveChanges();
        });
    }

    internal static Portal Row(PortalId id, string endpoint, string server) => new()
    {
        Id = id,
        Domain = "bench.example",
        ClientEndpoint = endpoint,
        AuthorizationServer = server,
        Status = "P",
        InstalledAt = TimeProvider.System.GetUtcNow(),
    };

    /// <summary>Somebody whom the portal has vouched for.</summary>
    internal static Visitor.Verified Visitor(PortalId portal) => new()
    {
        Portal = portal,
        Endpoint = new Uri("http://127.0.0.1:9/rest/"),
        AuthorizationServer = "http://127.0.0.1:9",
        UserId = "1",
        UserName = "Somebody",
        IsAdmin = false,
    };

    public async ValueTask DisposeAsync()
    {
        await _quick.DisposeAsync();
        await _slow.DisposeAsync();
    }

    private static string UrlOf(WebApplication site) =>
        site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static WebApplication Site(Func<string, Task> before)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.Map("/rest/{method}", async (HttpContext http, string method) =>
        {
            await before(method).WaitAsync(http.RequestAborted);
            var result = method switch
            {
                "app.info" => """{"client_id":"app.bench","status":"P"}""",
                "event.get" or "messageservice.sender.list" => "[]",
                _ => "true",
            };
            await http.Response.WriteAsync($$"""{"result":{{result}}}""");
        });
        return site;
    }
}
