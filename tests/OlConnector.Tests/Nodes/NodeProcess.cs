using System.Diagnostics;
using System.Globalization;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Nodes;

/// <summary>The product as a process of its own, to be stopped as an operator stops it.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<(string Words, TaskCompletionSource Seen)> _awaited = [];
    private readonly List<string> _lines = [];
    private readonly Lock _gate = new();

    private NodeProcess(string folder, int port, IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "OlConnector.dll"));
        var all = new List<(string Name, string Value)>
        {
            ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"), ("DataDirectory", folder),
            ("Bitrix24:ClientId", "app.test"), ("Bitrix24:ClientSecret", "secret"),
            ("Bitrix24:PublicUrl", "https://olc.example.com"),
            ("Bitrix24:AllowInsecurePortals", "true"), ("Outbound:AllowPrivateHosts", "true"),
        };
        all.AddRange(TestDatabase.Settings(folder).Select(pair => (pair.Key, pair.Value!)));
        all.AddRange(settings);
        foreach (var (name, value) in all) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public HttpClient Http { get; }

    /// <summary>All that it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }

    public static async Task<NodeProcess> StartAsync(string folder, params (string Name, string Value)[] settings)
    {
        var node = new NodeProcess(folder, Product.FreePort(), settings);
        var started = node.SaysAsync("Application started");
        node._process.Start();
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        await started;
        return node;
    }

    /// <summary>Finishes when the process has printed a line with these words.</summary>
    public Task SaysAsync(string words)
    {
        lock (_gate)
        {
            if (_lines.Exists(line => line.Contains(words, StringComparison.Ordinal))) return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((words, seen));
            return seen.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Asks it to stop, as systemd and Docker do.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Its exit code, when it has ended.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Http.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_gate)
        {
            _lines.Add(line);
            foreach (var (_, seen) in _awaited.Where(
                awaited => line.Contains(awaited.Words, StringComparison.Ordinal))) seen.TrySetResult();
        }
    }
}
