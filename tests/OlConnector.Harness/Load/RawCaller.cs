using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OlConnector.Harness.Load;

/// <summary>
/// Sends bytes as they are, each time over a connection of its own and from another address of
/// the loopback, so that limits per address do not hide what lies behind them.
/// </summary>
internal static class RawCaller
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan HalfARequest = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The answer's status; 0 when the connection was closed without one, or the server rightly waits for the rest of a half request.
    /// </summary>
    internal static async Task<int> SendAsync(string node, byte[] request, Random chance, TimeProvider clock)
    {
        var end = new Uri(node);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            LingerState = new LingerOption(true, 0),
        };
        socket.Bind(new IPEndPoint(new IPAddress([127, (byte)chance.Next(1, 250), (byte)chance.Next(250), (byte)chance.Next(2, 250)]), 0));
        var buffer = new byte[64];
        // What is no request, or half of one, may be left without an answer for as long as the server likes.
        var isWhole = request.AsSpan().IndexOf("Connection: close"u8) >= 0;
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, end.Port);
            // A server may answer and close before it has read everything.
            var sending = socket.SendAsync(request);
            using var patience = new CancellationTokenSource(isWhole ? Patience : HalfARequest, clock);
            var count = await socket.ReceiveAsync(buffer, patience.Token);
            await sending;
            return StatusOf(buffer.AsSpan(0, count));
        }
        catch (Exception broken) when (broken is SocketException || (broken is OperationCanceledException && !isWhole))
        {
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 599;
        }
    }

    private static int StatusOf(ReadOnlySpan<byte> answer) =>
        answer.Length >= 12
        && answer[..5].SequenceEqual("HTTP/"u8)
        && int.TryParse(Encoding.ASCII.GetString(answer[9..12]), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : 0;
}
