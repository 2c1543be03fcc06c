using System.Diagnostics;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Crm;
using OlConnector.Tests.House;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Deploy;

/// <summary>
/// From a bare server to a delivered message by the very commands that docs/deploy says, below a folder of its own. Bitrix24 and the
/// telephones are the sandbox's; what starts the service is the unit's own line instead of systemd.
/// </summary>
[Trait("Database", "Sqlite")]
public sealed partial class BareServerTests
{
    private static readonly string Manual = Repository.Read("docs/deploy/README.md");

    /// <summary>They need an init system and change the machine's users.</summary>
    private static readonly string[] NotHere = ["useradd ", "systemctl "];

    [RootFact]
    public async Task Whoever_does_what_the_page_says_gets_a_message_delivered()
    {
        using var root = new TempFolder();
        var port = Product.FreePort();
        await using var cloud = await SandboxCloud.StartAsync(
            new SandboxOptions { AppUrl = $"http://127.0.0.1:{port}" }, TimeProvider.System);
        await InstallAsync(root.Path);
        var environment = Environment(root.Path, cloud, port);

        using var service = Start(root.Path, environment);
        try
        {
            await SystemProgram.ListensAsync(service);
            (await cloud.Portal.Lifecycle.InstallAsync()).Status.ShouldBe(200);
            await AddLineAsync(cloud);
            var call = await cloud.Portal.Desk.SendFromCardAsync(
                Launch.FirstSender(cloud.Portal), "+79161234567", "Здравствуйте!", cloud.Portal.Admin, (CrmTypes.Contact, 1));

            call.Status.ShouldBe(200);
            (await cloud.Phones.WaitForAsync(1)).ShouldHaveSingleItem().Text.ShouldBe("Здравствуйте!");
            await cloud.Portal.WaitForRestCallAsync(told => told.Method == "messageservice.message.status.update"
                && told.Parameters.ToString().Contains("delivered", StringComparison.Ordinal));
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
        }
    }

    private static async Task InstallAsync(string root)
    {
        var commands = Block("dotnet publish").Split('\n')
            .Where(line => line.Length > 0 && !NotHere.Any(start => line.StartsWith(start, StringComparison.Ordinal))).ToList();
        commands.Count.ShouldBeGreaterThan(2, "the page has its commands");
        foreach (var folder in (string[])["opt", "etc/systemd/system", "var/lib/olconnector"])
            Directory.CreateDirectory(Path.Combine(root, folder));
        foreach (var command in commands)
        {
            var below = command.Replace(" /opt/", $" {root}/opt/", StringComparison.Ordinal)
                .Replace(" /etc/", $" {root}/etc/", StringComparison.Ordinal)
                .Replace("dotnet publish", "dotnet publish --no-build", StringComparison.Ordinal)
                .Replace("-c Release ", $"-c {SystemProgram.Configuration} ", StringComparison.Ordinal);
            var (code, said) = await SystemProgram.RunAsync("bash", folder: null, "-c", $"cd {Repository.Root} && {below}");
            code.ShouldBe(0, $"{below}\n{said}");
        }

        var (isOpen, why) = await SystemProgram.RunAsync(
            "bash", folder: null, "-c", $"chmod -R a+rX,go-w {root}/opt && chmod a+rx {root} {root}/var {root}/var/lib "
            + $"&& chown -R 65534:65534 {root}/var/lib/olconnector && chmod 700 {root}/var/lib/olconnector");
        isOpen.ShouldBe(0, why);
    }

    /// <summary>What the unit sets and what stands in the file of secrets, filled in; and what only a test needs.</summary>
    private static Dictionary<string, string> Environment(string root, SandboxCloud cloud, int port)
    {
        var unit = File.ReadAllText(Path.Combine(root, "etc/systemd/system/olconnector.service"));
        var settings = Line(unit, "Environment=").Split(' ').Concat(Block("Bitrix24__ClientId=").Split('\n'))
            .Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        settings["Bitrix24__ClientId"] = cloud.Options.ClientId;
        settings["Bitrix24__ClientSecret"] = cloud.Options.ClientSecret;
        settings["Bitrix24__PublicUrl"] = cloud.Options.AppUrl;
        settings["Secrets__MasterKey"] = TestDatabase.MasterKey;
        settings["DataDirectory"] = root + settings["DataDirectory"];
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        // The sandbox is neither https nor far away.
        settings["Bitrix24__AuthorizationServers__0"] = cloud.Authorization.BaseUrl;
        settings["Bitrix24__AllowInsecurePortals"] = "true";
        settings["Outbound__AllowPrivateHosts"] = "true";
        return settings;
    }

    private static Process Start(string root, Dictionary<string, string> environment)
    {
        var unit = File.ReadAllText(Path.Combine(root, "etc/systemd/system/olconnector.service"));
        var start = new ProcessStartInfo(
            "setpriv",
            [
                "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", "dotnet",
                root + Line(unit, "ExecStart=").Split(' ')[1],
            ])
        {
            UseShellExecute = false,
            WorkingDirectory = root + Line(unit, "WorkingDirectory="),
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>What the wizard's second page does.</summary>
    private static async Task AddLineAsync(SandboxCloud cloud)
    {
        using var http = new HttpClient();
        var session = (await cloud.Portal.Lifecycle.OpenAppAsync()).Token.ShouldNotBeNull();
        await new ProductApi(http, cloud.Options.AppUrl, session).PostAsync("lines", new JObject
        {
            ["name"] = "Line",
            ["gateway"] = new JObject
            {
                ["kind"] = "sandbox",
                ["settings"] = new JObject { ["baseUrl"] = cloud.Phones.BaseUrlOf(cloud.Portal.MemberId), ["from"] = "+79990000001" },
            },
        }, "No line could be made");
    }

    /// <summary>The block of the page that begins so.</summary>
    private static string Block(string beginning) =>
        Blocks().Matches(Manual).Select(match => match.Groups["text"].Value)
            .First(text => text.StartsWith(beginning, StringComparison.Ordinal));

    private static string Line(string unit, string beginning) =>
        unit.Split('\n').First(line => line.StartsWith(beginning, StringComparison.Ordinal))[beginning.Length..];

    [GeneratedRegex("```text\n(?<text>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Blocks();
}
