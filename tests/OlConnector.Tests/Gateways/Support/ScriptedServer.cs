using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>A gateway's server of our own making: real HTTP on loopback, which answers by script and remembers what it was asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>Real time after which a test gives up waiting for something that should have happened at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock;
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Reply> _next = new();
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private readonly Channel<SeenRequest> _arrived = Channel.CreateUnbounded<SeenRequest>();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<int> _drips = Channel.CreateUnbounded<int>();

    private ScriptedServer(TimeProvider clock, WebApplication app) => (_clock, _app) = (clock, app);

    /// <summary>Its address without a slash at the end.</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Answers whatever no queued reply is there for.</summary>
    public Func<SeenRequest, Reply> Usually { get; set; } = _ => new Reply.Full(404, "nothing scripted");

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    /// <summary>Resolves when the caller has turned away from a <see cref="Reply.Endless"/>.</summary>
    public Task LeftAsync() => _left.Task.WaitAsync(Patience);

    public static async Task<ScriptedServer> StartAsync(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestLineSize = 64 * 1024);
        var server = new ScriptedServer(clock, builder.Build());
        server._app.Run(server.ServeAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Scripts the next answers, in order.</summary>
    public void Next(params IEnumerable<Reply> replies)
    {
        foreach (var reply in replies) _next.Enqueue(reply);
    }

    /// <summary>Resolves when a request has arrived (its body read, unless the script hangs before that).</summary>
    public async Task<SeenRequest> ArrivedAsync() => await _arrived.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Resolves when another byte of a dripping answer has left and the next one waits for the clock.</summary>
    public async Task DrippedAsync() => await _drips.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext http)
    {
        var isQueued = _next.TryDequeue(out var reply);
        var request = await SeenRequest.ReadAsync(http.Request, withBody: reply is not Reply.HangUnread);
        _seen.Enqueue(request);
        reply = isQueued ? reply! : Usually(request);
        _arrived.Writer.TryWrite(request);
        try
        {
            await AnswerAsync(http, reply);
        }
        catch (OperationCanceledException)
        {
            // the caller went away, as many of these scripts want it to
        }
    }

    private Task AnswerAsync(HttpContext http, Reply reply) => reply switch
    {
        Reply.Full full => FullAsync(http, full),
        Reply.Hang or Reply.HangUnread => Task.Delay(Timeout.InfiniteTimeSpan, _clock, http.RequestAborted),
        Reply.Cut cut => CutAsync(http, cut),
        Reply.Endless endless => EndlessAsync(http, endless),
        Reply.Drip drip => DripAsync(http, drip),
        _ => throw new InvalidOperationException(),
    };

    private static async Task FullAsync(HttpContext http, Reply.Full reply)
    {
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) http.Response.Headers[name] = value;
        await http.Response.Body.WriteAsync(reply.Body, http.RequestAborted);
    }

    private static async Task CutAsync(HttpContext http, Reply.Cut reply)
    {
        if (reply.Status != 0)
        {
            http.Response.StatusCode = reply.Status;
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{\"id", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }

        http.Abort();
    }

    private async Task EndlessAsync(HttpContext http, Reply.Endless reply)
    {
        http.Response.StatusCode = reply.Status;
        var chunk = Encoding.ASCII.GetBytes(new string(' ', 16 * 1024));
        try
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
        }
        finally
        {
            // Nothing else ends it: who still waited for a word about the end of the request could miss it.
            _left.TrySetResult();
        }
    }

    private async Task DripAsync(HttpContext http, Reply.Drip reply)
    {
        http.Response.StatusCode = reply.Status;
        foreach (var octet in Enumerable.Repeat((byte)' ', 1000))
        {
            await http.Response.Body.WriteAsync(new[] { octet }, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            var pause = Task.Delay(TimeSpan.FromSeconds(1), _clock, http.RequestAborted);
            _drips.Writer.TryWrite(1);
            await pause;
        }
    }
}

/// <summary>How the server answers one request.</summary>
internal abstract record Reply
{
    public static Full Json(int status, string body, params (string, string)[] headers) =>
        new(status, Encoding.UTF8.GetBytes(body), [("Content-Type", "application/json"), .. headers]);

    public static Full Text(int status, string body) =>
        new(status, Encoding.UTF8.GetBytes(body), [("Content-Type", "text/plain; charset=utf-8")]);

    /// <summary>A redirect, never to be followed.</summary>
    public static Full Redirect(int status, string location) => new(status, [], [("Location", location)]);

    /// <summary>A whole answer.</summary>
    internal sealed record Full(int Status, byte[] Body, (string Name, string Value)[] Headers) : Reply
    {
        public Full(int status, string body) : this(status, Encoding.UTF8.GetBytes(body), []) { }
    }

    /// <summary>Reads the request and never answers.</summary>
    internal sealed record Hang : Reply;

    /// <summary>Takes the head of the request, never reads the body, never answers.</summary>
    internal sealed record HangUnread : Reply;

    /// <summary>Resets the connection: before any answer (status 0) or in the middle of a body.</summary>
    internal sealed record Cut(int Status = 0) : Reply;

    /// <summary>A body without an end.</summary>
    internal sealed record Endless(int Status) : Reply;

    /// <summary>A byte per second of the test's clock.</summary>
    internal sealed record Drip(int Status) : Reply;
}
