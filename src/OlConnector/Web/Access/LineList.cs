using OlConnector.Engine;

namespace OlConnector.Web.Access;

/// <summary>The lines a user or token is limited to, as the database keeps them: comma-separated ids, null for all.</summary>
internal static class LineList
{
    /// <summary>Reads a stored list.</summary>
    internal static IReadOnlySet<LineId>? Read(string? stored) =>
        stored?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => new LineId(Guid.Parse(id))).ToHashSet();

    /// <summary>The ids as the API shows them; null for all.</summary>
    internal static IReadOnlyList<string>? Show(string? stored) =>
        Read(stored)?.Select(line => line.ToString()).Order(StringComparer.Ordinal).ToList();

    /// <summary>The list as it is stored.</summary>
    internal static string? Write(IEnumerable<LineId>? lines) => lines is null ? null : string.Join(',', lines);
}
