using System.Reflection;

namespace OlConnector.Web.Guide;

/// <summary>Files of docs that the program carries in itself, by their paths in the repository.</summary>
internal static class Carried
{
    private static readonly Assembly Program = typeof(Carried).Assembly;

    private static readonly HashSet<string> Files = new(
        Program.GetManifestResourceNames().Where(name => name.StartsWith("docs/", StringComparison.Ordinal)), StringComparer.Ordinal);

    internal static bool Has(string file) => Files.Contains(file);

    /// <summary>A text; null where there is none.</summary>
    internal static string? Text(string file)
    {
        if (!Has(file)) return null;
        using var reader = new StreamReader(Program.GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }

    /// <summary>A picture; null where there is none.</summary>
    internal static Stream? Open(string file) => Has(file) ? Program.GetManifestResourceStream(file) : null;
}
