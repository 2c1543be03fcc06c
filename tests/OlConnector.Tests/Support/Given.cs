using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Secrets;
using OlConnector.Storage;

namespace OlConnector.Tests.Support;

/// <summary>A line that a test put into the books, with the keys that only its owner knows.</summary>
public sealed record GivenLine(PortalId Portal, LineId Id, string Code, string HandlerKey, string HookKey);

/// <summary>Puts portals and lines into a product's books without going through the installer.</summary>
public static class Given
{
    /// <summary>When every test begins that owns its clock: on a Monday.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A line with a portal of its own, unless the portal exists already.</summary>
    public static async Task<GivenLine> LineAsync(
        this Product product, string memberId, string baseUrl = "http://127.0.0.1:9",
        Action<Line>? change = null, Action<Portal>? changePortal = null,
        string kind = "sandbox", string? settings = null)
    {
        var secrets = product.Services.GetRequiredService<SecretBox>();
        var clock = product.Services.GetRequiredService<TimeProvider>();
        var id = LineId.New(clock);
        var line = new GivenLine(new PortalId(memberId), id, $"olc_{id}", SecretKey.New(), SecretKey.New());
        await product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            if (db.Portals.Find(line.Portal) is null) db.Portals.Add(APortal(line.Portal, secrets, clock, changePortal));
            var row = new Line
            {
                PortalId = line.Portal,
                Id = id,
                Code = line.Code,
                Name = "Line",
                GatewayKind = kind,
                GatewaySettings = secrets.Protect(settings ?? $$"""{"baseUrl":"{{baseUrl}}"}"""),
                MarketingInterval = TimeSpan.FromSeconds(15),
                DirectInterval = TimeSpan.FromSeconds(0.5),
                HandlerKey = secrets.Protect(line.HandlerKey),
                HandlerKeyHash = SecretKey.Hash(line.HandlerKey),
                HookKey = secrets.Protect(line.HookKey),
                HookKeyHash = SecretKey.Hash(line.HookKey),
                CreatedAt = clock.GetUtcNow(),
            };
            change?.Invoke(row);
            db.Lines.Add(row);
            db.SaveChanges();
            Revisions.Note(turn, id);
        });
        await product.Services.GetRequiredService<LineDirectory>().RefreshAsync();
        return line;
    }

    /// <summary>The application token of every portal that a test makes.</summary>
    public const string ApplicationToken = "5d0c7a1be94f4e2f8a63c7719d20b4fe";

    private static Portal APortal(PortalId id, SecretBox secrets, TimeProvider clock, Action<Portal>? change)
    {
        var portal = new Portal
        {
            Id = id,
            Domain = "demo-olc.bitrix24.ru",
            ClientEndpoint = "https://demo-olc.bitrix24.ru/rest/",
            AuthorizationServer = "https://oauth.bitrix24.tech",
            Status = "P",
            Country = "RU",
            InstalledAt = clock.GetUtcNow(),
            ApplicationToken = secrets.Protect(ApplicationToken),
        };
        change?.Invoke(portal);
        return portal;
    }
}
