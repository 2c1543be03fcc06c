using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using OlConnector.Benchmarks.Queue;
using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Turns;

/// <summary>A portal brings a table of recipients: how long that takes, what memory it takes, and what it costs another portal.</summary>
internal static class TableFigures
{
    private static readonly PortalId Quiet = new("000000000000000000000000000000ac");

    internal static async Task RunAsync(int rows)
    {
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15), portal: Quiet);
        using var program = await host.AddProgramAsync(ProductHost.Portal);
        using var neighbour = new Neighbour(host.Handlers[1]);
        var line = await host.Get<Writer>().RunAsync(turn => turn.First(
            "SELECT id FROM lines WHERE portal_id = @portal", row => row.GetGuid(0), ("portal", ProductHost.Portal)));
        await ImportAsync(program, line, 1_000);
        await neighbour.P95QuietAsync(TimeSpan.FromSeconds(3));
        var quiet = await neighbour.P95QuietAsync(TimeSpan.FromSeconds(6));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var (idle, start, peak) = (WorkingSet(), TimeProvider.System.GetTimestamp(), 0L);
        var import = ImportAsync(program, line, rows);
        var calls = neighbour.CallWhileAsync(import);
        while (!import.IsCompleted)
        {
            peak = Math.Max(peak, WorkingSet());
            await Task.WhenAny(import, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        var took = TimeProvider.System.GetElapsedTime(start);
        var meanwhile = await calls;
        QueueFigures.Print($"A table of {rows:N0} rows is taken in", took.TotalSeconds, "s");
        QueueFigures.Print("  memory above idle, its sender and the neighbour included", (peak - idle) / 1024.0 / 1024.0, "MiB");
        QueueFigures.Print("Another portal's HANDLER: p95 quiet", quiet, "ms");
        QueueFigures.Print($"  p95 of {meanwhile.Count} calls meanwhile", Neighbour.P95(meanwhile), "ms");
        QueueFigures.Print("  ratio", Neighbour.P95(meanwhile) / quiet, "");
    }

    private static async Task ImportAsync(HttpClient program, Guid line, int rows)
    {
        var made = await program.PostAsJsonAsync(
            "/api/v1/campaigns", new { kind = "file", line = $"{line:N}", text = "Hello, {{ NAME }}" });
        made.EnsureSuccessStatusCode();
        using var table = new StreamContent(new RowStream(rows));
        table.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var taken = await program.PostAsync(new Uri($"{made.Headers.Location}/files", UriKind.Relative), table);
        taken.EnsureSuccessStatusCode();
        var answer = await taken.Content.ReadAsStringAsync();
        if (!answer.Contains($"\"accepted\":{rows},", StringComparison.Ordinal)) throw new InvalidOperationException(answer);
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>A table that is made as it is read, so that its sender keeps none of it.</summary>
    private sealed class RowStream(int rows) : Stream
    {
        private byte[] _row = Encoding.UTF8.GetBytes("PHONE;NAME;CITY\n");
        private int _at;
        private int _next;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _row.Length)
            {
                if (_next == rows) return 0;
                _row = Encoding.UTF8.GetBytes($"+7{9_000_000_000 + (_next++ * 7)};Клиент {_next};Москва\n");
                _at = 0;
            }

            var some = Math.Min(count, _row.Length - _at);
            Array.Copy(_row, _at, buffer, offset, some);
            _at += some;
            return some;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
