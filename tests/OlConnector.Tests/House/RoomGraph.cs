using System.Text.RegularExpressions;

namespace OlConnector.Tests.House;

/// <summary>
/// Who knows whom among the host's rooms, read from the <c>using</c> lines and from names that are written with their room.
/// </summary>
internal static class RoomGraph
{
    /// <summary>One room's knowledge of another, and the places that show it.</summary>
    internal sealed record Arrow(string From, string To, IReadOnlyList<string> Places);

    /// <summary>
    /// All arrows below a folder in which every folder is a room; files beside the rooms put them together and are left out.
    /// </summary>
    /// <param name="folder">Where the rooms lie.</param>
    /// <param name="within">The namespace of the folder.</param>
    internal static IReadOnlyList<Arrow> Read(string folder, string within = "OlConnector")
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(folder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
            .Where(file => file.Path.Contains('/') && !file.Path.Has("^(bin|obj)/")).ToList();
        var rooms = files.Select(file => RoomOf(file.Path)).Distinct().ToList();
        // "Storage.Writer" names a room as a using does; "Lines.Count" in a record with lines does not: the word after the dot has to be a
        // type there.
        var names = string.Join('|', rooms);
        var mention = $@"^using (static |\w+ = )?{Regex.Escape(within)}\.(?<room>{names})[.;]"
            + $@"|(?<![\w.])(?<room>{names})\.(?<type>[A-Z]\w*)";
        return [.. files
            .SelectMany(file => Code(file.Text).Find(mention)
                .Where(found => !found.Groups["type"].Success || IsTypeOf(found.Groups["room"].Value, found.Groups["type"].Value))
                .Select(found => (From: RoomOf(file.Path), To: found.Groups["room"].Value, Place: $"{file.Path}: {found.Value}")))
            .Where(found => found.From != found.To)
            .GroupBy(found => (found.From, found.To))
            .Select(same => new Arrow(same.Key.From, same.Key.To, [.. same.Select(found => found.Place)]))
            .OrderBy(arrow => arrow.From, StringComparer.Ordinal).ThenBy(arrow => arrow.To, StringComparer.Ordinal)];

        bool IsTypeOf(string room, string type) => files.Exists(file => RoomOf(file.Path) == room
            && (file.Text.Has($@"\b(class|record|struct|interface|enum) {type}\b") || file.Path.Split('/').Contains(type)));
    }

    /// <summary>Sets of rooms that know one another in a circle.</summary>
    internal static IReadOnlyList<string> Circles(IReadOnlyList<Arrow> arrows)
    {
        var rooms = arrows.SelectMany(arrow => (string[])[arrow.From, arrow.To]).Distinct().ToList();
        var reached = rooms.ToDictionary(room => room, room => Reach(arrows, room));
        return [.. rooms.Where(room => reached[room].Contains(room))
            .Select(room => string.Join(" ↔ ", reached[room].Where(other => reached[other].Contains(room)).Order(StringComparer.Ordinal)))
            .Distinct()];
    }

    private static HashSet<string> Reach(IReadOnlyList<Arrow> arrows, string from)
    {
        var (seen, open) = (new HashSet<string>(), new Queue<string>([from]));
        while (open.TryDequeue(out var room))
            foreach (var arrow in arrows.Where(arrow => arrow.From == room))
                if (seen.Add(arrow.To)) open.Enqueue(arrow.To);
        return seen;
    }

    private static string RoomOf(string path) => path.Split('/')[0];

    private static string Code(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
}
