using System.Diagnostics;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>A test that runs other people's programs from npm. What is missing shows as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    /// <param name="packages">What has to be installed beside Node itself.</param>
    public NpmFactAttribute(params string[] packages) => Skip = Npm.Missing(packages);
}

/// <summary>A test that validates our requests against a vendor's own description, where that can be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VendorFactAttribute : FactAttribute
{
    /// <param name="file">The vendor's file.</param>
    public VendorFactAttribute(string file) => Skip = Npm.Missing("@stoplight/prism-cli", "js-yaml")
        ?? (File.Exists(Npm.Spec(file))
            ? null
            : $"{file} is not in ../shared/specs beside the repository (or in the folder that OLC_SPECS names).");
}

/// <summary>Node and the packages that <c>tests/run</c> installs by name.</summary>
internal static class Npm
{
    /// <summary>Where the packages are: <c>OLC_NPM</c>, else the user's cache.</summary>
    internal static string Folder { get; } = Environment.GetEnvironmentVariable("OLC_NPM")
        ?? Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "olconnector-tests");

    private static readonly string? Node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists);

    /// <summary>A script of ours that speaks for a package.</summary>
    internal static string Script(string name) => Path.Combine(Repository.Root, "tests", "npm", name);

    /// <summary>A vendor's file: in <c>OLC_SPECS</c>, else beside the repository.</summary>
    internal static string Spec(string file) =>
        Path.Combine(Environment.GetEnvironmentVariable("OLC_SPECS") ?? Path.Combine(Repository.Root, "..", "shared", "specs"), file);

    /// <summary>Why a test cannot run; null when it can.</summary>
    internal static string? Missing(params string[] packages)
    {
        if (Node is null) return "Node is not on the PATH: install nodejs and npm.";
        var absent = packages.Where(package => !Directory.Exists(Path.Combine(Folder, "node_modules", package))).ToList();
        return absent.Count == 0
            ? null
            : $"Not installed from npm: {string.Join(", ", absent)}. Run tests/run, or name a folder that holds them in OLC_NPM.";
    }

    /// <summary>Starts Node with the packages in reach.</summary>
    internal static Process Start(params IEnumerable<string> arguments) => Start(arguments, []);

    private static Process Start(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(Node!, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(false),
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        start.Environment["NODE_PATH"] = Path.Combine(Folder, "node_modules");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        // Tools that would tell their makers, or ask them for something newer.
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        return Process.Start(start)!;
    }

    /// <summary>What a script prints for an input; a failure of its own fails the test with its words.</summary>
    internal static async Task<string> RunAsync(
        IEnumerable<string> arguments, string input = "", params IEnumerable<(string Name, string Value)> environment)
    {
        using var node = Start(arguments, environment);
        var complaints = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await complaints);
        return output;
    }
}
