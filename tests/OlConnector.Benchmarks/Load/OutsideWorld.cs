using System.Diagnostics;
using System.Globalization;

namespace OlConnector.Benchmarks.Load;

/// <summary>The other process, as this one sees it.</summary>
internal sealed class OutsideWorld : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(10) };

    private OutsideWorld(Process process, string url) => (_process, Url) = (process, url);

    internal string Url { get; }

    internal static async Task<OutsideWorld> StartAsync(int latencyMilliseconds = 0)
    {
        var url = $"http://127.0.0.1:{30000 + Environment.ProcessId % 20000}";
        string[] assembly = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(OutsideWorld).Assembly.Location]
            : [];
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [.. assembly, "outside", url, latencyMilliseconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        if (await process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException("The outside world did not start.");
        return new OutsideWorld(process, url);
    }

    /// <summary>Has the callers post; answers refused calls and p99 in milliseconds.</summary>
    internal async Task<(int Refused, double P99)> DriveAsync(
        IEnumerable<string> addresses, int count, int connections, int perSecond = 0, bool marketing = false)
    {
        using var body = new StringContent(string.Join('\n', addresses));
        using var answer = await _http.PostAsync(
            new Uri($"{Url}/drive?count={count}&connections={connections}&perSecond={perSecond}&marketing={(marketing ? 1 : 0)}"), body);
        var figures = Figures(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return ((int)figures[0], figures[1]);
    }

    internal async Task<int> CountAsync() => int.Parse(await _http.GetStringAsync(new Uri($"{Url}/count")), CultureInfo.InvariantCulture);

    internal Task ForgetAsync() => _http.PostAsync(new Uri($"{Url}/forget"), content: null);

    /// <summary>Early gaps; lateness of the others: median, p99, longest, in milliseconds; and how many gaps there were.</summary>
    internal async Task<(int Early, double P50, double P99, double Longest, int Gaps)> GapsAsync(TimeSpan interval)
    {
        var figures = Figures(await _http.GetStringAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"{Url}/gaps?interval={interval.TotalSeconds}"))));
        return ((int)figures[0], figures[1], figures[2], figures[3], (int)figures[4]);
    }

    /// <summary>Has attackers send one request over and over until there is peace; without a body it is a GET.</summary>
    internal async Task AttackAsync(Uri address, int connections, string? token = null, string body = "")
    {
        using var content = new StringContent(body);
        var target = $"address={Uri.EscapeDataString(address.ToString())}&token={Uri.EscapeDataString(token ?? "")}";
        using var answer = await _http.PostAsync(new Uri($"{Url}/attack?connections={connections}&{target}"), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends the attack; answers how often it was answered with what.</summary>
    internal async Task<string> PeaceAsync()
    {
        using var answer = await _http.PostAsync(new Uri($"{Url}/peace"), content: null);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <summary>Has an honest portal call its HANDLER at a steady pace; answers p50, p95 and the longest call in milliseconds.</summary>
    internal async Task<(double P50, double P95, double Longest)> ProbeAsync(string handler, int perSecond, int seconds)
    {
        using var content = new StringContent(handler);
        using var answer = await _http.PostAsync(new Uri($"{Url}/probe?perSecond={perSecond}&seconds={seconds}"), content);
        var figures = Figures(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return (figures[0], figures[1], figures[2]);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private static double[] Figures(string text) => [.. text.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
}
