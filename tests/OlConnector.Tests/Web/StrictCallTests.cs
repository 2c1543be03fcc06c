using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Web;

/// <summary>Nothing is guessed: JSON is RFC 8259's, and a query holds names and words of the contract only.</summary>
public sealed class StrictCallTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("{'name':'z'}")]
    [InlineData("{name:\"z\"}")]
    [InlineData("{\"name\":\"z\",}")]
    [InlineData("{\"name\":\"z\" /* as before */}")]
    [InlineData("{\"name\":\"z\",\"callsPer3Seconds\":0100}")]
    [InlineData("{\"name\":\"z\",\"callsPer3Seconds\":0x10}")]
    public async Task What_is_nearly_JSON_is_refused(string body)
    {
        var refused = await world.Admin().CallAsync(HttpMethod.Post, "tokens", body);

        (refused.Status, refused.Code).ShouldBe((400, "invalid_json"));
    }

    [Theory]
    [InlineData("nope=1", "unknown_field", "nope")]
    [InlineData("capmaign=x", "unknown_field", "capmaign")]
    [InlineData("line=1&line=2", "invalid_value", "line")]
    [InlineData("state=held&state=4", "invalid_value", "state")]
    [InlineData("state=3", "invalid_value", "state")]
    [InlineData("state=HELD", "invalid_value", "state")]
    public async Task What_a_query_means_is_not_guessed(string query, string code, string field)
    {
        var refused = await world.Admin().GetAsync($"messages?{query}");

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, field));
    }

    [Theory]
    [InlineData("posixrules")]
    [InlineData("localtime")]
    [InlineData("posix/Europe/Moscow")]
    [InlineData("right/UTC")]
    public async Task A_zone_is_one_of_the_tz_database(string zone) =>
        (await world.Admin().PatchAsync("settings", new { timeZone = zone })).Field.ShouldBe("timeZone");

    [Theory]
    [InlineData("\u202eevil")]
    [InlineData("a\u200bb")]
    public async Task A_name_holds_nothing_that_nobody_sees(string name) =>
        (await world.Admin().PostAsync("tokens", new { name })).Field.ShouldBe("name");
}
