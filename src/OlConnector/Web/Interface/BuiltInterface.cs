namespace OlConnector.Web.Interface;

/// <summary>Where the interface's build has laid its files.</summary>
/// <param name="Path">A folder; it need not be there.</param>
internal sealed record InterfaceFolder(string Path)
{
    /// <summary>Beside the program, where the build and the publication put it.</summary>
    internal static InterfaceFolder Beside { get; } = new(System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot"));
}

/// <summary>
/// The interface as its build left it: one page, and files that carry a hash of their content in their names. A host that was built without
/// it works all the same, and says so where the page would be.
/// </summary>
internal sealed class BuiltInterface
{
    /// <summary>Stands in the page where the session belongs.</summary>
    private const string Marker = "<!-- olc-session -->";

    private readonly (string Before, string After)? _page;

    public BuiltInterface(InterfaceFolder folder)
    {
        Folder = folder.Path;
        _page = Read(Path.Combine(folder.Path, "index.html"));
    }

    /// <summary>Where its files are.</summary>
    internal string Folder { get; }

    /// <summary>False where the host was built without an interface.</summary>
    internal bool IsBuilt => _page is not null;

    /// <summary>The page with a session in it, or without one for those who bring a token themselves; null when it was not built.</summary>
    internal string? Page(string? session) => _page is var (before, after) ? $"{before}{Element(session)}{after}" : null;

    /// <summary>The session as the interface reads it: data, which no policy of contents takes for a script.</summary>
    /// <param name="session">JSON that cannot end the element.</param>
    internal static string Element(string? session) =>
        session is null ? "" : $"""<script id="olc-session" type="application/json">{session}</script>""";

    private static (string Before, string After)? Read(string file)
    {
        if (!File.Exists(file)) return null;
        return File.ReadAllText(file).Split(Marker) is [var before, var after]
            ? (before, after)
            : throw new InvalidDataException($"{file} has no place for the session: {Marker} has to stand in it once.");
    }
}
