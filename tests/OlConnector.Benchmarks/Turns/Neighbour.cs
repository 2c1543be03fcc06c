using System.Text;

namespace OlConnector.Benchmarks.Turns;

/// <summary>Another portal: a line that takes a direct message now and then, whoever does what beside it.</summary>
internal sealed class Neighbour(string handler) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private int _calls;

    /// <summary>Calls until the task ends; answers how long each call took, in milliseconds.</summary>
    internal async Task<List<double>> CallWhileAsync(Task work)
    {
        var latencies = new List<double>();
        while (!work.IsCompleted)
        {
            latencies.Add(await CallAsync());
            await Task.Delay(Pause, TimeProvider.System);
        }

        await work;
        return latencies;
    }

    /// <summary>What 95 % of the calls keep while nothing else happens, in milliseconds.</summary>
    internal async Task<double> P95QuietAsync(TimeSpan length) => P95(await CallWhileAsync(Task.Delay(length, TimeProvider.System)));

    internal static double P95(IEnumerable<double> latencies) => latencies.Order().ToArray() is var all ? all[(int)(all.Length * 0.95)] : 0;

    public void Dispose() => _http.Dispose();

    private async Task<double> CallAsync()
    {
        using var body = new StringContent(
            $"type=SMS&message_to=%2B79990001122&message_body=Your+order+is+ready&message_id=n{_calls++}", Encoding.ASCII,
            "application/x-www-form-urlencoded");
        var sent = TimeProvider.System.GetTimestamp();
        using var answer = await _http.PostAsync(new Uri(handler), body);
        answer.EnsureSuccessStatusCode();
        return TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds;
    }
}
