using System.Net.Http.Headers;
using System.Text;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class ProblemTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("ru", "Здесь ничего нет")]
    [InlineData("ru-RU,ru;q=0.9,en;q=0.8", "Здесь ничего нет")]
    [InlineData("en-US,en;q=0.9,ru;q=0.5", "There is nothing here")]
    [InlineData("de", "There is nothing here")]
    [InlineData(";;;", "There is nothing here")]
    public async Task A_refusal_speaks_the_callers_language(string accepted, string beginning)
    {
        var refused = await world.Admin().GetAsync("lines/1", ("Accept-Language", accepted));

        (refused.Status, refused.Code, refused["title"]!.ToString(), refused["type"]!.ToString()).ShouldBe(
            (404, "not_found", "Not Found", "about:blank"));
        refused["detail"]!.ToString().ShouldStartWith(beginning);
    }

    [Theory]
    [InlineData("GET", "nothing/here", 404, "not_found")]
    [InlineData("PUT", "lines", 405, "method_not_allowed")]
    [InlineData("DELETE", "session", 405, "method_not_allowed")]
    public async Task What_is_not_there_is_a_problem_too(string method, string path, int status, string code)
    {
        var refused = await world.Admin().CallAsync(new HttpMethod(method), path);

        (refused.Status, refused.Code, refused.ContentType).ShouldBe((status, code, "application/problem+json"));
    }

    [Theory]
    [InlineData("", 400, "required")]
    [InlineData("{", 400, "invalid_json")]
    [InlineData("[]", 400, "invalid_json")]
    [InlineData("null", 400, "invalid_json")]
    [InlineData("5", 400, "invalid_json")]
    [InlineData("""{"name":"A"} trailing""", 400, "invalid_json")]
    [InlineData("""{"name":"A","name":"B"}""", 400, "invalid_json")]
    [InlineData("""{"name":'A'}{"x":1}""", 400, "invalid_json")]
    public async Task A_body_that_is_no_object_is_refused(string body, int status, string code)
    {
        var made = await world.Admin().PostAsync("tokens", body);
        var patched = await world.Admin().PatchAsync("settings", body);

        (made.Status, made.Code).ShouldBe((status, code));
        (patched.Status, patched.Code).ShouldBe((status, code));
    }

    [Fact]
    public async Task Deep_nesting_is_refused_before_it_is_walked()
    {
        var bomb = string.Concat(Enumerable.Repeat("""{"window":""", 5000)) + "1" + new string('}', 5000);

        (await world.Admin().PatchAsync($"lines/{world.Line.Id}", bomb)).Code.ShouldBe("invalid_json");
    }

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused()
    {
        var huge = await world.Admin().PostAsync("tokens", $$"""{"name":"{{new string('a', 1024 * 1024)}}"}""");
        var full = await world.Admin().PostAsync(
            "messages", $$"""{"line":"{{world.Line.Id}}","to":"+79161234567","text":"{{new string('a', 1000 * 1000)}}"}""");

        (huge.Status, huge.Code).ShouldBe((413, "payload_too_large"));
        (full.Status, full.Code).ShouldBe((400, "text_too_long"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Other_media_are_refused(string type)
    {
        var refused = await world.Admin().PostAsync("tokens", """{"name":"A"}""", ("Content-Type", type));

        (refused.Status, refused.Code).ShouldBe((415, "unsupported_media_type"));
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/tokens")
        {
            Content = new ByteArrayContent([.. Encoding.ASCII.GetBytes("""{"name":"A"""), 0xFF, (byte)'"', (byte)'}']),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await world.Admin().PostAsync("tokens", new { name = "Bytes", role = "admin" }))["token"]!.ToString());

        using var response = await world.Product.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldContain("invalid_json");
    }

    [Fact]
    public async Task What_breaks_here_is_told_without_its_detail()
    {
        await using var product = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning), settings: [("Dispatching:Enabled", "false"), ("Operator:Token", ApiWorld.OperatorToken)]);
        var line = await product.LineAsync(ApiWorld.Ours, change: row => row.Window = "this is not JSON");

        var broken = await new Caller(product, ApiWorld.OperatorToken).GetAsync($"lines/{line.Id}", ("X-Portal", ApiWorld.Ours));

        (broken.Status, broken.Code, broken.ContentType).ShouldBe((500, "internal_error", "application/problem+json"));
        broken.Body.ToString().ShouldNotContain("JSON");
    }
}
