using Microsoft.Extensions.DependencyInjection;
using OlConnector.Api;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Api.Support;

/// <summary>The real host with two portals in its books, and callers of every role. Nothing is dispatched.</summary>
public sealed class ApiWorld : IAsyncLifetime
{
    public const string Ours = "00000000000000000000000000000001";
    public const string Theirs = "00000000000000000000000000000002";
    public const string OperatorToken = "operator-token-of-the-tests";

    public WatchedClock Clock { get; } = new();

    /// <summary>Settings of the product that a class of tests needs.</summary>
    internal IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    public Product Product { get; private set; } = null!;

    /// <summary>A line of our portal.</summary>
    public GivenLine Line { get; private set; } = null!;

    /// <summary>A line of somebody else's.</summary>
    public GivenLine TheirLine { get; private set; } = null!;

    /// <summary>The server behind lines that need one that answers.</summary>
    internal ScriptedServer Vendor { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Vendor = await ScriptedServer.StartAsync(Clock);
        Vendor.Usually = Yes;
        Product = await Product.StartAsync(
            Clock, settings: [("Dispatching:Enabled", "false"), ("Operator:Token", OperatorToken), .. Settings]);
        Line = await Product.LineAsync(Ours);
        TheirLine = await Product.LineAsync(Theirs);
    }

    public async Task DisposeAsync()
    {
        await Product.DisposeAsync();
        await Vendor.DisposeAsync();
    }

    /// <summary>A line of our portal whose gateway can link a telephone and check numbers.</summary>
    internal Task<GivenLine> WahaLineAsync() =>
        Product.LineAsync(Ours, kind: "waha", settings: $$"""{"baseUrl":"{{Vendor.Url}}","session":"default"}""");

    /// <summary>A line of our portal whose vendor has templates.</summary>
    internal Task<GivenLine> CloudLineAsync() => Product.LineAsync(Ours, kind: "whatsapp-cloud", settings:
        $$"""
        {
          "baseUrl": "{{Vendor.Url}}", "phoneNumberId": "1", "wabaId": "2",
          "accessToken": "access-token", "appSecret": "app-secret", "verifyToken": "verify-word"
        }
        """);

    /// <summary>A vendor who says yes to everything.</summary>
    private static Reply Yes(SeenRequest request) => request.Path[(request.Path.LastIndexOf('/') + 1)..] switch
    {
        "qr" => Reply.Json(200, """{"mimetype":"image/png","data":"iVBORw0KGgo="}"""),
        "request-code" => Reply.Json(201, """{"code":"ABCD-EFGH"}"""),
        "check-exists" => Reply.Json(200, """{"numberExists":true,"chatId":"375291112233@c.us"}"""),
        "message_templates" => Reply.Json(
            200, """{"data":[{"name":"hello","language":"en","category":"UTILITY","status":"APPROVED","components":[]}]}"""),
        _ => Reply.Json(200, """{"name":"default","status":"WORKING"}"""),
    };

    private int _admins;

    /// <summary>A portal administrator, another one each time: the clock stands still, and nobody gets calls back.</summary>
    public Caller Admin(string portal = Ours) => Person($"admin-{Interlocked.Increment(ref _admins)}", isAdmin: true, portal);

    /// <summary>A person by session; the portal gives no role but admin.</summary>
    public Caller Person(string userId, bool isAdmin = false, string portal = Ours) =>
        Caller.With(Product, new PortalSession(new PortalId(portal), userId, $"User {userId}", isAdmin, "en", "Europe/Moscow"));

    /// <summary>A person to whom an administrator gave a role, and perhaps only some lines.</summary>
    public Task<Caller> PersonAsync(Role role, params GivenLine[] lines) =>
        MetAsync($"{100 + (int)role}{string.Concat(lines.Select(line => line.Id))}", Ours,
            role, lines.Length == 0 ? null : string.Join(',', lines.Select(line => line.Id)));

    /// <summary>A person who has opened the app.</summary>
    public async Task<Caller> MetAsync(string userId, string portal = Ours, Role role = Role.Viewer, string? lines = null)
    {
        await Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            if (db.Users.Find(new PortalId(portal), userId) is not null) return;
            db.Users.Add(new PortalUser
            {
                PortalId = new PortalId(portal),
                UserId = userId,
                Name = $"User {userId}",
                Role = role,
                Lines = lines,
            });
            db.SaveChanges();
        });
        return Person(userId, portal: portal);
    }

    /// <summary>A program by API token.</summary>
    public async Task<Caller> ProgramAsync(Role role, int? callsPer3Seconds = null, string portal = Ours) =>
        new(Product, await ProgramTokenAsync(role, callsPer3Seconds, portal));

    /// <summary>The API token of a program.</summary>
    public async Task<string> ProgramTokenAsync(Role role, int? callsPer3Seconds = null, string portal = Ours)
    {
        var (id, token) = (NewKey.At(Clock), $"olct_{SecretKey.New()}");
        await Product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            db.ApiTokens.Add(new ApiToken
            {
                PortalId = new PortalId(portal),
                Id = id,
                Name = $"{role}",
                Hash = SecretKey.Hash(token),
                Role = role,
                CallsPer3Seconds = callsPer3Seconds,
                CreatedAt = Clock.GetUtcNow(),
            });
            db.SaveChanges();
        });
        return token;
    }

    /// <summary>Somebody without a token.</summary>
    public Caller Nobody() => new(Product, token: null);
}
