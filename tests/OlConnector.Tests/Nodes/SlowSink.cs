using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OlConnector.Tests.Nodes;

/// <summary>A gateway of the sandbox's wire that takes messages and answers when the test says so.</summary>
internal sealed class SlowSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _taken = new();

    private SlowSink()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        _app = builder.Build();
        _app.Map("/{**path}", TakeAsync);
    }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Sends that reached it.</summary>
    public int Taken => _taken.Count;

    /// <summary>Finishes when the first send has reached it.</summary>
    public Task ArrivedAsync() => _arrived.Task.WaitAsync(TimeSpan.FromMinutes(2));

    public static async Task<SlowSink> StartAsync()
    {
        var sink = new SlowSink();
        await sink._app.StartAsync();
        return sink;
    }

    /// <summary>Answers what waits, and from now on at once.</summary>
    public void Answer() => _answer.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Answer();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http)
    {
        // The line tells its hook, and looks its messages up: neither is a send.
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Path != "/messages")
        {
            http.Response.StatusCode = HttpMethods.IsPost(http.Request.Method) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            return;
        }

        _taken.Enqueue(http.Request.Path);
        _arrived.TrySetResult();
        await _answer.Task.WaitAsync(http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status201Created;
        await http.Response.WriteAsJsonAsync(new { id = $"s{_taken.Count}" });
    }
}
