using Microsoft.Extensions.Options;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>Once a minute: what waited too long expires, finished campaigns leave the look-up for heads, old records go.</summary>
internal sealed class Housekeeping(
    Writer writer, BulkMoves slices, Leases leases, NumberBook numbers, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AnswersKept = TimeSpan.FromHours(24);
    private static readonly TimeSpan ParkedKept = TimeSpan.FromDays(7);

    private const string Expired = $"""
        SELECT {MessageRow.Columns} FROM messages
         WHERE state IN ('accepted', 'held', 'queued') AND expires_at <= @now AND (state = 'held') = @held
         ORDER BY expires_at LIMIT @limit
        """;

    private const string FinishCampaigns = """
        UPDATE campaigns SET is_live = @no
         WHERE is_live AND last_arrival_at < @before
           AND NOT EXISTS (SELECT 1 FROM messages m
                            WHERE m.campaign_id = campaigns.id AND m.state IN ('accepted', 'held', 'queued', 'dispatching'))
        """;

    private const string ForgetAnswers = "DELETE FROM idempotent_answers WHERE at < @before";
    private const string ForgetParked = "DELETE FROM parked_callbacks WHERE at < @before";

    private readonly Rounds _rounds = new(clock, Every, log.WatchBroke);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.CurrentValue.Enabled ? _rounds.RunAsync(TryTidyAsync, stoppingToken) : Task.CompletedTask;

    private async Task<DateTimeOffset?> TryTidyAsync(CancellationToken ct)
    {
        if (await leases.TryTakeAsync(Leases.NoPortal, "housekeeping", Every)) await TidyAsync();
        return clock.GetUtcNow() + Every;
    }

    /// <summary>One round.</summary>
    public async Task TidyAsync()
    {
        var now = clock.GetUtcNow();
        await slices.EndAllAsync(Expired, MessageState.Expired, Reason.Validity, "system", ("now", now), ("held", false));
        await slices.EndAllAsync(Expired, MessageState.Expired, Reason.HoldExpired, "system", ("now", now), ("held", true));
        await numbers.ForgetOldAsync();
        await writer.RunAsync(turn =>
        {
            turn.Execute(FinishCampaigns, ("no", false), ("before", now - AnswersKept));
            turn.Execute(ForgetAnswers, ("before", now - AnswersKept));
            KeptCallbacks.ForgetOld(turn, now);
            Conversations.ForgetOld(turn, now);
            HeardReplies.ForgetOld(turn, now);
            ClientReplies.ForgetOld(turn, now);
            turn.Execute(ForgetParked, ("before", now - ParkedKept));
        });
    }
}
