using System.Net;
using System.Net.Sockets;

namespace OlConnector.Harness.Worlds;

/// <summary>
/// A wire between a node and its database that can be cut: nothing comes through, nothing is
/// refused, nobody is told. When it heals, what was under way arrives, late.
/// </summary>
public sealed class Forwarder : IDisposable
{
    private readonly TcpListener _listener;
    private readonly int _target;
    private readonly CancellationTokenSource _ending = new();
    private volatile TaskCompletionSource _open = Opened();

    /// <param name="target">The database's port.</param>
    public Forwarder(int target)
    {
        _target = target;
        Port = Ports.Next();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the node connects to.</summary>
    public int Port { get; }

    /// <summary>Stops forwarding.</summary>
    public void Cut() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Forwards again.</summary>
    public void Heal() => _open.TrySetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _listener.Dispose();
        Heal();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = JoinAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The world ends.
        }
    }

    private async Task JoinAsync(TcpClient node)
    {
        using (node)
        using (var database = new TcpClient { NoDelay = true })
        {
            node.NoDelay = true;
            try
            {
                await _open.Task;
                await database.ConnectAsync(IPAddress.Loopback, _target, _ending.Token);
                await Task.WhenAny(PumpAsync(node.GetStream(), database.GetStream()), PumpAsync(database.GetStream(), node.GetStream()));
            }
            catch (Exception broken) when (broken is SocketException or OperationCanceledException or IOException
                or ObjectDisposedException)
            {
                // One end is gone, and the other goes with it.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _ending.Token) is var count and > 0)
            {
                await _open.Task;
                await to.WriteAsync(buffer.AsMemory(0, count), _ending.Token);
            }

            await _open.Task;
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // An end that breaks off while the wire is cut is not heard of before it heals.
            await _open.Task;
        }
    }
}
