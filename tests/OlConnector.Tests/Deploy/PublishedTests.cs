using System.Diagnostics;
using System.Net;
using OlConnector.Tests.House;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Deploy;

/// <summary>What is published runs as the image runs it: another user, a tree that may be read only, one folder to write.</summary>
[Trait("Database", "Sqlite")]
public sealed class PublishedTests
{
    [RootFact]
    public async Task What_is_published_serves_as_another_user_who_may_write_the_volume_only()
    {
        using var folder = new TempFolder();
        var (program, volume) = (Path.Combine(folder.Path, "app"), Path.Combine(folder.Path, "data"));
        var project = Path.Combine(Repository.Root, "src/OlConnector");
        await RunAsync("dotnet", "publish", project, "-c", SystemProgram.Configuration, "--no-build", "-o", program);
        Directory.CreateDirectory(volume);
        await RunAsync("chmod", "-R", "a+rX,go-w", folder.Path);
        await RunAsync("chown", "-R", "65534:65534", volume);
        var port = Product.FreePort();

        using var process = Start(program, volume, port);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            await SystemProgram.ListensAsync(process);
            (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await http.GetAsync(new Uri("/", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
            await RunAsync("bash", "-c", ImageTests.HealthCheck().Replace("/8080", $"/{port}", StringComparison.Ordinal));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        Directory.GetFiles(volume, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldContain("olconnector.db");
        Directory.GetFiles(program, "*.db", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static Process Start(string program, string volume, int port)
    {
        var start = new ProcessStartInfo(
            "setpriv",
            ["--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", "dotnet", Path.Combine(program, "OlConnector.dll")])
        {
            UseShellExecute = false,
            WorkingDirectory = program,
            RedirectStandardOutput = true,
        };
        (string Name, string Value)[] settings =
        [
            ("DataDirectory", volume), ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"), ("DOTNET_EnableDiagnostics", "0"),
            ("HOME", "/nonexistent"), ("TMPDIR", "/nonexistent"), ("Bitrix24__ClientId", "app.test"),
            ("Bitrix24__ClientSecret", "secret"), ("Bitrix24__PublicUrl", "https://olc.example.com"),
        ];
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var (code, said) = await SystemProgram.RunAsync(program, folder: null, arguments);
        code.ShouldBe(0, said);
    }
}

/// <summary>A test that becomes another user, which only root may.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (Environment.UserName != "root") Skip = "Only root can start a program as another user.";
    }
}
