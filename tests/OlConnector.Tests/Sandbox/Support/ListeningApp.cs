using System.Globalization;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Tests.Sandbox.Support;

/// <summary>An app that does nothing but write down what the cloud posts to it.</summary>
internal sealed class ListeningApp : IAsyncDisposable
{
    private LocalSite? _site;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_site!.Port}");

    /// <summary>What it answers.</summary>
    public (int Status, string Body) Answer { get; set; } = (200, """{"status":"accepted"}""");

    public Happenings<AppRequest> Requests { get; } = new("the app");

    public static async Task<ListeningApp> StartAsync()
    {
        var app = new ListeningApp();
        app._site = await LocalSite.StartAsync(0, app.ServeAsync, CancellationToken.None);
        return app;
    }

    public ValueTask DisposeAsync() => _site!.DisposeAsync();

    private async Task ServeAsync(HttpContext http, CancellationToken ct)
    {
        var raw = await OlConnector.Sandbox.Wire.Requests.TextAsync(http, ct);
        Requests.Add(new AppRequest(
            http.Request.Path.Value!, http.Request.QueryString.Value!, http.Request.ContentType, raw,
            http.Request.Headers.UserAgent.ToString(), http.Request.Protocol));
        await OlConnector.Sandbox.Wire.Requests.AnswerAsync(http, Answer.Status, Answer.Body, "text/html; charset=utf-8", ct);
    }
}

internal sealed record AppRequest(string Path, string Query, string? ContentType, string Body, string Agent, string Protocol)
{
    public JObject Form => PhpForm.Parse(Body);
}
