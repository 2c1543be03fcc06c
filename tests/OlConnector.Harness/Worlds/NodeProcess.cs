using System.Diagnostics;
using System.Text.Json;

namespace OlConnector.Harness.Worlds;

/// <summary>A node of the product in a process of its own. It ends when its input ends, so no node outlives the harness.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TimeProvider _clock;
    private readonly TaskCompletionSource<bool> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<string>? _asked;

    private NodeProcess(Process process, string url, TimeProvider clock)
    {
        (_process, Url, _clock) = (process, url, clock);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => _ready.TrySetResult(false);
        process.BeginOutputReadLine();
        if (process.HasExited) _ready.TrySetResult(false);
    }

    /// <summary>Where it listens.</summary>
    public string Url { get; }

    /// <summary>True once it is over.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>How long it took to be ready.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>Processor time that it used so far.</summary>
    public TimeSpan ProcessorTime => _process.TotalProcessorTime;

    /// <summary>Starts it and does not wait.</summary>
    public static NodeProcess Begin(
        NodeSettings settings, string url, string settingsFile, IReadOnlyDictionary<string, string> environment, TimeProvider clock)
    {
        File.WriteAllText(settingsFile, JsonSerializer.Serialize(settings));
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        // Started as `dotnet OlConnector.Harness.dll` the program is dotnet itself and wants to know what to run.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(NodeProcess).Assembly.Location);
        start.ArgumentList.Add("node");
        start.ArgumentList.Add(settingsFile);
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Start();
        return new NodeProcess(process, url, clock);
    }

    /// <summary>Waits until it serves; false when it ended before.</summary>
    public async Task<bool> ReadyAsync()
    {
        var started = _clock.GetTimestamp();
        var ready = await _ready.Task.WaitAsync(LongestStart, _clock);
        StartTook = _clock.GetElapsedTime(started);
        return ready;
    }

    /// <summary>Asks it something and waits for the answer.</summary>
    public async Task<string> AskAsync(string question)
    {
        _asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync(question);
        await _process.StandardInput.FlushAsync();
        return await _asked.Task.WaitAsync(TimeSpan.FromSeconds(20), _clock);
    }

    /// <summary>Ends it without any warning (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) Signals.Kill(_process.Id);
        await EndedAsync();
    }

    /// <summary>Stops it in its tracks (SIGSTOP).</summary>
    public void Freeze() => Signals.Freeze(_process.Id);

    /// <summary>Lets it go on (SIGCONT).</summary>
    public void Thaw() => Signals.Thaw(_process.Id);

    /// <summary>Asks it to stop (SIGTERM) and waits.</summary>
    public async Task StopAsync()
    {
        if (!_process.HasExited) Signals.Terminate(_process.Id);
        await EndedAsync();
    }

    /// <summary>Waits until it is over.</summary>
    public Task EndedAsync() => _process.WaitForExitAsync().WaitAsync(LongestStart, _clock);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line == "ready") _ready.TrySetResult(true);
        else if (line is not null) _asked?.TrySetResult(line);
    }
}
