using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>
/// Answers its first request well and offers to keep the connection; every later request it reads and then closes politely, without a word.
/// </summary>
internal sealed class ClosingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly byte[] _answer;
    private readonly Task _serving;
    private int _requests;

    public ClosingServer(Reply.Full answer)
    {
        _answer =
            [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} Fine\r\nContent-Length: {answer.Body.Length}\r\n\r\n"), .. answer.Body];
        _listener.Start();
        _serving = AcceptAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Requests read so far, on all connections.</summary>
    public int Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _serving;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // A listener that was stopped between two calls says so by an InvalidOperationException.
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using var connection = caller;
        try
        {
            var stream = caller.GetStream();
            while (await ReadsRequestAsync(stream) && Interlocked.Increment(ref _requests) == 1)
                await stream.WriteAsync(_answer, _closing.Token);
            caller.Client.Shutdown(SocketShutdown.Send);
            while (await stream.ReadAsync(new byte[256], _closing.Token) > 0) { }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // the test is over, or the caller was quicker
        }
    }

    /// <summary>Reads a head and the body it announces.</summary>
    private async Task<bool> ReadsRequestAsync(NetworkStream stream)
    {
        var read = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, _closing.Token);
            if (count == 0) return false;
            read.Append(Encoding.Latin1.GetString(buffer, 0, count));
            var text = read.ToString();
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && text.Length - end - 4 >= LengthIn(text[..end])) return true;
        }
    }

    private static int LengthIn(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line.Split(':')[1], CultureInfo.InvariantCulture)).FirstOrDefault();
}
