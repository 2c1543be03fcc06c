using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Measuring;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Measuring;

/// <summary>What is measured, who may read it, and that the pages tell the truth about it.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private const string Token = "a-token-for-prometheus-of-the-tests";

    private ApiWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = new ApiWorld { Settings = [("Metrics:Token", Token), ("Metrics:Every", "00:00:05")] };
        await _world.InitializeAsync();
    }

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Where_nobody_reads_there_is_no_such_address()
    {
        var quiet = new ApiWorld();
        await quiet.InitializeAsync();

        (await quiet.Product.Http.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        await quiet.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a-token-for-prometheus-of-somebody")]
    [InlineData(ApiWorld.OperatorToken)]
    public async Task Nobody_reads_without_the_token(string? token)
    {
        var (status, text) = await ScrapeAsync(token);

        (status, text).ShouldBe((401, ""));
    }

    [Fact]
    public async Task How_queues_outbox_and_webhooks_stand_is_told_without_a_name()
    {
        await _world.MessagesAsync(_world.Line, MessageState.Queued, 3);
        await _world.MessagesAsync(_world.Line, MessageState.Sent, 2);
        await _world.Admin().PostAsync("webhooks", new { url = $"{_world.Vendor.Url}/told", events = new[] { "message.updated" } });
        var held = (await _world.MessagesAsync(_world.Line, MessageState.Held, reason: "STALE"))[0];
        await Get<MessageControl>().DiscardAsync(_world.Line.Portal, held, "user 1");
        _world.Clock.Advance(TimeSpan.FromMinutes(2));
        Get<Gauges>().Standings = await Get<StandingReader>().ReadAsync(CancellationToken.None);

        var (status, text) = await ScrapeAsync(Token);

        status.ShouldBe(200);
        Value(text, "olconnector_line_depth", $"line=\"{_world.Line.Id}\"").ShouldBe(3);
        Value(text, "olconnector_line_oldest_age_seconds", "traffic=\"direct\"").ShouldBe(120);
        Value(text, "olconnector_lines", "state=\"active\"").ShouldBe(2);
        Value(text, "olconnector_webhooks_waiting").ShouldBe(1);
        Value(text, "olconnector_webhooks_lag_seconds").ShouldBe(120);
        Value(text, "olconnector_outbox_depth").ShouldBeGreaterThan(0);
        Value(text, "olconnector_spool_calls").ShouldBe(0);
        text.ShouldNotContain(ApiWorld.Ours, customMessage: "no label names a portal");
        text.ShouldNotContain("79161234567");
        text.ShouldNotContain("demo-olc.bitrix24.ru");
    }

    [Fact]
    public async Task Failures_are_counted_by_line_and_reason_once_they_are_durable()
    {
        var id = (await _world.MessagesAsync(_world.Line, MessageState.Unknown))[0];
        await Get<MessageControl>().ResolveAsync(_world.Line.Portal, id, MessageState.Failed, "user 1");

        var (_, text) = await ScrapeAsync(Token);

        Value(text, "olconnector_line_failures_total", $"line=\"{_world.Line.Id}\"", "reason=\"GATEWAY_ERROR\"").ShouldBe(1);
    }

    [Fact]
    public void The_page_lists_every_metric_and_no_other_with_its_labels_kind_and_unit()
    {
        var rows = new Page("docs/metrics.md").Rows("Ours").ToDictionary(row => Page.Code(row[0]), row => (Kind: row[1], Unit: row[2]));
        var found = Instruments();

        found.Count.ShouldBeGreaterThan(10);
        found.Select(one => one.Name).Order(StringComparer.Ordinal).ShouldBe(rows.Keys.Order(StringComparer.Ordinal));
        foreach (var one in found)
        {
            rows[one.Name].Kind.ShouldBe(KindOf(one), one.Name);
            (rows[one.Name].Unit == "s").ShouldBe(one.Unit == "s", one.Name);
        }
    }

    [Fact]
    public void Dashboard_and_alarms_ask_for_metrics_that_exist()
    {
        var known = Instruments().SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        var dashboard = JObject.Parse(Repository.Read("docs/operations/grafana-dashboard.json"));
        var asked = dashboard.SelectTokens("$.panels[*].targets[*].expr").Select(expr => expr.ToString()).ToList();
        asked.AddRange(new Page("docs/metrics.md").Rows("What to alarm on").Select(row => row[0]));

        asked.Count.ShouldBeGreaterThan(20);
        foreach (var expr in asked)
        {
            var names = expr.Find(@"olconnector_\w+").Select(found => found.Value).ToList();
            names.ShouldNotBeEmpty(expr);
            names.ShouldAllBe(name => known.Contains(name), expr);
        }
    }

    private T Get<T>() where T : notnull => _world.Product.Services.GetRequiredService<T>();

    private async Task<(int Status, string Text)> ScrapeAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _world.Product.Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The value of the one series of a metric with these labels.</summary>
    private static double Value(string text, string name, params string[] labels)
    {
        var series = text.Split('\n').Where(line => line.StartsWith(name + "{", StringComparison.Ordinal)
            || line.StartsWith(name + " ", StringComparison.Ordinal)).Where(line => labels.All(line.Contains)).ToList();
        series.Count.ShouldBe(1, $"{name}\n{string.Join('\n', series)}\n{text}");
        var words = series[0][(series[0].LastIndexOf('}') + 1)..].Trim().Split(' ');
        return double.Parse(words[0] == name ? words[1] : words[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>All instruments of the product's meter.</summary>
    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Meters.Name) found.Add(instrument);
        };
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Meters).TypeHandle);
        listener.Start();
        return [.. found.DistinctBy(instrument => instrument.Name)];
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" => "counter",
        "Histogram" => "histogram",
        _ => "gauge",
    };

    /// <summary>As Prometheus' exporter writes them.</summary>
    private static IEnumerable<string> NamesOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return KindOf(instrument) switch
        {
            "counter" => [name + "_total"],
            "histogram" => [name + "_bucket", name + "_sum", name + "_count"],
            _ => [name],
        };
    }
}
