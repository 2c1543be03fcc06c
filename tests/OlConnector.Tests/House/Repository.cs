namespace OlConnector.Tests.House;

/// <summary>The files of this repository, as a clone has them.</summary>
internal static class Repository
{
    private static readonly string[] Foreign =
        ["bin", "obj", "dist", "node_modules", "wwwroot", ".git", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>What the interface's build writes beside its sources.</summary>
    private static readonly string[] Made = ["contract.d.ts", "components.d.ts", "auto-imports.d.ts"];

    /// <summary>Full path of the repository.</summary>
    internal static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Text of one file.</summary>
    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>True when the path is a file or folder.</summary>
    internal static bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>
    /// Files below a folder by their endings, as paths from the root. Whatever a build or a package manager made is left out.
    /// </summary>
    internal static IReadOnlyList<string> Files(string folder, params string[] endings)
    {
        var start = Path.Combine(Root, folder);
        if (!Directory.Exists(start)) return [];
        return [.. Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories)
            .Where(path => endings.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(Foreign.Contains) && !Made.Contains(Path.GetFileName(path)))
            .Order(StringComparer.Ordinal)];
    }

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OlConnector.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No OlConnector.sln above {from}.");
    }
}
