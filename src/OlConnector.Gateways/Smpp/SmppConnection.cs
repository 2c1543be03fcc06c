using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace OlConnector.Gateways.Smpp;

/// <summary>What became of one request.</summary>
internal abstract record SmppReply
{
    private SmppReply() { }

    /// <summary>The SMSC answered.</summary>
    public sealed record Answered(Pdu Answer) : SmppReply;

    /// <summary>No byte of it left.</summary>
    public sealed record NotSent(string Why) : SmppReply;

    /// <summary>It left, or may have, and no answer came.</summary>
    public sealed record Lost(string Why) : SmppReply;
}

/// <summary>One stream to an SMSC: frames, sequence numbers, keep-alive. Knows nothing of messages.</summary>
/// <param name="stream">The open stream; owned.</param>
/// <param name="times">How long things may take.</param>
/// <param name="clock">The house's clock.</param>
/// <param name="deliver">Takes a deliver_sm or data_sm and says the status to answer with.</param>
internal sealed class SmppConnection(Stream stream, SmppTimes times, TimeProvider clock, Func<Pdu, Task<uint>> deliver) : IAsyncDisposable
{
    /// <summary>Deliveries that may wait to be stored; then the SMSC has to wait too.</summary>
    private const int MaxWaiting = 100;

    private readonly ConcurrentDictionary<uint, TaskCompletionSource<SmppReply>> _pending = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Pdu> _deliveries = Channel.CreateBounded<Pdu>(MaxWaiting);
    private int _sequence;
    private long _heardAt = clock.GetTimestamp();
    private int _isClosed;

    /// <summary>Ends when the stream is gone.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Begins to listen.</summary>
    public void Start()
    {
        _ = ListenAsync();
        _ = StoreAsync();
        _ = KeepAliveAsync();
    }

    /// <summary>Sends a request and waits for its answer.</summary>
    public async Task<SmppReply> AskAsync(uint command, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var sequence = (uint)(Interlocked.Increment(ref _sequence) & 0x7FFFFFFF);
        var answer = new TaskCompletionSource<SmppReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[sequence] = answer;
        try
        {
            if (!await WriteAsync(new Pdu(command, 0, sequence, body), ct).WaitAsync(ct))
                return new SmppReply.NotSent("The connection to the SMSC is closed.");
            if (_stop.IsCancellationRequested)
                answer.TrySetResult(new SmppReply.Lost("The connection to the SMSC broke before it answered."));
            return await answer.Task.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return answer.Task is { IsCompletedSuccessfully: true, Result: var late }
                ? late
                : new SmppReply.Lost("The SMSC did not answer in time.");
        }
        finally
        {
            _pending.TryRemove(sequence, out _);
        }
    }

    /// <summary>Says goodbye and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            using var time = new CancellationTokenSource(times.Answer / 5, clock);
            await AskAsync(SmppCommand.Unbind, default, time.Token);
        }

        Close();
    }

    /// <summary>Closes at once; everything under way is lost.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        _stop.Cancel();
        stream.Dispose();
        _deliveries.Writer.TryComplete();
        foreach (var waiting in _pending.Values)
            waiting.TrySetResult(new SmppReply.Lost("The connection to the SMSC broke before it answered."));
        _closed.TrySetResult();
    }

    /// <returns>False when no byte left. After the first byte the only time-out is the connection's end.</returns>
    private async Task<bool> WriteAsync(Pdu pdu, CancellationToken ct)
    {
        try
        {
            await _writing.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            if (_stop.IsCancellationRequested) return false;
            await stream.WriteAsync(pdu.ToBytes(), _stop.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            Close();
        }
        finally
        {
            _writing.Release();
        }

        return true;
    }

    private async Task ListenAsync()
    {
        try
        {
            var head = new byte[4];
            while (true)
            {
                await stream.ReadExactlyAsync(head, _stop.Token);
                var length = BinaryPrimitives.ReadUInt32BigEndian(head);
                if (!Pdu.IsLength(length))
                {
                    await WriteAsync(new Pdu(SmppCommand.GenericNack, SmppStatus.InvalidCommandLength, 0, default), _stop.Token);
                    break;
                }

                var bytes = new byte[length];
                head.CopyTo(bytes, 0);
                await stream.ReadExactlyAsync(bytes.AsMemory(4), _stop.Token);
                _heardAt = clock.GetTimestamp();
                if (Pdu.Read(bytes) is { } pdu && !await HearAsync(pdu)) break;
            }
        }
        catch (Exception failure) when (
            failure is IOException or OperationCanceledException or ObjectDisposedException or ChannelClosedException)
        {
            // The stream ended; whoever waits is told by Close.
        }

        Close();
    }

    /// <summary>False when the peer said goodbye.</summary>
    private async Task<bool> HearAsync(Pdu pdu)
    {
        if (pdu.IsResponse)
        {
            if (_pending.TryRemove(pdu.Sequence, out var waiting)) waiting.TrySetResult(new SmppReply.Answered(pdu));
            return true;
        }

        switch (pdu.Command)
        {
            case SmppCommand.DeliverSm or SmppCommand.DataSm:
                await _deliveries.Writer.WriteAsync(pdu, _stop.Token);
                return true;
            case SmppCommand.EnquireLink:
                await AnswerAsync(pdu, SmppStatus.Ok);
                return true;
            case SmppCommand.Unbind:
                await AnswerAsync(pdu, SmppStatus.Ok);
                return false;
            default:
                await WriteAsync(new Pdu(SmppCommand.GenericNack, SmppStatus.InvalidCommandId, pdu.Sequence, default), _stop.Token);
                return true;
        }
    }

    /// <summary>Deliveries are answered in their order, each after it was stored, and never hold up answers to submits.</summary>
    private async Task StoreAsync()
    {
        await foreach (var pdu in _deliveries.Reader.ReadAllAsync()) await AnswerAsync(pdu, await deliver(pdu));
    }

    private async Task AnswerAsync(Pdu request, uint status)
    {
        // deliver_sm_resp and data_sm_resp carry a message_id, here unused: one zero octet (sections 4.6.2 and 4.7.2).
        ReadOnlyMemory<byte> body = request.Command is SmppCommand.DeliverSm or SmppCommand.DataSm ? new byte[1] : default;
        await WriteAsync(new Pdu(request.Command | SmppCommand.Response, status, request.Sequence, body), _stop.Token);
    }

    private async Task KeepAliveAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var quiet = clock.GetElapsedTime(_heardAt);
            if (quiet < times.Idle)
            {
                await Task.Delay(times.Idle - quiet, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            using var time = new CancellationTokenSource(times.Answer, clock);
            if (await AskAsync(SmppCommand.EnquireLink, default, time.Token) is not SmppReply.Answered) Close();
        }
    }
}
