using Newtonsoft.Json;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Intake.Spooling;

/// <summary>
/// Stores what lies in the spool as soon as the database takes it, in order. A file goes when all of it is stored; after a crash it is
/// stored again, which changes nothing.
/// </summary>
internal sealed class SpoolReplay(
    Spool spool, Acceptance acceptance, Writer writer, Wakeups wakeups, TimeProvider clock, ILogger<SpoolReplay> log) : BackgroundService
{
    /// <summary>Between attempts while the database is away.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Records of one transaction.</summary>
    private const int Slice = 200;

    private readonly Rounds _rounds = new(clock, Pause, log.SpoolReplayBroke, wakeups.Spooling);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>True while the database takes records.</summary>
    public bool IsReplaying { get; private set; }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _rounds.RunAsync(TryReplayAsync, stoppingToken);

    private async Task<DateTimeOffset?> TryReplayAsync(CancellationToken ct)
    {
        try
        {
            if (spool.IsActive) await ReplayAsync();
        }
        catch (DatabaseAwayException)
        {
            // Still away.
        }
        finally
        {
            IsReplaying = false;
        }

        return spool.IsActive ? clock.GetUtcNow() + Pause : null;
    }

    /// <summary>Stores all that lies there, and what comes meanwhile.</summary>
    public async Task ReplayAsync()
    {
        await _one.WaitAsync();
        try
        {
            do await ReplayOnceAsync();
            while (!spool.TryClose());
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ReplayOnceAsync()
    {
        foreach (var segment in spool.CutOff())
        {
            var read = 0L;
            foreach (var records in SpoolFile.Read(segment).Chunk(Slice))
            {
                await StoreAsync(records);
                read += records.Sum(record => SpoolFile.HeadLength + record.Length);
            }

            spool.Remove(segment, read);
        }
    }

    private async Task StoreAsync(byte[][] records)
    {
        try
        {
            await writer.RunAsync(turn => Array.ForEach(records, record => Store(turn, record)));
            IsReplaying = true;
            wakeups.Composing.Pulse();
        }
        catch (Exception failure) when (failure is not DatabaseAwayException)
        {
            if (records.Length == 1) Reject(records[0], failure);
            else foreach (var record in records) await StoreAsync([record]);
        }
    }

    private void Store(WriteTurn turn, byte[] record)
    {
        var spooled = SpooledMessage.Read(record);
        if (!Acceptance.Takes(turn, spooled.Message.Portal, spooled.Message.Line)) throw new LineGoneException();
        acceptance.Store(turn, spooled.Message, spooled.Id, spooled.AcceptedAt);
    }

    private void Reject(byte[] record, Exception failure)
    {
        // Whoever deleted the line or the portal wanted its messages gone.
        if (failure is LineGoneException) return;
        log.SpooledRejected(failure is JsonException ? "it cannot be read" : failure.GetType().Name);
        spool.Reject(record);
    }

    private sealed class LineGoneException() : Exception("The line is gone.");
}
