using System.Net;
using System.Net.Sockets;

namespace OlConnector.Harness.Worlds;

/// <summary>
/// Ports that stay free while a node is down: below the range from which the system gives ports away to outgoing connections.
/// </summary>
internal static class Ports
{
    private const int First = 21_000;
    private const int Span = 9_000;

    private static int lastGiven = Environment.ProcessId * 37 % Span;

    /// <summary>A port that nobody listens on; each is given once.</summary>
    internal static int Next()
    {
        while (true)
        {
            var port = First + Interlocked.Increment(ref lastGiven) % Span;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody's; the next one.
            }
        }
    }
}
