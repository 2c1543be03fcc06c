using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>The moment at which an own mailing begins: from now on its recipients become messages.</summary>
internal sealed class MailingBeginning(LineDue lines)
{
    private const string Hold = $"""
        SELECT line_id, settings FROM campaigns WHERE id = @campaign AND stage IN ('draft', 'scheduled') {RowLock.Wait}
        """;

    private const string Begins = """
        UPDATE campaigns SET stage = 'pouring', start_due_at = NULL, started_at = @now, last_arrival_at = @now, is_live = @yes,
               settings = @settings, version = version + 1
         WHERE id = @campaign
        """;

    /// <summary>Begins it, unless that has been done.</summary>
    internal void Begin(WriteTurn turn, Guid campaign, DateTimeOffset now)
    {
        var (line, stored) = turn.First(Hold, row => (row.GuidOrNull(0), row.TextOrNull(1)), ("campaign", campaign));
        if (line is not { } known) return;
        var settings = MailingJson.Read(stored);
        if (settings is { SpreadEvenly: true, EndAt: { } end })
            settings = settings with
            {
                Spread = EvenSpread.GapOf(RecipientBook.CountOf(turn, campaign), OpenTime(turn, known, settings, now, end)),
            };
        turn.Execute(Begins, ("now", now), ("yes", true), ("settings", settings.Text()), ("campaign", campaign));
    }

    /// <summary>How long its line may send for it between two moments.</summary>
    internal TimeSpan OpenTime(WriteTurn turn, Guid line, MailingJson settings, DateTimeOffset from, DateTimeOffset until)
    {
        if (LineRow.Find(turn, new LineId(line)) is not { } row) return TimeSpan.Zero;
        return EvenSpread.OpenTime(lines.PaceOf(row).Window, settings.ToSettings().Window, from, until);
    }
}
