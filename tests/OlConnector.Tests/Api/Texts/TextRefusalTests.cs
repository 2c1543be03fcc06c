using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Api.Texts;

public sealed class TextRefusalTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    public static TheoryData<string, string> Resources => new()
    {
        { "text/preview", """{"template":"a"}""" },
        { "text/transliterate", """{"text":"a","scheme":"sms"}""" }, { "phones/normalize", """{"raw":"1"}""" },
        { "links/inspect", """{"text":"a"}""" }, { "optout/inspect", """{"text":"a"}""" },
    };

    [Theory]
    [InlineData("text/preview", """{}""", "required", "template")]
    [InlineData("text/preview", """{"template":null}""", "required", "template")]
    [InlineData("text/preview", """{"template":5}""", "invalid_value", "template")]
    [InlineData("text/preview", """{"template":"a","channel":"fax"}""", "invalid_value", "channel")]
    [InlineData("text/preview", """{"template":"a","recipients":-1}""", "invalid_value", "recipients")]
    [InlineData("text/preview", """{"template":"a","recipients":1000001}""", "invalid_value", "recipients")]
    [InlineData("text/preview", """{"template":"a","fields":{"x":1}}""", "invalid_value", "fields.x")]
    [InlineData("text/preview", """{"template":"a","colour":"red"}""", "unknown_field", "colour")]
    [InlineData("text/transliterate", """{"scheme":"sms"}""", "required", "text")]
    [InlineData("text/transliterate", """{"text":"a"}""", "required", "scheme")]
    [InlineData("text/transliterate", """{"text":"a","scheme":"icao"}""", "invalid_value", "scheme")]
    [InlineData("text/transliterate", """{"text":"a","scheme":"sms","back":true}""", "not_reversible", "back")]
    [InlineData("phones/normalize", """{"region":"RU"}""", "required", "raw")]
    [InlineData("phones/normalize", """{"raw":"1","region":"ru"}""", "invalid_value", "region")]
    [InlineData("phones/normalize", """{"raw":"1","region":"ZZ"}""", "invalid_value", "region")]
    [InlineData("links/inspect", """{}""", "required", "text")]
    [InlineData("optout/inspect", """{"text":true}""", "invalid_value", "text")]
    public async Task A_wrong_item_is_named_by_its_place(string path, string item, string code, string field)
    {
        var good = Resources.Single(row => (string)row[0] == path)[1];

        var refused = await world.Admin().PostAsync(path, $$"""{"items":[{{good}},{{good}},{{good}},{{item}}]}""");

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, code, $"items[3].{field}"));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task A_list_that_is_missing_or_has_a_hole_is_refused(string path, string item)
    {
        (await world.Admin().PostAsync(path, "{}")).Field.ShouldBe("items");
        (await world.Admin().PostAsync(path, """{"items":{}}""")).Field.ShouldBe("items");
        (await world.Admin().PostAsync(path, $$"""{"items":[{{item}},null]}""")).Field.ShouldBe("items[1]");
        (await world.Admin().PostAsync(path, """{"items":[]}""")).Items.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task More_than_a_hundred_items_or_a_megabyte_are_refused_before_they_are_looked_at(string path, string item)
    {
        var full = await world.Admin().PostAsync(path, $$"""{"items":[{{string.Join(',', Enumerable.Repeat(item, 100))}}]}""");
        var many = await world.Admin().PostAsync(path, $$"""{"items":[{{string.Join(',', Enumerable.Repeat("5", 101))}}]}""");
        var huge = await world.Admin().PostAsync(path, $$"""{"items":[{"text":"{{new string('a', 1024 * 1024)}}"}]}""");

        (full.Status, full.Items.Count).ShouldBe((200, 100));
        (many.Status, many.Code, many.Field).ShouldBe((400, "too_many_items", "items"));
        (huge.Status, huge.Code).ShouldBe((413, "payload_too_large"));
    }

    [Theory]
    [InlineData("text/preview", "template")]
    [InlineData("links/inspect", "text")]
    [InlineData("optout/inspect", "text")]
    [InlineData("phones/normalize", "raw")]
    public async Task Hostile_texts_are_answered(string path, string field)
    {
        string[] texts = [new string('{', 4096), new string('[', 4096), "\\ud800", "\\u0000",
            "\\u200b", new string('.', 100_000), string.Concat(Enumerable.Repeat("{a|", 1000))];

        var answer = await world.Admin().PostAsync(
            path, $$"""{"items":[{{string.Join(',', texts.Select(text => $$"""{"{{field}}":"{{text}}"}"""))}}]}""");

        (answer.Status, answer.Items.Count).ShouldBe((200, texts.Length));
    }
}
