using System.Net.Http.Headers;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Web;

/// <summary>What every answer says to browsers, and what none says.</summary>
public sealed class AnswerHeaderTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("/", 200)]
    [InlineData("/nothing", 404)]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/b24/app", 200)]
    [InlineData("/support", 200)]
    [InlineData("/b24/sms/x", 405)]
    [InlineData("/hooks/sandbox/x", 404)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/api/v1/lines", 401)]
    [InlineData("/api/v1/nothing", 404)]
    public async Task Every_answer_says_that_its_type_is_meant_and_that_only_https_is(string path, int status)
    {
        using var answer = await world.Product.Http.GetAsync(path);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    [Fact]
    public async Task An_app_that_is_reached_without_TLS_does_not_forbid_that()
    {
        await using var product = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning), settings: [("Bitrix24:PublicUrl", "http://127.0.0.1:5000")]);

        using var answer = await product.Http.GetAsync("/health/live");

        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Fact]
    public async Task What_breaks_keeps_its_headers()
    {
        await using var product = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning), settings: [("Dispatching:Enabled", "false"), ("Operator:Token", ApiWorld.OperatorToken)]);
        var line = await product.LineAsync(ApiWorld.Ours, change: row => row.Window = "this is not JSON");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/lines/{line.Id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ApiWorld.OperatorToken);
        request.Headers.Add("X-Portal", ApiWorld.Ours);

        using var broken = await product.Http.SendAsync(request);

        ((int)broken.StatusCode).ShouldBe(500);
        broken.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Theory]
    [InlineData("GET", "lines", null)]
    [InlineData("GET", "lines/{line}", null)]
    [InlineData("PATCH", "lines/{line}", """{"jitter":5}""")]
    [InlineData("POST", "lines/{line}/rotate-key", null)]
    [InlineData("POST", "tokens", """{"name":"Cache"}""")]
    [InlineData("GET", "lines/1", null)]
    public async Task No_cache_keeps_an_answer_that_holds_a_key_or_a_refusal(string method, string path, string? body)
    {
        var (admin, cached) = (world.Admin(), "");

        await admin.CallAsync(new HttpMethod(method), path.Replace("{line}", $"{world.Line.Id}", StringComparison.Ordinal), body,
            seen: answer => cached = $"{answer.Headers.CacheControl}");

        cached.ShouldBe("no-store");
    }

    [Fact]
    public async Task What_opens_nothing_may_be_asked_for_again_with_its_tag()
    {
        var cached = "";

        await world.Admin().CallAsync(HttpMethod.Get, "settings", null, seen: answer => cached = $"{answer.Headers.CacheControl}");

        cached.ShouldBe("no-cache, private");
    }
}
