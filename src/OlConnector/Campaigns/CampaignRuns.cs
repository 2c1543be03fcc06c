using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Lines;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// Begins runs: what a mailing that is over did not bring to its people goes out again as a mailing of its own, on the same line, with
/// messages of their own, which pass everything that messages pass (product.md §14.5).
/// </summary>
internal sealed class CampaignRuns(AuditTrail audit, CampaignEnd end, DemoAllowance demo, TimeProvider clock)
{
    private const string HoldCampaign = $"SELECT id FROM campaigns WHERE portal_id = @portal AND id = @campaign {RowLock.Wait}";

    private const string IsTaking = "SELECT 1 FROM campaigns WHERE run_of = @campaign AND takes IS NOT NULL LIMIT 1";

    private const string RunIsMoving = """
        SELECT 1 FROM messages m JOIN campaigns c ON c.id = m.campaign_id
         WHERE c.run_of = @campaign AND m.state IN ('accepted', 'held', 'queued', 'dispatching') LIMIT 1
        """;

    private const string TextOf = "SELECT template FROM messages WHERE sequence = @sequence";

    /// <summary>Begins a run in the caller's transaction; its messages are taken over afterwards (<see cref="RunFilling"/>).</summary>
    /// <param name="turn">The transaction.</param>
    /// <param name="found">The mailing.</param>
    /// <param name="which">Which of its messages go out again.</param>
    /// <param name="acknowledge">
    /// Their number, repeated by the person, where people would get the letter again, or they are more than a hundred.
    /// </param>
    /// <param name="actor">Who begins it.</param>
    /// <param name="author">The portal's user who does; null for the author of the mailing.</param>
    internal RunResult Begin(WriteTurn turn, Campaign found, RestartWhich which, int? acknowledge, string actor, string? author)
    {
        var (id, now) = (found.Id, clock.GetUtcNow());
        turn.Query(HoldCampaign, row => row.GetGuid(0), ("portal", found.PortalId), ("campaign", id));
        using var db = turn.OpenDb();
        var campaign = db.Campaigns.Single(row => row.PortalId == found.PortalId && row.Id == id);
        if (which == RestartWhich.RefusedByDemo && campaign.StoppedAt is not null) return new RunResult.Stopped();
        if (which != RestartWhich.RefusedByDemo && !end.Has(turn, campaign, now)) return new RunResult.NotOver();
        if (db.Lines.Single(row => row.PortalId == found.PortalId && row.Id == campaign.LineId).State == LineState.Off)
            return new RunResult.LineOff();
        if (Is(turn, IsTaking, id) || (which == RestartWhich.All && Is(turn, RunIsMoving, id))) return new RunResult.Repeating();
        var (count, first) = turn.First(
            RunSql.Count(which), row => (row.GetInt32(0), row.NumberOrNull(1)), ("campaign", id));
        if (count == 0) return new RunResult.NothingToTake();
        if (demo.ShortageOf(turn, campaign.LineId, count) is { } shortage) return new RunResult.OutOfDemo(shortage);
        if (NeedsAcknowledgement(which, count) && acknowledge != count) return new RunResult.NeedsAcknowledgement(count);

        var text = turn.First(TextOf, row => row.GetString(0), ("sequence", first))!;
        var run = Run(campaign, which, NameOf(turn, campaign, text, now), text, actor, author, now);
        db.Campaigns.Add(run);
        db.SaveChanges();
        audit.Write(
            turn, campaign.PortalId, actor, "campaign restarted", $"{id:N}",
            after: $"{EnumText.Of(which)}, {count} messages, run {run.Id:N}");
        return new RunResult.Begun(run.Id, count);
    }

    private static bool NeedsAcknowledgement(RestartWhich which, int count) =>
        which == RestartWhich.All || count > GuardOptions.MostWithoutAcknowledgement;

    private static bool Is(WriteTurn turn, string sql, Guid campaign) => turn.First(sql, _ => true, ("campaign", campaign));

    /// <summary>
    /// The letter's skeleton goes along, so that what is a client's data stays so. Its text is one of its own messages': an erasure of that
    /// client's number finds it.
    /// </summary>
    private Campaign Run(
        Campaign campaign, RestartWhich which, string name, string text, string actor, string? author, DateTimeOffset now) => new()
        {
            PortalId = campaign.PortalId,
            Id = NewKey.At(clock),
            LineId = campaign.LineId,
            Kind = campaign.Kind,
            Name = name,
            Rank = campaign.Rank,
            StartedAt = now,
            LastArrivalAt = now,
            Author = author ?? campaign.Author,
            FirstText = text,
            Skeleton = campaign.Skeleton,
            Settings = (MailingJson.Read(campaign.Settings) with { EndAt = null, SpreadEvenly = null, Spread = null }).Text(),
            RunOf = campaign.Id,
            Takes = which,
            RunBy = actor,
        };

    /// <summary>A name that a person gave is the run's too; any other tells when the run began.</summary>
    private static string NameOf(WriteTurn turn, Campaign campaign, string text, DateTimeOffset now) =>
        CampaignName.WithoutText(campaign.Name) == campaign.Name ? campaign.Name : MailingName.Of(turn, campaign.LineId, now, text);
}
