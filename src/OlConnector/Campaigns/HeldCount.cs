using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>How much a campaign holds, and how much of it a release lets go.</summary>
/// <param name="Again">Which holds a release cannot end.</param>
/// <param name="Free">So many would go on.</param>
/// <param name="Stuck">So many would only be held again, by reason.</param>
internal sealed record HeldCount(HeldAgain Again, int Free, IReadOnlyDictionary<string, int> Stuck)
{
    /// <summary>Those that would go on, oldest first; takes <see cref="HeldAgain.Excluded"/> too.</summary>
    internal const string Releasable = $"SELECT {MessageRow.Columns} {Oldest}";

    private const string Oldest = $"""
        FROM messages
         WHERE campaign_id = @campaign AND state = 'held' AND sequence > @after
           AND {HeldAgain.Kind} NOT IN (@workflow, @template, @spintax, @missing, @age, @risk)
         ORDER BY sequence LIMIT @limit
        """;

    private const string WithoutUnit = $"""
        SELECT COUNT(*) FROM (SELECT has_demo_unit {Oldest}) AS oldest WHERE NOT oldest.has_demo_unit
        """;

    private const string Counts = $"""
        SELECT {HeldAgain.Kind}, COUNT(*) FROM messages WHERE campaign_id = @campaign AND state = 'held' GROUP BY {HeldAgain.Kind}
        """;

    /// <summary>So many would stay.</summary>
    internal int Staying => Stuck.Values.Sum();

    /// <summary>How many of the oldest that would go on have no unit of the demo yet.</summary>
    internal int NeedingUnit(WriteTurn turn, Guid campaign, int wanted) => turn.First(
        WithoutUnit, row => row.GetInt32(0), [("campaign", campaign), ("limit", wanted), ("after", 0L), .. Again.Excluded]);

    /// <summary>Counts what a campaign holds now.</summary>
    /// <param name="turn">The transaction.</param>
    /// <param name="portal">Whose rules say what would be held again.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="wish">How it would be composed; null when nothing is said about it.</param>
    /// <param name="passesAge">Whether those count too that an administrator alone may release.</param>
    /// <param name="passesRisk">Whether those count too that are held for their risk.</param>
    internal static HeldCount Of(
        WriteTurn turn, PortalId portal, Guid campaign, ReleaseAs? wish, bool passesAge, bool passesRisk)
    {
        var again = HeldAgain.Of(turn, portal, wish, passesAge, passesRisk);
        var held = turn.Query(Counts, row => (Reason: row.GetString(0), Count: row.GetInt32(1)), ("campaign", campaign));
        var stuck = held.Where(kind => again.Is(kind.Reason)).ToDictionary(kind => kind.Reason, kind => kind.Count, StringComparer.Ordinal);
        return new HeldCount(again, held.Sum(kind => kind.Count) - stuck.Values.Sum(), stuck);
    }
}
