using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Web;

/// <summary>
/// Every parameter and every field of the API, as its own description lists them, with values that nobody meant: refused with a code,
/// or answered, but never our fault. On both databases: they differ in what they cannot keep.
/// </summary>
public sealed class OddValueTests : IAsyncLifetime
{
    private static readonly string[] Moments =
    [
        "0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00",
        "1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "2026-03-29T02:30:00", "2026-03-01T10:00:00+15:00", "2026-03-01T10:00:00+99:99",
        "-0001-01-01", "10000-01-01", "24:00", "2026-02-30",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\ufeff", "\u202e", "%", "_", "\\", "'", "\"", "null", "true", "[]", "{}",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "MHw", "LTF8eA",
        "OTIyMzM3MjAzNjg1NDc3NTgwN3xmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZg",
        "OTIyMzM3MjAzNjg1NDc3NTgwOHx4", "fHw", "😀", new string('я', 5000),
    ];

    private static readonly string[] Numbers =
        ["-1", "0", "1", "200", "201", "2147483647", "2147483648", "-9223372036854775808", "1e308", "0.5", "NaN", "٣"];

    /// <summary>JSON that stands in a field's place.</summary>
    private static readonly string[] Json =
    [
        "null", "true", "-1", "0", "2147483647", "2147483648", "9223372036854775808", "1e28", "1e400", "-0.0000001", "0.1",
        "[]", "[null]", "[[]]", "{}",
        "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"a\\udc00b\"", "\"0001-01-01T00:00:00\"", "\"10675199.02:48:05.4775807\"",
        "\"-10675199.02:48:05.4775808\"", "\"00:00:00.0000001\"", "\"24:00\"", "\"Etc/Unknown\"", "\"я\"", "\"+\"", "\"{{\"", "\"{a|\"",
    ];

    private static readonly string[] Headers =
        ["If-Match", "If-None-Match", "Idempotency-Key", "Accept-Language", "X-Portal", "X-Reason", "Authorization",
            "Accept", "X-Forwarded-For"];

    private static readonly string[] HeaderValues =
    [
        " ", "\"", "*", ",,,,", "W/", "ru;q=9e999", "Bearer", "Bearer ", $"Bearer {new string('a', 4000)}", new string('x', 8000),
    ];

    private readonly ApiWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task No_value_of_a_parameter_breaks_a_call()
    {
        var line = _world.Line;
        var campaign = await _world.CampaignAsync(line, size: 3);
        await _world.MessagesAsync(line, MessageState.Queued, 3, campaign);
        var broken = new List<string>();
        foreach (var (path, operation) in await OperationsAsync("get"))
        {
            var target = path.Replace("/campaigns/{id}", $"/campaigns/{campaign:N}").Replace("/lines/{id}", $"/lines/{line.Id}");
            foreach (var (name, place) in ParametersOf(operation))
                foreach (var value in (string[])[.. Moments, .. Texts, .. Numbers])
                    await TryAsync(broken, HttpMethod.Get, place == "query" ? $"{Filled(target, "1")}?{name}={Uri.EscapeDataString(value)}"
                        : Filled(path, value.Trim('\0', ' ', '\\').Length == 0 ? "x" : value), body: null);
        }

        broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_value_of_a_field_breaks_a_call()
    {
        var broken = new List<string>();
        foreach (var (method, path, body) in await BodiesAsync())
            foreach (var place in PlacesOf(JObject.Parse(body)))
                foreach (var value in Json)
                    await TryAsync(broken, method, path, With(body, place, value));

        broken.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_value_of_a_header_breaks_a_call()
    {
        var broken = new List<string>();
        var message = $$"""{"line":"{{_world.Line.Id}}","to":"+79161234567","text":"x"}""";
        foreach (var name in Headers)
            foreach (var value in HeaderValues)
            {
                await TryAsync(broken, HttpMethod.Get, "lines", body: null, (name, value));
                await TryAsync(broken, HttpMethod.Patch, $"lines/{_world.Line.Id}", """{"jitter":5}""", (name, value));
                await TryAsync(broken, HttpMethod.Post, "messages", message, (name, value));
            }

        broken.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1999-12-31T23:59:59Z")]
    [InlineData("0001-01-01")]
    [InlineData("2100-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    public async Task A_moment_outside_of_this_century_is_refused_by_its_field(string moment)
    {
        foreach (var path in (string[])["messages", "reconciliation"])
            foreach (var field in (string[])["from", "to"])
            {
                var refused = await _world.Admin().GetAsync($"{path}?{field}={Uri.EscapeDataString(moment)}");
                (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_value", field));
            }
    }

    private async Task TryAsync(
        List<string> broken, HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        try
        {
            var answer = await _world.Admin().CallAsync(method, path, body, headers);
            if (answer.Status >= 500) broken.Add($"{answer.Status} {method} {path} {body} {string.Join(' ', headers)}");
        }
        catch (Exception odd) when (odd is HttpRequestException or Newtonsoft.Json.JsonException)
        {
            broken.Add($"{odd.GetType().Name} {method} {path} {body} {string.Join(' ', headers)}");
        }
    }

    /// <summary>Bodies that would be taken, which the test then spoils one place at a time.</summary>
    private async Task<IReadOnlyList<(HttpMethod Method, string Path, string Body)>> BodiesAsync()
    {
        var line = await _world.Product.LineAsync(ApiWorld.Ours);
        var campaign = await _world.CampaignAsync(line, size: 3);
        await _world.MetAsync("7");
        var (cloud, waha) = (await _world.CloudLineAsync(), await _world.WahaLineAsync());
        const string window = """{"days":["mon"],"from":"10:00","to":"18:00","timeZone":"Europe/Moscow"}""";
        const string gateway = """{"kind":"sandbox","settings":{"baseUrl":"http://127.0.0.1:9"} }""";
        const string pace =
            $$"""
            "name":"Odd","window":{{window}},"tariff":[{"prefix":"7","price":2.5}],"currency":"RUB","jitter":10,
            "marketingInterval":"00:00:20"
            """;
        return
        [
            (HttpMethod.Patch, "settings",
                """{"timeZone":"Europe/Moscow","country":"RU","language":"ru","optOutWords":["stop"],"missingValue":"hold"}"""),
            (HttpMethod.Post, "lines", $$"""{"gateway":{{gateway}},"number":"1","directInterval":"00:00:01",{{pace}} }"""),
            (HttpMethod.Patch, $"lines/{line.Id}", $$"""{"gateway":{{gateway}},"resendUnknown":"never",{{pace}} }"""),
            (HttpMethod.Post, $"lines/{line.Id}/forecast",
                $$"""{"messages":5,"marketingInterval":"00:00:20","jitter":5,"window":{{window}} }"""),
            (HttpMethod.Post, $"lines/{line.Id}/test", """{"to":"+79161234567","text":"Hello"}"""),
            (HttpMethod.Post, $"lines/{waha.Id}/check-number", """{"number":"+375291112233"}"""),
            (HttpMethod.Post, $"lines/{waha.Id}/login", """{"phone":"+375290000000"}"""),
            (HttpMethod.Post, "messages", $$"""{"line":"{{line.Id}}","to":"+79161234567","text":"{Hi|Hello}"}"""),
            (HttpMethod.Post, "messages", $$"""{"line":"{{cloud.Id}}","to":"+79161234567","text":"Hello"}"""),
            (HttpMethod.Patch, $"campaigns/{campaign:N}", """{"name":"Spring","rank":3}"""),
            (HttpMethod.Post, $"campaigns/{campaign:N}/release", """{"count":1,"acknowledge":1}"""),
            (HttpMethod.Post, "tokens", $$"""{"name":"Another","role":"support","callsPer3Seconds":9,"lines":["{{line.Id}}"]}"""),
            (HttpMethod.Patch, "users/7", $$"""{"role":"support","lines":["{{line.Id}}"]}"""),
            (HttpMethod.Post, "text/preview",
                $$$"""
                {"items":[{"template":"{Hi|Hello}, {{name}}!","fields":{"name":"Anna","phone":"+79161234567"},"channel":"sms",
                           "recipients":9,"seed":"1","line":"{{{line.Id}}}"}]}
                """),
            (HttpMethod.Post, "text/transliterate", """{"items":[{"text":"Привет","scheme":"iso9b","back":false}]}"""),
            (HttpMethod.Post, "phones/normalize", """{"items":[{"raw":"8 (921) 555-44-33","region":"RU"}]}"""),
            (HttpMethod.Post, "links/inspect", """{"items":[{"text":"bit.ly/a"}]}"""),
            (HttpMethod.Post, "optout/inspect", """{"items":[{"text":"stop"}]}"""),
            (HttpMethod.Post, "erasures", """{"phone":"+79160000001"}"""),
            (HttpMethod.Post, "session", """{"accessToken":"x","domain":"y","memberId":"z"}"""),
        ];
    }

    private static IEnumerable<string> PlacesOf(JToken json) =>
        json.Children().SelectMany(child => PlacesOf(child).Append(child.Path)).Distinct();

    private static string With(string body, string place, string value)
    {
        const string marker = "here stands the odd value";
        var json = JObject.Parse(body);
        json.SelectToken(place)!.Replace(new JValue(marker));
        return json.ToString(Newtonsoft.Json.Formatting.None).Replace($"\"{marker}\"", value, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<(string Path, JObject Operation)>> OperationsAsync(string method) =>
        [.. ((JObject)(await _world.Nobody().GetAsync("/openapi/v1.json")).Body["paths"]!).Properties()
            .Where(path => path.Value[method] is not null).Select(path => (path.Name, (JObject)path.Value[method]!))];

    private static IEnumerable<(string Name, string Place)> ParametersOf(JObject operation) =>
        (operation["parameters"] ?? new JArray()).Select(one => ((string)one["name"]!, (string)one["in"]!));

    private static string Filled(string path, string value)
    {
        var filled = new StringBuilder();
        foreach (var part in path.Split('/').Skip(1)) filled.Append('/').Append(part.StartsWith('{') ? Uri.EscapeDataString(value) : part);
        return filled.ToString();
    }
}
