using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>Keeps count of the campaigns that marketing messages belong to.</summary>
internal sealed class CampaignBook(IOptionsMonitor<CampaignOptions> options, TimeProvider clock)
{
    private const string Grow =
        "UPDATE campaigns SET size = size + 1 WHERE id = @id RETURNING size, settings, warn_told_at, guard_told_at";

    private const string Tell = """
        UPDATE campaigns SET warn_told_at = COALESCE(warn_told_at, @now), guard_told_at = CASE WHEN @acts THEN @now ELSE guard_told_at END
         WHERE id = @id
        """;

    private const string Guarded =
        "UPDATE campaigns SET is_held_by_guard = @yes, version = version + 1 WHERE id = @id AND is_held_by_guard <> @yes";

    private const string Queued =
        $"SELECT {MessageRow.Columns} FROM messages WHERE campaign_id = @campaign AND state = 'queued' ORDER BY sequence";

    private const string HeldFor =
        "SELECT 1 FROM messages WHERE line_id = @line AND campaign_id = @campaign AND state = 'held' AND reason = @reason LIMIT 1";

    private const string RunBy = "SELECT run_by FROM campaigns WHERE id = @id";

    private const string EndOf = "SELECT stopped_at, valid_until FROM campaigns WHERE id = @id";

    /// <summary>A message as recognition sees it. Costs as much as reading the text: not to be done in the writer's turn.</summary>
    /// <param name="message">A marketing message, its marker cut out.</param>
    /// <param name="marker">The marker's code.</param>
    /// <param name="phone">Its recipient's digits; null when they are no number.</param>
    internal ArrivedMessage Read(AcceptedMessage message, string? marker, string? phone)
    {
        var until = LetterSorting.UntilOf(message.Row.AcceptedAt, options.CurrentValue, clock.GetUtcNow());
        return new ArrivedMessage(LetterText.Of(message.Template), phone ?? message.RawTo, until, message.Author, marker);
    }

    /// <summary>Begins to sort messages into mailings.</summary>
    /// <param name="turn">The transaction, which holds their lines.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="lease">How long the messages are the caller's.</param>
    internal LetterSorting SortingIn(WriteTurn turn, DateTimeOffset now, DateTimeOffset lease) =>
        new(turn, options.CurrentValue, clock, now, lease);

    /// <summary>One more message that counts for the guard; answers how large the campaign is with it.</summary>
    internal GrownMailing Grown(WriteTurn turn, Guid campaign) => turn.First(
        Grow,
        row => new GrownMailing(row.GetInt32(0), MailingJson.SettingsOf(row.TextOrNull(1)), !row.IsDBNull(2), !row.IsDBNull(3)),
        ("id", campaign))!;

    /// <summary>People are told now, and not again, that it is larger than advised, or that the guard acts.</summary>
    internal void MarkTold(WriteTurn turn, Guid campaign, bool acts, DateTimeOffset now) =>
        turn.Execute(Tell, ("acts", acts), ("now", now), ("id", campaign));

    /// <summary>The guard holds something of this campaign.</summary>
    internal void MarkGuarded(WriteTurn turn, Guid campaign) => turn.Execute(Guarded, ("yes", true), ("id", campaign));

    /// <summary>What a guard that holds all takes out of the queue.</summary>
    internal List<MessageRow> QueuedOf(WriteTurn turn, Guid campaign) => turn.Query(Queued, MessageRow.Read, ("campaign", campaign));

    /// <summary>True when a message of this campaign waits for a person for this reason.</summary>
    internal bool Holds(WriteTurn turn, LineId line, Guid campaign, string reason) =>
        turn.First(HeldFor, _ => true, ("line", line), ("campaign", campaign), ("reason", reason));

    /// <summary>Why nothing of the campaign leaves any more: a stop, or its time is over; null when it may.</summary>
    internal string? EndedBy(WriteTurn turn, Guid campaign, DateTimeOffset now)
    {
        var (stopped, validUntil) = turn.First(EndOf, row => (row.MomentOrNull(0), row.MomentOrNull(1)), ("id", campaign));
        return stopped is not null ? Reason.CampaignStopped : validUntil <= now ? Reason.Validity : null;
    }

    /// <summary>True when a person has the campaign send again what went to the same people before.</summary>
    internal bool IsRun(WriteTurn turn, Guid campaign) => turn.First(RunBy, row => !row.IsDBNull(0), ("id", campaign));
}
