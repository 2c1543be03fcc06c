using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using OlConnector.Gateways.Smpp;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>What a scripted SMSC does with a request.</summary>
internal abstract record SmscMove
{
    /// <summary>Answers with a status and, to a good submit, an id.</summary>
    public sealed record Answer(uint Status, string Id = "") : SmscMove;

    /// <summary>Says nothing.</summary>
    public sealed record Silence : SmscMove;

    /// <summary>Breaks the connection.</summary>
    public sealed record HangUp : SmscMove;
}

/// <summary>
/// An SMSC on a loopback port that does to the letter what a test says, also what no real one would let itself be made to do.
/// </summary>
internal sealed class ScriptedSmsc : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Stream> _streams = [];
    private readonly Channel<Pdu> _seen = Channel.CreateUnbounded<Pdu>();
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private Stream? _latest;
    private int _id;

    public ScriptedSmsc(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it does with a bind. At first, welcomes it.</summary>
    public Func<Pdu, SmscMove> OnBind { get; set; } = _ => new SmscMove.Answer(0);

    /// <summary>What it does with a submit. At first, takes it and gives it the next number for an id.</summary>
    public Func<ShortMessageBody, SmscMove>? OnSubmit { get; set; }

    /// <summary>What it does with any other request. At first, answers that all is well.</summary>
    public Func<Pdu, SmscMove> OnOther { get; set; } = _ => new SmscMove.Answer(0);

    /// <summary>Waits until the other side has closed a connection.</summary>
    public Task HungUpAsync() => _hungUp.Task.WaitAsync(ScriptedServer.Patience);

    /// <summary>The next request or answer of ours that is this command.</summary>
    public async Task<Pdu> NextAsync(uint command)
    {
        while (true)
        {
            var pdu = await _seen.Reader.ReadAsync().AsTask().WaitAsync(ScriptedServer.Patience);
            if (pdu.Command == command) return pdu;
        }
    }

    /// <summary>True when something like this was seen and not yet asked for.</summary>
    public bool HasSeen(uint command)
    {
        while (_seen.Reader.TryRead(out var pdu))
        {
            if (pdu.Command == command) return true;
        }

        return false;
    }

    /// <summary>The next thing of ours, whatever it is.</summary>
    public Task<Pdu> NextAsync() => _seen.Reader.ReadAsync().AsTask().WaitAsync(ScriptedServer.Patience);

    /// <summary>Delivers on the latest connection.</summary>
    public Task DeliverAsync(ReadOnlyMemory<byte> body, uint sequence = 1) => AskAsync(SmppCommand.DeliverSm, sequence, body);

    /// <summary>Asks for something on the latest connection.</summary>
    public Task AskAsync(uint command, uint sequence, ReadOnlyMemory<byte> body = default) =>
        WriteAsync(_latest!, new Pdu(command, 0, sequence, body));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (var stream in _streams) await stream.DisposeAsync();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            await using var stream = await OpenAsync(client.GetStream());
            _streams.Add(stream);
            _latest = stream;
            while (true)
            {
                var head = new byte[4];
                await stream.ReadExactlyAsync(head);
                var bytes = new byte[System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(head)];
                head.CopyTo(bytes, 0);
                await stream.ReadExactlyAsync(bytes.AsMemory(4));
                var pdu = Pdu.Read(bytes)!;
                var move = MoveFor(pdu);
                if (move is SmscMove.Answer answer)
                    await WriteAsync(stream, new Pdu(pdu.Command | SmppCommand.Response, answer.Status, pdu.Sequence, BodyOf(pdu, answer)));
                _seen.Writer.TryWrite(pdu);
                if (move is SmscMove.HangUp) return;
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
        {
            // The other side is gone, or wants no TLS with us.
            _hungUp.TrySetResult();
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream plain)
    {
        if (_certificate is null) return plain;
        var secured = new SslStream(plain);
        await secured.AuthenticateAsServerAsync(_certificate);
        return secured;
    }

    private SmscMove? MoveFor(Pdu pdu) => pdu.Command switch
    {
        SmppCommand.SubmitSm when OnSubmit is { } script => script(ShortMessageBody.Read(pdu.Body.Span)!),
        SmppCommand.SubmitSm => new SmscMove.Answer(0, $"{Interlocked.Increment(ref _id)}"),
        SmppCommand.BindTransceiver or SmppCommand.BindTransmitter or SmppCommand.BindReceiver => OnBind(pdu),
        _ => pdu.IsResponse ? null : OnOther(pdu),
    };

    private static ReadOnlyMemory<byte> BodyOf(Pdu request, SmscMove.Answer answer) => request.Command switch
    {
        SmppCommand.SubmitSm when answer.Status == 0 => new PduWriter().Text(answer.Id).Body,
        SmppCommand.BindTransceiver or SmppCommand.BindTransmitter or SmppCommand.BindReceiver when answer.Status == 0 =>
            new PduWriter().Text("scripted").Body,
        _ => default,
    };

    private static async Task WriteAsync(Stream stream, Pdu pdu) => await stream.WriteAsync(pdu.ToBytes());
}
