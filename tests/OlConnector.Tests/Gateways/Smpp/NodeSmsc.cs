using System.Diagnostics;
using System.Threading.Channels;
using Newtonsoft.Json.Linq;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways.Smpp;

/// <summary>A test against the npm package <c>smpp</c>. Where it cannot be had the test is shown as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmscFactAttribute : FactAttribute
{
    public SmscFactAttribute()
    {
        if (NodeSmsc.Folder.Value is null)
            Skip = "The npm package smpp cannot be had: install nodejs and npm, and let npm reach its registry.";
    }
}

/// <summary>An SMSC nobody here wrote, on a loopback port of its own.</summary>
internal sealed class NodeSmsc : IAsyncDisposable
{
    /// <summary>Where the package was installed for this run; null where it cannot be had.</summary>
    public static readonly Lazy<string?> Folder = new(Install);

    private readonly Process _node;
    private readonly Channel<JObject> _seen = Channel.CreateUnbounded<JObject>();

    private NodeSmsc(Process node) => _node = node;

    public int Port { get; private set; }

    public static async Task<NodeSmsc> StartAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "smsc.js");
        var node = Process.Start(new ProcessStartInfo("node", [script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            Environment = { ["NODE_PATH"] = Path.Combine(Folder.Value!, "node_modules") },
        })!;
        var smsc = new NodeSmsc(node);
        node.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } json) smsc._seen.Writer.TryWrite(JObject.Parse(json));
        };
        node.BeginOutputReadLine();
        smsc.Port = (int)(await smsc.NextAsync("port"))["port"]!;
        return smsc;
    }

    /// <summary>The next thing it saw that has this name.</summary>
    public async Task<JObject> NextAsync(string name)
    {
        while (true)
        {
            var seen = await _seen.Reader.ReadAsync().AsTask().WaitAsync(ScriptedServer.Patience);
            if ((string?)seen["saw"] == name || seen.ContainsKey(name)) return seen;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _node.Kill();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    private static string? Install()
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("olc-smpp-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            string[] install = ["install", "--no-audit", "--no-fund", "--silent", "smpp@0.5.1"];
            using var npm = Process.Start(new ProcessStartInfo("npm", install) { UseShellExecute = false, WorkingDirectory = folder })!;
            if (npm.WaitForExit(TimeSpan.FromMinutes(1))) return npm.ExitCode == 0 ? folder : null;
            npm.Kill(entireProcessTree: true);
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
