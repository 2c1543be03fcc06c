using OlConnector.Tests.House;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Deploy;

/// <summary>The samples under docs/deploy, judged by the programs that they are for.</summary>
[Trait("Database", "Sqlite")]
public sealed class SampleTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "docs/deploy");

    [ProgramFact("nginx")]
    public async Task The_site_for_nginx_is_taken_by_nginx()
    {
        using var folder = new TempFolder();
        var (made, _) = await SystemProgram.RunAsync(
            "openssl", folder.Path, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=olc.example.com",
            "-keyout", "key.pem", "-out", "chain.pem");
        made.ShouldBe(0);
        var site = File.ReadAllText(Path.Combine(Folder, "nginx.conf"))
            .Replace("/etc/letsencrypt/live/olc.example.com/fullchain.pem", $"{folder.Path}/chain.pem", StringComparison.Ordinal)
            .Replace("/etc/letsencrypt/live/olc.example.com/privkey.pem", $"{folder.Path}/key.pem", StringComparison.Ordinal);
        var whole = Path.Combine(folder.Path, "nginx.conf");
        File.WriteAllText(whole, $"pid {folder.Path}/pid;\nerror_log {folder.Path}/error.log;\nevents {{}}\nhttp {{\n{site}\n}}\n");

        var (code, said) = await SystemProgram.RunAsync("nginx", folder.Path, "-t", "-c", whole);

        said.ShouldContain("syntax is ok");
        code.ShouldBe(0, said);
    }

    [ProgramFact("caddy")]
    public async Task The_file_for_caddy_is_taken_by_caddy()
    {
        using var home = new TempFolder();

        var (code, said) = await SystemProgram.RunAsync(
            "caddy", home.Path, "adapt", "--config", Path.Combine(Folder, "Caddyfile"), "--adapter", "caddyfile");

        code.ShouldBe(0, said);
        said.ShouldContain("reverse_proxy");
    }

    [ProgramFact("systemd-analyze")]
    public async Task The_unit_is_taken_by_systemd()
    {
        using var folder = new TempFolder();
        // systemd looks for the program that a unit starts, and knows no user of ours here.
        var unit = File.ReadAllText(Path.Combine(Folder, "olconnector.service"))
            .Replace("/usr/bin/dotnet /opt/olconnector/OlConnector.dll", "/bin/true", StringComparison.Ordinal)
            .Replace("User=olconnector", "User=daemon", StringComparison.Ordinal);
        var file = Path.Combine(folder.Path, "olconnector.service");
        File.WriteAllText(file, unit);

        var (_, said) = await SystemProgram.RunAsync("systemd-analyze", folder.Path, "verify", file);

        said.Split('\n').Where(line => line.Contains("olconnector.service", StringComparison.Ordinal)).ShouldBeEmpty(said);
    }

    [Fact]
    public void Every_setting_that_a_sample_names_exists()
    {
        var known = new Page("docs/configuration.md").Rows().Select(row => Page.Code(row[0])).ToHashSet(StringComparer.Ordinal);
        var texts = string.Concat(
            new[] { "compose.yaml", "olconnector.service", "README.md" }.Select(name => Repository.Read($"docs/deploy/{name}")));

        var named = texts.Find(@"\b(?<name>[A-Z][A-Za-z0-9]+__[A-Za-z]+)(__\d+)?\b")
            .Select(match => match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).ToList();

        named.Count.ShouldBeGreaterThan(5);
        named.Where(name => !known.Contains(name)).ShouldBeEmpty();
    }
}

/// <summary>A test with a program of the system. Where it cannot be had the test is shown as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(string program)
    {
        Program = program;
        string[] folders = ["/usr/sbin", "/sbin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')];
        if (!Array.Exists(folders, folder => File.Exists(Path.Combine(folder, program)))) Skip = $"{program} is not installed.";
    }

    /// <summary>Its name.</summary>
    public string Program { get; }
}
