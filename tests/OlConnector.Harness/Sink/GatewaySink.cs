using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OlConnector.Harness.Sink;

/// <summary>The phone network at the end of the wire: takes sends, remembers them, misbehaves by seed, calls back.</summary>
public sealed partial class GatewaySink : IAsyncDisposable
{
    private static readonly byte[] Endless = new byte[64 * 1024];

    private readonly WireServer _server;
    private readonly SinkCallbacks _callbacks;
    private readonly TimeProvider _clock;
    private readonly Random _chance;
    private readonly Dictionary<string, string> _recorded = [];
    private int _lastId;

    public GatewaySink(SinkJournal journal, int seed, TimeProvider clock)
    {
        (Journal, _chance, _clock) = (journal, new Random(seed), clock);
        _server = new WireServer(AnswerAsync, clock);
        _callbacks = new SinkCallbacks(new Random(seed + 1), clock);
        Array.Fill(Endless, (byte)' ');
        _server.Open();
    }

    /// <summary>What reached it.</summary>
    public SinkJournal Journal { get; }

    /// <summary>How it misbehaves from now on.</summary>
    public FaultPlan Faults { get; set; } = new();

    /// <summary>Base address; a line's own is this and the line's name.</summary>
    public string Url => _server.Url;

    /// <summary>Refuses connections until it is opened again.</summary>
    public void Close() => _server.Close();

    /// <summary>Takes connections again.</summary>
    public void Open() => _server.Open();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _callbacks.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<bool> AnswerAsync(WireRequest request, Stream connection, CancellationToken ct)
    {
        var line = request.Path.Split('/')[1];
        switch (request.Method)
        {
            case "POST" when request.Path.EndsWith("/messages", StringComparison.Ordinal):
                return await TakeAsync(line, request, connection, ct);
            case "POST" when request.Path.EndsWith("/hooks", StringComparison.Ordinal):
                _callbacks.Register(line, JsonDocument.Parse(request.Body).RootElement.GetProperty("url").GetString()!);
                await connection.WriteAsync(WireServer.Reply(200, "{}"), ct);
                return true;
            default:
                await connection.WriteAsync(WireServer.Reply(200, LookUp(request.Query)), ct);
                return true;
        }
    }

    private async Task<bool> TakeAsync(string line, WireRequest request, Stream connection, CancellationToken ct)
    {
        var body = JsonDocument.Parse(request.Body).RootElement;
        var (id, text) = (body.GetProperty("id").GetString()!, body.GetProperty("text").GetString()!);
        var (send, latency, gatewayId) = Record(line, id, text, request.ArrivedAt);
        if (send.IsRecorded) _callbacks.Early(line, gatewayId, id);
        await Task.Delay(latency, _clock, ct);
        var goesOn = await ReplyAsync(send, gatewayId, connection, ct);
        if (send.IsRecorded) _callbacks.Later(line, gatewayId, id);
        return goesOn;
    }

    private (SinkSend Send, TimeSpan Latency, string GatewayId) Record(string line, string id, string text, long arrivedAt)
    {
        lock (_recorded)
        {
            var fault = Faults.Draw(_chance);
            var isRecorded = fault is not (Fault.TooFast or Fault.Busy or Fault.Refused) && (fault != Fault.Mute || _chance.Next(2) == 0);
            var gatewayId = string.Create(CultureInfo.InvariantCulture, $"g{++_lastId}");
            var send = new SinkSend(line, id, OurId().Match(text).Groups["id"].Value, text, arrivedAt, fault, isRecorded);
            if (isRecorded) _recorded[id] = gatewayId;
            Journal.Note(send);
            return (send, Faults.DrawLatency(_chance), gatewayId);
        }
    }

    private async Task<bool> ReplyAsync(SinkSend send, string gatewayId, Stream connection, CancellationToken ct)
    {
        switch (send.Fault)
        {
            case Fault.TooFast:
                return await AnsweredAsync(send, WireServer.Reply(429, """{"code":"TOO_FAST"}""", "Retry-After: 1"), connection, ct);
            case Fault.Busy: return await AnsweredAsync(send, WireServer.Reply(503, """{"code":"BUSY","text":"later"}"""), connection, ct);
            case Fault.Refused:
                return await AnsweredAsync(send,
                    WireServer.Reply(422, """{"code":"NO_SUCH_NUMBER","text":"no such number"}"""), connection, ct);
            case Fault.Mute: return await AnsweredAsync(send, WireServer.Reply(500, ""), connection, ct);
            case Fault.CutAfterRecording: return false;
            case Fault.Hang: return await UntilClosedAsync(connection, ct);
            case Fault.EndlessBody: return await EndlesslyAsync(connection, ct);
            case Fault.ByteASecond: return await SlowlyAsync(WireServer.Reply(201, $$"""{"id":"{{gatewayId}}"}"""), connection, ct);
            default: return await AnsweredAsync(send, WireServer.Reply(201, $$"""{"id":"{{gatewayId}}"}"""), connection, ct);
        }
    }

    /// <summary>The moment is taken before the bytes leave: nobody can have heard the answer earlier.</summary>
    private async Task<bool> AnsweredAsync(SinkSend send, byte[] reply, Stream connection, CancellationToken ct)
    {
        var now = _clock.GetTimestamp();
        await connection.WriteAsync(reply, ct);
        send.AnsweredAt = now;
        return true;
    }

    private static async Task<bool> UntilClosedAsync(Stream connection, CancellationToken ct)
    {
        await connection.ReadExactlyAsync(new byte[1], ct);
        return false;
    }

    private static async Task<bool> EndlesslyAsync(Stream connection, CancellationToken ct)
    {
        await connection.WriteAsync(
            "HTTP/1.1 201 x\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n"u8.ToArray(), ct);
        while (true) await connection.WriteAsync(Endless, ct);
    }

    private async Task<bool> SlowlyAsync(byte[] reply, Stream connection, CancellationToken ct)
    {
        foreach (var octet in reply)
        {
            await connection.WriteAsync(new[] { octet }, ct);
            await Task.Delay(TimeSpan.FromSeconds(1), _clock, ct);
        }

        return true;
    }

    private string LookUp(string query)
    {
        var id = Uri.UnescapeDataString(query.Split('=')[^1]);
        lock (_recorded)
        {
            if (_recorded.TryGetValue(id, out var gatewayId))
                return $$"""{"items":[{"id":"{{gatewayId}}","clientId":"{{id}}","status":"sent"}]}""";
        }

        Journal.NoteDenied(id);
        return """{"items":[]}""";
    }

    [GeneratedRegex(@"id (?<id>\S+) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OurId();
}
