using System.Xml.Linq;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Deploy;

/// <summary>No container engine can be run where these tests run: what an image's recipe says is held beside what is there.</summary>
[Trait("Database", "Sqlite")]
public sealed class ImageTests
{
    private static readonly string[] Recipe = Repository.Read("Dockerfile").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');

    [Fact]
    public void Every_path_that_the_image_copies_is_there_and_not_left_out()
    {
        var copied = Copied();

        copied.Count.ShouldBeGreaterThan(10);
        copied.Where(path => !Repository.Has(path)).ShouldBeEmpty();
        copied.Where(path => !Allowed(path)).ShouldBeEmpty(".dockerignore leaves it out");
    }

    [Fact]
    public void Every_project_that_the_host_needs_is_copied_before_its_packages_are_restored()
    {
        var restore = Array.FindIndex(Recipe, line => line.StartsWith("RUN dotnet restore", StringComparison.Ordinal));
        var before = string.Join('\n', Recipe[..restore]);

        var projects = ProjectsOf("src/OlConnector/OlConnector.csproj");

        projects.Count.ShouldBe(3);
        projects.Where(project => !before.Contains(project, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Neither_the_sandbox_nor_the_tests_get_into_the_image()
    {
        Copied().Where(path => path.Contains("Sandbox", StringComparison.Ordinal) || path.StartsWith("tests", StringComparison.Ordinal)
            || path is "src/" or "src" or ".").ShouldBeEmpty();
    }

    [Fact]
    public void It_runs_as_nobody_in_particular_with_one_volume_and_says_whether_it_lives()
    {
        var last = Recipe[Array.FindLastIndex(Recipe, line => line.StartsWith("FROM ", StringComparison.Ordinal))..];

        last.Single(line => line.StartsWith("USER ", StringComparison.Ordinal))["USER ".Length..].ShouldMatch("^[1-9][0-9]+$");
        last.Single(line => line.StartsWith("VOLUME ", StringComparison.Ordinal)).ShouldBe("VOLUME /data");
        string.Join('\n', last).ShouldContain("DataDirectory=/data");
        last.Single(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal)).ShouldContain("/health/live");
    }

    /// <summary>The command of the health check, as a shell runs it.</summary>
    internal static string HealthCheck()
    {
        var line = Recipe.Single(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
        return Newtonsoft.Json.Linq.JArray.Parse(line[line.IndexOf('[', StringComparison.Ordinal)..])[2].ToString();
    }

    private static List<string> Copied() =>
        [.. Recipe.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1])];

    /// <summary>.dockerignore lets in what it names, and takes some of it out again; the last word holds.</summary>
    private static bool Allowed(string path)
    {
        var isIn = false;
        foreach (var rule in Repository.Read(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (lets, name) = rule[0] == '!' ? (true, rule[1..]) : (false, rule);
            if (name == "*" || path == name || path.StartsWith(name + "/", StringComparison.Ordinal)) isIn = lets;
        }

        return isIn;
    }

    private static HashSet<string> ProjectsOf(string project)
    {
        var (found, open) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>([project]));
        while (open.TryDequeue(out var next))
        {
            if (!found.Add(next)) continue;
            var folder = Path.GetDirectoryName(next)!;
            foreach (var reference in XDocument.Parse(Repository.Read(next)).Descendants("ProjectReference"))
            {
                var path = Path.Combine(Repository.Root, folder, reference.Attribute("Include")!.Value.Replace('\\', '/'));
                open.Enqueue(Path.GetRelativePath(Repository.Root, Path.GetFullPath(path)));
            }
        }

        return found;
    }
}
