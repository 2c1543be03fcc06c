using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OlConnector.Harness.Sink;

/// <summary>A request that arrived completely.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">Without the question mark.</param>
/// <param name="Body">The whole body.</param>
/// <param name="ArrivedAt">Monotonic moment of its first byte: the strictest one for a gap before it.</param>
public sealed record WireRequest(string Method, string Path, string Query, byte[] Body, long ArrivedAt);

/// <summary>Answers one request by writing to its connection; false closes the connection.</summary>
public delegate Task<bool> WireAnswer(WireRequest request, Stream connection, CancellationToken ct);

/// <summary>
/// The least HTTP/1.1 server: by hand, because a gateway that misbehaves cannot be built on
/// one that is well-behaved. Loopback only; can be closed and opened again.
/// </summary>
public sealed class WireServer(WireAnswer answer, TimeProvider clock) : IAsyncDisposable
{
    private const int LongestHead = 16 * 1024;
    private const int LongestBody = 1024 * 1024;

    private readonly HashSet<TcpClient> _connections = [];
    private readonly CancellationTokenSource _ending = new();
    private TcpListener? _listener;

    /// <summary>The port; the same after it was closed and opened.</summary>
    public int Port { get; private set; }

    /// <summary>Base address.</summary>
    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>Takes connections.</summary>
    public void Open()
    {
        var listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _listener = listener;
        _ = AcceptAsync(listener);
    }

    /// <summary>Refuses connections and cuts those that are open.</summary>
    public void Close()
    {
        _listener?.Stop();
        _listener = null;
        lock (_connections)
        {
            foreach (var connection in _connections) connection.Dispose();
            _connections.Clear();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Close();
    }

    /// <summary>A whole answer as bytes.</summary>
    public static byte[] Reply(int status, string body, params ReadOnlySpan<string> headers)
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n"));
        foreach (var header in headers) head.Append(header).Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. content];
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync(_ending.Token));
        }
        catch (Exception closed) when (closed is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed for a while, or for good.
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        lock (_connections) _connections.Add(connection);
        try
        {
            connection.NoDelay = true;
            var stream = connection.GetStream();
            while (await ReadAsync(stream) is { } request && await answer(request, stream, _ending.Token))
            {
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or FormatException or InvalidOperationException)
        {
            // The other side is gone, or we are.
        }
        finally
        {
            lock (_connections) _connections.Remove(connection);
            connection.Dispose();
        }
    }

    /// <summary>The next request; null when the connection ended before it was complete.</summary>
    private async Task<WireRequest?> ReadAsync(NetworkStream stream)
    {
        var (buffer, filled, arrivedAt) = (new byte[LongestHead], 0, 0L);
        while (true)
        {
            var count = filled < buffer.Length ? await stream.ReadAsync(buffer.AsMemory(filled), _ending.Token) : 0;
            if (count == 0) return null;
            if (filled == 0) arrivedAt = clock.GetTimestamp();
            filled += count;
            var end = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return await WithBodyAsync(stream, Encoding.ASCII.GetString(buffer, 0, end), buffer[(end + 4)..filled], arrivedAt);
        }
    }

    private async Task<WireRequest?> WithBodyAsync(NetworkStream stream, string head, byte[] begun, long arrivedAt)
    {
        var lines = head.Split("\r\n");
        var first = lines[0].Split(' ');
        var target = first[1].Split('?', 2);
        var body = new byte[Math.Min(LongestBody, LengthOf(lines))];
        begun.AsSpan(0, Math.Min(begun.Length, body.Length)).CopyTo(body);
        for (var filled = begun.Length; filled < body.Length;)
        {
            var count = await stream.ReadAsync(body.AsMemory(filled), _ending.Token);
            if (count == 0) return null;
            filled += count;
        }

        return new WireRequest(first[0], target[0], target.Length > 1 ? target[1] : "", body, arrivedAt);
    }

    private static int LengthOf(string[] lines)
    {
        const string name = "Content-Length:";
        var line = Array.Find(lines, line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return line is null ? 0 : int.Parse(line[name.Length..], CultureInfo.InvariantCulture);
    }
}
