using Newtonsoft.Json.Linq;
using OlConnector.Tests.Api.Support;

namespace OlConnector.Tests.Api.Texts;

public sealed class TextExampleTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("щенок", "shchenok", "shhenok")]
    [InlineData("подъём", "podieem", "pod''yom")]
    [InlineData("Цветков", "Tsvetkov", "Czvetkov")]
    [InlineData("цикл", "tsikl", "cikl")]
    [InlineData("мышцы", "myshtsy", "my'shcy'")]
    [InlineData("съёмный", "sieemnyi", "s''yomny'j")]
    [InlineData("эхолот", "ekholot", "e'xolot")]
    public async Task Cyrillic_is_written_with_Latin_letters_and_back(string text, string sms, string iso9b)
    {
        var answers = await ManyAsync(
            "text/transliterate", new { text, scheme = "sms" }, new { text, scheme = "iso9b" },
            new { text = iso9b, scheme = "iso9b", back = true });

        answers.Select(answer => answer["text"]!.ToString()).ShouldBe([sms, iso9b, text]);
        answers.ShouldAllBe(answer => !answer["warnings"]!.Any());
        (answers[0]["encoding"]!.ToString(), answers[0]["units"]!.ToObject<int>(),
            answers[0]["parts"]!.ToObject<int>()).ShouldBe(("gsm7", sms.Length, 1));
        answers[2]["encoding"]!.ToString().ShouldBe("ucs2");
    }

    [Fact]
    public async Task Latin_words_in_the_source_do_not_survive_and_placeholders_do()
    {
        var answers = await ManyAsync(
            "text/transliterate", new { text = "Привет, Ann", scheme = "iso9b" },
            new { text = "{{Имя}}, см. https://пример.рф/Я", scheme = "iso9b" });

        answers[0]["warnings"]!.ToObject<string[]>().ShouldBe(["not-reversible"]);
        answers[1]["text"]!.ToString().ShouldBe("{{Имя}}, sm. https://пример.рф/Я");
    }

    [Theory]
    [InlineData("8 (921) 555-44-33", "RU", "+79215554433", "mobile", null, null)]
    [InlineData("921 555 44 33", "RU", "+79215554433", "mobile", null, null)]
    [InlineData("+7(921)5554433 доб. 4", "RU", "+79215554433", "mobile", "4", null)]
    [InlineData("＋７ ９２１ ５５５ ４４ ３３", "RU", "+79215554433", "mobile", null, null)]
    [InlineData("8 777 123 45 67", "KZ", "+77771234567", "mobile", null, null)]
    [InlineData("8 029 765-43-21", "BY", "+375297654321", "mobile", null, null)]
    [InlineData("+375 (0) 44 765 43 21", "BY", "+375447654321", "mobile", null, null)]
    [InlineData("093 765 43 21", "UA", "+380937654321", "mobile", null, null)]
    [InlineData("97 765 43 21", "UZ", "+998977654321", "mobile", null, null)]
    [InlineData("998977654321", "RU", "+998977654321", "mobile", null, "assumed-international")]
    [InlineData("00 49 1512 7654321", "RU", "+4915127654321", "mobile", null, "assumed-international")]
    [InlineData("02 1234 5678", "IT", "+390212345678", "fixed", null, "landline")]
    public async Task Numbers_are_read_as_the_country_writes_them(
        string raw, string region, string e164, string kind, string? extension, string? note)
    {
        var answer = (await ManyAsync("phones/normalize", new { raw, region })).ShouldHaveSingleItem();

        answer["valid"]!.ToObject<bool>().ShouldBeTrue();
        (answer["e164"]!.ToString(), answer["kind"]!.ToString(), (string?)answer["extension"]).ShouldBe((e164, kind, extension));
        answer["notes"]!.ToObject<string[]>().ShouldBe(note is null ? [] : [note]);
    }

    [Theory]
    [InlineData("8 (921) 555-44", "RU", "too_short")]
    [InlineData("102", "RU", "too_short")]
    [InlineData("921 555 44 33", null, "invalid_country_code")]
    [InlineData("+7 921 CALL NOW", "RU", "letters")]
    [InlineData("", null, "too_short")]
    public async Task What_is_no_number_says_why(string raw, string? region, string reason)
    {
        var answer = (await ManyAsync("phones/normalize", new { raw, region })).ShouldHaveSingleItem();

        (answer["valid"]!.ToObject<bool>(), answer["reason"]!.ToString(), answer["e164"]!.Type).ShouldBe((false, reason, JTokenType.Null));
    }

    [Fact]
    public async Task Links_have_a_place_a_host_and_a_kind()
    {
        var answers = await ManyAsync(
            "links/inspect", new { text = "Смотрите bit.ly/abc, http://10.0.0.1/x и https://wa.me/79161234567." },
            new { text = "конец.Начало 12.05 a@b.ru файл.pdf" }, new { text = "youtu.be/x" });

        answers[0]["links"]!.Select(link => (link["position"]!.ToObject<int>(),
            link["length"]!.ToObject<int>(), link["host"]!.ToString(), link["kind"]!.ToString())).ShouldBe(
            [(9, 10, "bit.ly", "shortener"), (21, 17, "10.0.0.1", "ip"), (41, 25, "wa.me", "messenger")]);
        answers[0]["warnings"]!.ToObject<string[]>()!.ShouldBe(["shortener", "ip", "plain-http", "many-links"]);
        answers[1]["links"]!.ShouldBeEmpty();
        answers[2]["links"]![0]!["brand"]!.ToObject<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Refusals_are_recognized_as_whole_messages()
    {
        string[] texts = ["«СТОП!»", "cтоп", "не  пишите", "start", "стоп, а когда доставка?", "да", "нет", ""];

        var answers = await ManyAsync("optout/inspect", [.. texts.Select(text => new { text })]);

        answers.Select(answer => answer["action"]!.ToString())
            .ShouldBe(["optOut", "optOut", "optOut", "optIn", "maybe", "none", "none", "none"]);
    }

    [Fact]
    public async Task Refusals_are_recognized_by_the_portals_own_words()
    {
        var owner = world.Admin(ApiWorld.Theirs);
        (await owner.PatchAsync("settings", new { optOutWords = new[] { "Горшочек, не вари" } })).Status.ShouldBe(200);

        var answer = await owner.PostAsync(
            "optout/inspect",
            new { items = new[] { new { text = "горшочек, не вари!" }, new { text = "хватит" }, new { text = "стоп" } } });

        answer.Items.Select(item => item["action"]!.ToString()).ShouldBe(["optOut", "none", "optOut"]);
    }

    private async Task<IReadOnlyList<JToken>> ManyAsync(string path, params object[] items)
    {
        var answer = await world.Admin().PostAsync(path, new { items });
        answer.Status.ShouldBe(200, $"{answer.Body}");
        return [.. answer.Items];
    }
}
