using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>Addresses on loopback at which no request can be handed over.</summary>
internal static class DeadEnds
{
    /// <summary>A port on which nobody listens.</summary>
    public static string Refusing()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }
}

/// <summary>Takes connections and says nothing, not even in answer to a TLS greeting: the request itself can never leave.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentServer() => _listener.Start();

    public string HttpsUrl =>
        string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Resolves when somebody has connected and spoken first.</summary>
    public async Task<TcpClient> ConnectedAsync()
    {
        var caller = await _listener.AcceptTcpClientAsync().WaitAsync(ScriptedServer.Patience);
        _ = await caller.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(ScriptedServer.Patience);
        return caller;
    }

    public void Dispose() => _listener.Dispose();
}
