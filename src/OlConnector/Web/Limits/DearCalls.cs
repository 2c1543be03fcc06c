using Microsoft.Extensions.Options;
using OlConnector.Engine;
using OlConnector.Web.Access;

namespace OlConnector.Web.Limits;

/// <summary>
/// The few places for calls that cost much. Nobody stands in anybody's way: a portal gets half of them at most, whoever finds none waits
/// in a line of which nobody fills more than a little, and those who wait longest go first.
/// </summary>
internal sealed class DearCalls(IOptionsMonitor<LimitOptions> options, TimeProvider clock)
{
    /// <summary>How long a call waits for its place.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Calls of one caller that run or wait.</summary>
    internal const int OfOneCaller = 8;

    /// <summary>Calls of one portal that run or wait: what they ask for is in memory meanwhile.</summary>
    internal const int OfOnePortal = 24;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _line = new();
    private readonly Dictionary<PortalId, int> _running = [];
    private readonly Dictionary<string, int> _present = new(StringComparer.Ordinal);

    /// <summary>Enters as soon as there is a place; null when it takes too long, or too many of the same wait already.</summary>
    internal async Task<IDisposable?> EnterAsync(Caller caller, CancellationToken ct)
    {
        var mine = new Waiting(this, caller.Portal, $"{caller.Portal} {caller.Actor}");
        lock (_lock)
        {
            if (Present(mine.Caller) >= OfOneCaller || Present(mine.Portal.Value) >= OfOnePortal) return null;
            Count(mine, 1);
            _line.AddLast(mine);
            AdmitNext();
        }

        try
        {
            await mine.Admitted.Task.WaitAsync(Patience, clock, ct);
            return mine;
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            // Leaves the line, or the place that it was given this very moment.
            mine.Dispose();
            if (over is TimeoutException) return null;
            throw;
        }
    }

    private int Places => options.CurrentValue.DearCalls is > 0 and var set ? set : Math.Max(2, Environment.ProcessorCount);

    private int OfPortal => Math.Max(1, Places / 2);

    private void AdmitNext()
    {
        var running = _running.Values.Sum();
        for (var node = _line.First; node is not null && running < Places;)
        {
            var (waiting, next) = (node.Value, node.Next);
            if (_running.GetValueOrDefault(waiting.Portal) < OfPortal)
            {
                _line.Remove(node);
                _running[waiting.Portal] = _running.GetValueOrDefault(waiting.Portal) + 1;
                running++;
                waiting.Admitted.SetResult();
            }

            node = next;
        }
    }

    private void Leave(Waiting one)
    {
        lock (_lock)
        {
            Count(one, -1);
            if (!_line.Remove(one) && --_running[one.Portal] == 0) _running.Remove(one.Portal);
            AdmitNext();
        }
    }

    private int Present(string who) => _present.GetValueOrDefault(who);

    private void Count(Waiting one, int step)
    {
        foreach (var who in (string[])[one.Caller, one.Portal.Value])
        {
            if (Present(who) + step == 0) _present.Remove(who);
            else _present[who] = Present(who) + step;
        }
    }

    /// <summary>One call: in line, then in its place until it is disposed.</summary>
    private sealed class Waiting(DearCalls calls, PortalId portal, string caller) : IDisposable
    {
        private int _left;

        internal PortalId Portal { get; } = portal;
        internal string Caller { get; } = caller;
        internal TaskCompletionSource Admitted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) calls.Leave(this);
        }
    }
}
