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
    /// <summary>
    /// What the demo refused and a run may bring to its people: in no run yet, of a mailing that nobody stopped, to somebody who has not
    /// got the letter in another way meanwhile, be it that the mailing reached them by another message or was begun anew. As a condition
    /// over <c>messages</c>; the words stand as the index of refused messages has them.
    /// </summary>
    internal const string RefusedByDemo = """
        state = 'failed' AND reason IN ('DEMO_QUOTA', 'LINE_EXPIRED') AND raw_to <> ''
        AND NOT EXISTS (SELECT 1 FROM messages r WHERE r.repeat_of = messages.sequence)
        AND NOT EXISTS (SELECT 1 FROM campaigns c WHERE c.id = messages.campaign_id AND c.stopped_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM messages o
                         WHERE o.portal_id = messages.portal_id AND o.phone = messages.phone AND o.sequence <> messages.sequence
                           AND o.traffic = 'marketing'
                           AND o.state NOT IN ('suppressed', 'failed', 'cleared', 'expired', 'stopped', 'undelivered')
                           AND (o.campaign_id = messages.campaign_id
                                OR o.text = messages.text AND o.accepted_at >= messages.accepted_at))
        """;

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

    private static string CountOf(RestartWhich which) => $"SELECT COUNT(*), MIN(sequence) {Kind(which)} {which switch
    {
        RestartWhich.All or RestartWhich.RefusedByDemo => "",
        _ => NotIn(OtherRuns),
    }}";

    private static string NextOf(RestartWhich which) => $"SELECT {MessageRow.Columns} {Kind(which)} {which switch
    {
        RestartWhich.All => NotIn("@run"),
        RestartWhich.RefusedByDemo => "",
        _ => NotIn(OtherRuns),
    }} ORDER BY sequence LIMIT @limit";

    /// <summary>An erased message has no recipient any more.</summary>
    private static string Kind(RestartWhich which) => which == RestartWhich.RefusedByDemo
        ? $"FROM messages WHERE campaign_id = @campaign AND {RefusedByDemo}"
        : $"""
        FROM messages
         WHERE campaign_id = @campaign AND state IN ({Words(Restarts.StatesOf(which).Select(state => EnumText.Of(state)))})
           AND COALESCE(reason, '') NOT IN ({Words(Restarts.NeverAgain)}) AND raw_to <> ''
        """;

    private static string NotIn(string runs) => $"""
        AND sequence NOT IN (SELECT r.repeat_of FROM messages r WHERE r.campaign_id IN ({runs}) AND r.repeat_of IS NOT NULL)
        """;

    private static string Words(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
