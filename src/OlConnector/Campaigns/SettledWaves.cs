using System.Data.Common;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Waves that were decided when the mailing was prepared. Nobody knows how many messages will come: a wave grows with what the guard holds,
/// and when it is full, or has left, the next one begins a pause later.
/// </summary>
internal sealed class SettledWaves(Wakeups wakeups)
{
    /// <summary>In the audit and beside the wave: it was planned by the mailing's own settings.</summary>
    internal const string Actor = "system";

    private const string Last = """
        SELECT number, at FROM campaign_waves WHERE portal_id = @portal AND campaign_id = @campaign ORDER BY number DESC LIMIT 1
        """;

    /// <summary>A wave that is just being released takes no more; who waits for its row finds it done.</summary>
    private const string Grow = """
        UPDATE campaign_waves SET size = size + 1
         WHERE portal_id = @portal AND campaign_id = @campaign AND number = @number AND state = 'planned' AND size < @most
        """;

    private const string Begin = $"""
        INSERT INTO campaign_waves (portal_id, campaign_id, number, size, at, released, state, actor)
        VALUES (@portal, @campaign, @number, 1, @at, 0, 'planned', '{Actor}')
        """;

    private const string SettingsOf = $"SELECT settings FROM campaigns WHERE id = @campaign AND settings IS NOT NULL {RowLock.Wait}";
    private const string SetSettings = "UPDATE campaigns SET settings = @settings, version = version + 1 WHERE id = @campaign";

    /// <summary>No more waves come of the mailing's settings: a person decides again.</summary>
    internal static void Forget(WriteTurn turn, Guid campaign)
    {
        var settings = MailingJson.Read(turn.First(SettingsOf, row => row.GetString(0), ("campaign", campaign)));
        if (settings.Waves is not null)
            turn.Execute(SetSettings, ("settings", (settings with { Waves = null }).Text()), ("campaign", campaign));
    }

    /// <summary>Gives one held message its place; answers when its wave begins, or null when there are as many waves as may be.</summary>
    internal DateTimeOffset? Place(WriteTurn turn, PortalId portal, Guid campaign, MailingWaves plan, DateTimeOffset now)
    {
        var last = turn.First(Last, LastWave.Read, ("portal", portal), ("campaign", campaign));
        if (last is not null && turn.Execute(
                Grow, ("portal", portal), ("campaign", campaign), ("number", last.Number), ("most", plan.Size)) == 1)
            return last.At;
        if (last?.Number >= WavePlan.MostWaves) return null;
        var at = (last?.At > now ? last.At : now) + plan.Gap;
        turn.Execute(Begin, ("portal", portal), ("campaign", campaign), ("number", (last?.Number ?? 0) + 1), ("at", at));
        wakeups.Releasing.Pulse();
        return at;
    }

    private sealed record LastWave(int Number, DateTimeOffset At)
    {
        internal static LastWave Read(DbDataReader row) => new(row.GetInt32(0), row.Moment(1));
    }
}
