using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// The messages that a run takes, as SQL. A message goes out again in one run only, however often somebody asks: what fails there is
/// repeated from there. All of a mailing are repeated as often as somebody says so.
/// </summary>
internal static class RunSql
{
    private const string OtherRuns = "SELECT id FROM campaigns WHERE run_of = @campaign";

    private static readonly Dictionary<RestartWhich, (string Count, string Next)> Known =
        Enum.GetValues<RestartWhich>().ToDictionary(which => which, which => (CountOf(which), NextOf(which)));

    /// <summary>Counts them, with the oldest; takes <c>@campaign</c>.</summary>
    internal static string Count(RestartWhich which) => Known[which].Count;

    /// <summary>Finds the next that the run does not have, oldest first.</summary>
    internal static string Next(RestartWhich which) => Known[which].Next;

    /// <summary>What <see cref="Next"/> takes.</summary>
    internal static (string Name, object? Value)[] NextValues(RestartWhich which, Guid campaign, Guid run, int limit) =>
        which == RestartWhich.All
            ? [("campaign", campaign), ("limit", limit), ("run", run)]
            : [("campaign", campaign), ("limit", limit)];

    private static string CountOf(RestartWhich which) =>
        $"SELECT COUNT(*), MIN(sequence) {Kind(which)} {(which == RestartWhich.All ? "" : NotIn(OtherRuns))}";

    private static string NextOf(RestartWhich which) => $"""
        SELECT {MessageRow.Columns} {Kind(which)} {NotIn(which == RestartWhich.All ? "@run" : OtherRuns)} ORDER BY sequence LIMIT @limit
        """;

    /// <summary>An erased message has no recipient any more.</summary>
    private static string Kind(RestartWhich which) => $"""
        FROM messages
         WHERE campaign_id = @campaign AND state IN ({Words(Restarts.StatesOf(which).Select(state => EnumText.Of(state)))})
           AND COALESCE(reason, '') NOT IN ({Words(Restarts.NeverAgain)}) AND raw_to <> ''
        """;

    private static string NotIn(string runs) => $"""
        AND sequence NOT IN (SELECT r.repeat_of FROM messages r WHERE r.campaign_id IN ({runs}) AND r.repeat_of IS NOT NULL)
        """;

    private static string Words(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
