using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Page;
using OlConnector.Sandbox.Portals;

namespace OlConnector.Sandbox;

/// <summary>
/// Starts the product and its sandbox world in one process, with one clock. The only file here that knows the product's host.
/// </summary>
public sealed class Launch : IAsyncDisposable
{
    /// <summary>Opens the product's console of support, which no portal frames.</summary>
    public const string OperatorToken = "operator-of-the-sandbox-alone";

    private const int FirstPort = 5080;

    /// <summary>The portals to start with, and one that is left to a newcomer.</summary>
    private static readonly IReadOnlyList<PortalSeed> Portals = [.. new SandboxOptions().Portals, PortalSeed.Fresh];

    private readonly WebApplication _product;
    private readonly HttpClient _http = new();
    private readonly string _folder;

    private Launch(SandboxCloud cloud, WebApplication product, string folder) => (Cloud, _product, _folder) = (cloud, product, folder);

    /// <summary>The world around the product.</summary>
    public SandboxCloud Cloud { get; }

    /// <summary>Where the product listens.</summary>
    public string AppUrl => Cloud.Options.AppUrl;

    /// <summary>Starts both, installs the app on every portal but the newcomer's, and connects a line on each.</summary>
    /// <param name="speed">Sandbox seconds in a real second.</param>
    /// <param name="portalPort">Port of the first portal and its page; 0 for any.</param>
    /// <param name="quiet">Keeps the product's log to warnings.</param>
    /// <param name="settings">Further settings of the product.</param>
    public static async Task<Launch> StartAsync(
        double speed, int portalPort, bool quiet, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var clock = new ScaledTimeProvider(speed);
        var port = FreePort();
        var cloud = await SandboxCloud.StartAsync(
            // The other name of this machine: a browser takes portal and app for foreign sites, as they are.
            new SandboxOptions
            {
                AppUrl = $"http://127.0.0.1:{port}",
                PortalPort = portalPort,
                PortalHost = "localhost",
                Portals = Portals,
            },
            clock);
        var folder = Directory.CreateTempSubdirectory("olconnector-sandbox-").FullName;
        var product = OlConnectorHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection([.. Settings(cloud, folder, port, speed), .. settings ?? []]);
            builder.Logging.SetMinimumLevel(quiet ? LogLevel.Warning : LogLevel.Information);
            builder.Services.AddSingleton<TimeProvider>(clock);
        });
        await product.StartAsync();
        var launch = new Launch(cloud, product, folder);
        foreach (var portal in launch.Installed) await launch.InstallAsync(portal);
        return launch;
    }

    /// <summary>The portals on which the app was installed at the start.</summary>
    public IEnumerable<SandboxPortal> Installed => Cloud.Portals.Where(portal => !portal.BeginsEmpty);

    /// <summary>The portal on which a newcomer does everything.</summary>
    public SandboxPortal Fresh => Cloud.Portals.First(portal => portal.BeginsEmpty);

    /// <summary>The product's own books of a portal, over its API.</summary>
    public async Task<ProductBooks> BooksAsync(SandboxPortal portal) =>
        await ProductBooks.FetchAsync(_http, AppUrl, await TokenAsync(portal));

    /// <summary>Tokens for the product's API, for every portal.</summary>
    public async Task<IReadOnlyList<FirstTokens>> TokensAsync()
    {
        var tokens = new List<FirstTokens>();
        foreach (var portal in Installed)
            tokens.Add(await FirstTokens.MakeAsync(_http, AppUrl, portal, await TokenAsync(portal)));
        return tokens;
    }

    /// <summary>CODE of the portal's first registered line.</summary>
    public static string FirstSender(SandboxPortal portal) => portal.App!.Senders.Keys.First();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _product.StopAsync();
        await _product.DisposeAsync();
        await Cloud.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task InstallAsync(SandboxPortal portal)
    {
        await portal.Lifecycle.InstallAsync();
        var place = Cloud.Portals.Index().First(one => one.Item == portal).Index + 1;
        var number = string.Create(CultureInfo.InvariantCulture, $"+7 999 000-00-{place:00}");
        var settings = new JObject { ["baseUrl"] = Cloud.Phones.BaseUrlOf(portal.MemberId), ["from"] = number };
        var line = new JObject
        {
            ["name"] = "WhatsApp «Отдел продаж»",
            ["number"] = number,
            ["gateway"] = new JObject { ["kind"] = "sandbox", ["settings"] = settings },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{AppUrl}/api/v1/lines")
        {
            Content = new StringContent(line.ToString(), Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(portal)) },
        };
        using var answer = await _http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(
                $"The line could not be made on {portal.Name}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        await GiveRolesAsync(portal);
    }

    /// <summary>Employees with something to do, so that each role can be looked at.</summary>
    private static async Task GiveRolesAsync(SandboxPortal portal)
    {
        var roles = new RoleApi(portal);
        foreach (var (user, role) in new[] { (2, "marketer"), (9, "support") })
            await roles.GiveAsync(new JObject { ["user"] = user, ["role"] = role }, CancellationToken.None);
    }

    /// <summary>A session as the frame gets it.</summary>
    private static async Task<string> TokenAsync(SandboxPortal portal)
    {
        var visit = await portal.Lifecycle.OpenAppAsync();
        return visit.Token is { Length: > 0 } token
            ? token
            : throw new InvalidOperationException($"The app gave no session on {portal.Name}: {visit.Status} {visit.Html}");
    }

    private static Dictionary<string, string?> Settings(SandboxCloud cloud, string folder, int port, double speed) => new()
    {
        ["urls"] = $"http://127.0.0.1:{port}",
        ["DataDirectory"] = folder,
        ["Bitrix24:ClientId"] = cloud.Options.ClientId,
        ["Bitrix24:ClientSecret"] = cloud.Options.ClientSecret,
        ["Bitrix24:PublicUrl"] = cloud.Options.AppUrl,
        ["Bitrix24:AuthorizationServers:0"] = cloud.Authorization.BaseUrl,
        ["Bitrix24:AllowInsecurePortals"] = "true",
        ["Outbound:AllowPrivateHosts"] = "true",
        ["Operator:Token"] = OperatorToken,
        // Time-outs are meant for real networks: in compressed time they must stay as long as a real machine needs.
        ["Dispatching:SendTimeout"] = Stretched(TimeSpan.FromSeconds(10), speed),
        ["Dispatching:ClaimExpiry"] = Stretched(TimeSpan.FromSeconds(15), speed),
    };

    private static string Stretched(TimeSpan real, double speed) =>
        (real * Math.Clamp(speed, 1, 3600)).ToString("c", CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        // Below the range from which the system gives ports away, so that nobody takes it between here and the start.
        for (var port = FirstPort; ; port++)
        {
            try
            {
                using var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException) when (port < FirstPort + 100)
            {
                // Taken; the next one.
            }
        }
    }
}
