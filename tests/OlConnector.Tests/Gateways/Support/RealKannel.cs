using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>A test against a real Kannel. Where it is missing the test is shown as skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KannelFactAttribute : FactAttribute
{
    public KannelFactAttribute()
    {
        if (!RealKannel.IsInstalled)
            Skip = "Kannel is not installed: install the packages kannel and kannel-extras, or name their unpacked folder in OLC_KANNEL.";
    }
}

/// <summary>Kannel as Debian ships it, with its own simulated SMSC or an SMSC it speaks SMPP to, on loopback ports of its own.</summary>
internal sealed class RealKannel : IAsyncDisposable
{
    private static readonly string Root = Environment.GetEnvironmentVariable("OLC_KANNEL") ?? "/";

    private readonly List<Process> _boxes = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("olc-kannel-").FullName;
    private readonly int[] _ports = [FreePort(), FreePort(), FreePort(), FreePort()];

    public static bool IsInstalled =>
        File.Exists(Box("usr/sbin/bearerbox")) && File.Exists(Box("usr/sbin/smsbox")) && File.Exists(Box("usr/lib/kannel/test/fakesmsc"));

    public string SendSmsUrl => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[3]}/cgi-bin/sendsms");

    /// <summary>What the simulated SMSC says it received, line by line.</summary>
    public Channel<string> Smsc { get; } = Channel.CreateUnbounded<string>();

    /// <summary>Starts bearerbox and smsbox; the simulated SMSC comes with <see cref="ConnectSmscAsync"/>.</summary>
    /// <param name="user">Who may send.</param>
    /// <param name="password">With which password.</param>
    /// <param name="smppPort">Where an SMSC listens on loopback that Kannel shall bind to instead, as <c>ol</c> and <c>secret</c>.</param>
    /// <param name="recipe">
    /// The groups <c>sendsms-user</c> and <c>sms-service</c> as somebody was told to write them; null for ours.
    /// </param>
    public static async Task<RealKannel> StartAsync(string user, string password, int? smppPort = null, string? recipe = null)
    {
        var kannel = new RealKannel();
        var settings = Path.Combine(kannel._folder, "kannel.conf");
        await File.WriteAllTextAsync(settings, kannel.Settings(recipe ?? Groups(user, password), smppPort));
        await kannel.RunAsync("usr/sbin/bearerbox", "Start-up done", null, settings);
        await kannel.RunAsync("usr/sbin/smsbox", "Connected to bearerbox", null, settings);
        return kannel;
    }

    public Task ConnectSmscAsync() => RunAsync(
        "usr/lib/kannel/test/fakesmsc", "Connecting to", Smsc, "-H", "127.0.0.1", "-r", _ports[2].ToString(CultureInfo.InvariantCulture),
        "-m", "0", "1 2 text unused");

    public async ValueTask DisposeAsync()
    {
        foreach (var box in Enumerable.Reverse(_boxes))
        {
            box.Kill();
            await box.WaitForExitAsync();
            box.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(string program, string ready, Channel<string>? lines, params string[] arguments)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo(Box(program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder,
        };
        var box = new Process { StartInfo = start };
        void Hear(string? line)
        {
            if (line is null) return;
            lines?.Writer.TryWrite(line);
            if (line.Contains(ready, StringComparison.Ordinal)) started.TrySetResult();
        }

        box.ErrorDataReceived += (_, heard) => Hear(heard.Data);
        box.OutputDataReceived += (_, heard) => Hear(heard.Data);
        box.Start();
        _boxes.Add(box);
        box.BeginErrorReadLine();
        box.BeginOutputReadLine();
        await started.Task.WaitAsync(ScriptedServer.Patience);
    }

    private string Settings(string groups, int? smppPort) => string.Create(CultureInfo.InvariantCulture, $"""
        group = core
        admin-port = {_ports[0]}
        admin-password = admin
        smsbox-port = {_ports[1]}
        box-deny-ip = "*.*.*.*"
        box-allow-ip = "127.0.0.1"
        dlr-storage = internal

        {(smppPort is { } port ? SmppSmsc(port) : FakeSmsc())}

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = {_ports[3]}

        {groups}

        """);

    private static string Groups(string user, string password) => $"""
        group = sendsms-user
        username = {user}
        password = "{password}"
        max-messages = 30
        concatenation = true

        group = sms-service
        keyword = default
        text = "none"
        """;

    private string FakeSmsc() => string.Create(CultureInfo.InvariantCulture, $"""
        group = smsc
        smsc = fake
        smsc-id = fake
        port = {_ports[2]}
        connect-allow-ip = 127.0.0.1
        """);

    private static string SmppSmsc(int port) => string.Create(CultureInfo.InvariantCulture, $"""
        group = smsc
        smsc = smpp
        smsc-id = up
        host = 127.0.0.1
        port = {port}
        smsc-username = ol
        smsc-password = secret
        system-type = ""
        transceiver-mode = true
        source-addr-autodetect = true
        dest-addr-ton = 1
        dest-addr-npi = 1
        """);

    private static string Box(string program) => Path.Combine(Root, program);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
