using OlConnector.Engine;
using OlConnector.Storage;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Access;

/// <summary>Reads the lines that a user or token is to be limited to. Whoever is limited themselves can name none but their own.</summary>
internal static class LineChoice
{
    private const int MostLines = 1000;

    /// <summary>Checks that every id is a line that exists for the caller; null from <paramref name="lines"/> means all.</summary>
    internal static Refusal? TryRead(OlConnectorDb db, Caller caller, IReadOnlyList<string>? ids, out IReadOnlySet<LineId>? lines)
    {
        lines = null;
        if (ids is null) return caller.IsLimited ? Refuse.MoreThanHeld("lines") : null;
        if (ids.Count > MostLines)
            return Refuse.Invalid("lines", new Said(
                $"В lines — не больше {MostLines} линий.",
                $"lines names at most {MostLines} lines."));
        var known = db.Lines.Where(line => line.PortalId == caller.Portal).Select(line => line.Id).ToHashSet();
        known.RemoveWhere(line => !caller.Sees(line));
        var chosen = new HashSet<LineId>();
        foreach (var (index, id) in ids.Index())
        {
            if (!Guid.TryParse(id, out var key) || !known.Contains(new LineId(key)))
                return new Refusal(400, "unknown_line", new Said(
                    "В lines — идентификаторы линий этого портала; null — все.",
                    "lines names lines of this portal by their ids; null for all."), $"lines[{index}]");
            chosen.Add(new LineId(key));
        }

        lines = chosen;
        return null;
    }
}
