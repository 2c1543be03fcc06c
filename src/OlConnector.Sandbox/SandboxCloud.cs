using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using OlConnector.Sandbox.Authorization;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Phones;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox;

/// <summary>
/// A Bitrix24 cloud and a phone network on loopback: an authorization server, portals and phones, each on a port of its own.
/// It knows the wire protocols only and shares nothing with the product it hosts.
/// </summary>
public sealed class SandboxCloud : IAsyncDisposable
{
    private readonly TimeProvider _clock;
    private readonly Chance _chance;
    private readonly AppCaller _caller = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _background = [];
    private readonly ConcurrentDictionary<string, SandboxPortal> _portals = new(StringComparer.Ordinal);
    private readonly List<SandboxPortal> _inOrder = [];

    private SandboxCloud(SandboxOptions options, TimeProvider clock)
    {
        (Options, _clock, _chance) = (options, clock, new Chance(options.Seed));
        Authorization = new AuthorizationServer(
            options, clock, new TokenBook(clock, _chance), member => _portals.GetValueOrDefault(member));
        Phones = new PhoneNetwork(options, clock, new Chance(options.Seed + 1), _caller, InBackground);
    }

    /// <summary>What the sandbox was started with. <see cref="SandboxOptions.AppUrl"/> may be set later.</summary>
    public SandboxOptions Options { get; }

    /// <summary>The clock of this world.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>The authorization server.</summary>
    public AuthorizationServer Authorization { get; }

    /// <summary>The phone network.</summary>
    public PhoneNetwork Phones { get; }

    /// <summary>All portals in the order they came.</summary>
    public IReadOnlyList<SandboxPortal> Portals
    {
        get
        {
            lock (_inOrder)
                return [.. _inOrder];
        }
    }

    /// <summary>The main portal.</summary>
    public SandboxPortal Portal => Portals[0];

    /// <summary>The page for people: the main portal's own address, because the app may be framed by it only.</summary>
    public string BaseUrl => Portal.BaseUrl;

    /// <summary>Problems of background work, which would otherwise be silent; empty in good health.</summary>
    public ConcurrentQueue<Exception> Problems { get; } = new();

    /// <summary>Binds every port and seeds the portals.</summary>
    /// <exception cref="IOException">A wanted port is taken.</exception>
    public static async Task<SandboxCloud> StartAsync(SandboxOptions options, TimeProvider clock, CancellationToken ct = default)
    {
        var cloud = new SandboxCloud(options, clock);
        await cloud.Authorization.StartAsync(ct);
        await cloud.Phones.ComeUpAsync(ct);
        foreach (var (index, seed) in options.Portals.Index())
            await cloud.AddPortalAsync(seed, options.PortalPort == 0 ? 0 : options.PortalPort + index, ct);
        return cloud;
    }

    /// <summary>One more portal.</summary>
    public async Task<SandboxPortal> AddPortalAsync(PortalSeed seed, int port = 0, CancellationToken ct = default)
    {
        var portal = new SandboxPortal(this, seed, _clock, new Chance(SeedOf(seed.MemberId)), _caller);
        SeededSegments.Fill(portal, Options.Clients, new Chance(SeedOf(seed.MemberId) + 1));
        await portal.OpenAsync(port, ct);
        _portals[portal.MemberId] = portal;
        lock (_inOrder)
            _inOrder.Add(portal);
        return portal;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var portal in Portals)
            await portal.DisposeAsync();
        await Phones.DisposeAsync();
        await Authorization.DisposeAsync();
        Task[] left;
        lock (_background)
            left = [.. _background];
        await Task.WhenAll(left);
        _caller.Dispose();
        _closing.Dispose();
    }

    internal Task ServePageAsync(SandboxPortal portal, HttpContext http, CancellationToken ct) =>
        Page.PageSite.ServeAsync(this, portal, http, ct);

    /// <summary>Work that nobody awaits ends with the sandbox, and its problems are kept.</summary>
    internal void InBackground(Func<CancellationToken, Task> work)
    {
        lock (_background)
        {
            _background.RemoveAll(task => task.IsCompleted);
            _background.Add(RunAsync(work));
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_closing.Token);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return;
        }
        catch (Exception problem)
        {
            Problems.Enqueue(problem);
        }
    }

    // String.GetHashCode differs per process; seeds must not.
    private int SeedOf(string text) => text.Aggregate(Options.Seed, (hash, letter) => unchecked(hash * 31 + letter));
}
