using OlConnector.Queue;
using OlConnector.Secrets;
using OlConnector.Web.Access;

namespace OlConnector.Web.Limits;

/// <summary>
/// How many calls of one token are worked on at a time: a program that sends fifty at once waits for itself, and others do not wait for it.
/// Before anything is looked up for them. A call that takes long, because a gateway or a portal does, gives its place on.
/// </summary>
internal sealed class CallTurns(RequestDelegate next, TimeProvider clock)
{
    private const int AtOnce = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Caller> _callers = new(StringComparer.Ordinal);

    /// <summary>Lets the call in when it is its turn.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (BearerToken.Of(http.Request) is not { } token)
        {
            await next(http);
            return;
        }

        var key = SecretKey.Hash(token);
        var caller = Enter(key);
        try
        {
            await caller.Places.RunAsync(() => next(http), http.RequestAborted);
        }
        finally
        {
            Leave(key, caller);
        }
    }

    private Caller Enter(string key)
    {
        lock (_gate)
        {
            if (!_callers.TryGetValue(key, out var caller)) _callers[key] = caller = new Caller(new Places(AtOnce, Longest, clock));
            caller.Calls++;
            return caller;
        }
    }

    private void Leave(string key, Caller caller)
    {
        lock (_gate)
        {
            if (--caller.Calls == 0) _callers.Remove(key);
        }
    }

    private sealed class Caller(Places places)
    {
        internal Places Places { get; } = places;

        /// <summary>Under way and waiting.</summary>
        internal int Calls { get; set; }
    }
}
