using Microsoft.Extensions.Options;
using OlConnector.Bitrix24.Crm;
using OlConnector.Engine;
using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>
/// Reads the number of a robot's message that came without one from the card that its process is about, beside the
/// <see cref="Composer"/>. The number is written down and the message composed like every other; a lease brings it back should this node
/// end meanwhile.
/// </summary>
internal sealed class NumberLookups(
    CardNumbers cards, MessageMoves moves, Writer writer, Wakeups wakeups, IOptionsMonitor<DispatchingOptions> options, TimeProvider clock,
    IHostApplicationLifetime life, ILogger<NumberLookups> log) : IAsyncDisposable
{
    /// <summary>What stands for the number of a card that has none: it is looked for once.</summary>
    internal const string None = "-";

    private const int PortalsAtOnce = 8;
    private const int LongestNumber = 255;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(15);

    private const string Keep = """
        UPDATE messages SET raw_to = @to, compose_after = @now WHERE sequence = @sequence AND state = 'accepted' AND raw_to = ''
        """;

    private readonly SideTasks _running = new();
    private readonly Places _places = new(PortalsAtOnce, LongestTurn, clock);

    /// <summary>True for a message whose number is its card's.</summary>
    internal static bool Wants(AcceptedMessage message) =>
        message.RawTo.Length == 0 && message.Bindings is not null && RobotCalls.IsRobots(message.Row);

    /// <summary>Takes messages that nobody else takes meanwhile. Returns at once.</summary>
    internal void Start(IEnumerable<AcceptedMessage> messages)
    {
        foreach (var portal in messages.GroupBy(message => message.Row.PortalId))
        {
            var batch = portal.ToList();
            _running.Start(() => FindAsync(portal.Key, batch));
        }
    }

    /// <summary>Ends when all that was started so far is finished.</summary>
    internal Task SettleAsync() => _running.SettleAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await SettleAsync();

    private async Task FindAsync(PortalId portal, List<AcceptedMessage> batch)
    {
        try
        {
            await _places.RunAsync(() => LookUpAsync(portal, batch), life.ApplicationStopping);
        }
        catch (Exception failure)
        {
            if (!life.ApplicationStopping.IsCancellationRequested) log.LookupBroke(portal, batch.Count, failure);
        }
    }

    private async Task LookUpAsync(PortalId portal, List<AcceptedMessage> batch)
    {
        var found = await cards.FindAsync(portal, batch.Select(CardOf), life.ApplicationStopping);
        var now = clock.GetUtcNow();
        await writer.RunAsync(turn => batch.ForEach(message => Settle(turn, message, found[CardOf(message)], now)));
        wakeups.Composing.Pulse();
        wakeups.Telling.Pulse();
    }

    private void Settle(WriteTurn turn, AcceptedMessage message, Reading<IReadOnlyList<string>> numbers, DateTimeOffset now)
    {
        if (numbers is Reading<IReadOnlyList<string>>.Known { Value: var known })
        {
            var to = known?.FirstOrDefault(number => number.Length <= LongestNumber) ?? None;
            turn.Execute(Keep, ("to", to), ("now", now), ("sequence", message.Row.Sequence));
            return;
        }

        var after = ((Reading<IReadOnlyList<string>>.Away)numbers).After;
        if (LookupPatience.NextTry(message.Traffic, LookupPatience.Since(turn, message), after, now) is { } next)
            AcceptedMessage.KeepTaken(turn, message.Row.Sequence, next);
        else if (MessageRow.Find(turn, message.Row.Sequence) is { State: MessageState.Accepted } row)
            moves.Hold(
                turn, row, Reason.LookupUnavailable, phone: null, text: null, isGuardCounted: false,
                now + options.CurrentValue.HoldValidity, now);
    }

    private static string CardOf(AcceptedMessage message) => message.Bindings!.Split(',')[0];
}
