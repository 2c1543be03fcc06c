using Newtonsoft.Json.Linq;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api.Texts;

public sealed class PreviewTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData("{да|нет}", "2", "да", "нет")]
    [InlineData("{а|б{1|2|}}!", "4", "а!", "б1!", "б2!", "б!")]
    [InlineData("{|а}{|б}", "4", "", "а", "б", "аб")]
    [InlineData(@"\{нет\|да\}", "1", "{нет|да}")]
    [InlineData("[+ и +кофе|чай]", "2", "кофе и чай", "чай и кофе")]
    [InlineData("[+, +{кот|пёс}|рыба]", "4", "кот, рыба", "пёс, рыба", "рыба, кот", "рыба, пёс")]
    [InlineData("{Пётр}, привет", "1", "{Пётр}, привет")]
    [InlineData("{{Имя}}, {да|нет}", "2", "{{Имя}}, да", "{{Имя}}, нет")]
    [InlineData("цена а|б", "1", "цена а|б")]
    public async Task Variants_are_counted_and_shown(string template, string ways, params string[] texts)
    {
        var preview = await TryAsync(new { template, channel = "sms" });

        preview["valid"]!.ToObject<bool>().ShouldBeTrue();
        (preview["ways"]!.Type, preview["ways"]!.ToString()).ShouldBe((JTokenType.String, ways));
        preview["samples"]!.ToObject<string[]>()!.ShouldBe(texts, ignoreOrder: true);
    }

    [Fact]
    public async Task A_value_is_inserted_and_never_read_again()
    {
        var preview = await TryAsync(new
        {
            template = """{{ NAME ?? "друг" }}! {{city}}""",
            fields = new { name = "{a|b}", other = (string?)null },
        });

        preview["ways"]!.ToString().ShouldBe("1");
        preview["samples"]!.ToObject<string[]>().ShouldBe(["{a|b}! {{city}}"]);
        preview["fields"]!.ToObject<string[]>().ShouldBe(["NAME", "city"]);
    }

    [Fact]
    public async Task Each_sample_says_where_its_second_part_begins()
    {
        var preview = await TryAsync(new { template = $"{{да|{new string('ж', 71)}}}", channel = "sms" });

        preview["samples"]!.ToObject<string[]>()!.Select(text => text.Length).ShouldBe([2, 71]);
        preview["partStarts"]!.ToObject<int[][]>().ShouldBe([[], [67]]);
    }

    [Fact]
    public async Task A_text_that_cannot_be_read_is_an_answer_with_places()
    {
        var preview = await TryAsync(new { template = "{а|б" });

        preview["valid"]!.ToObject<bool>().ShouldBeFalse();
        (preview["errors"]![0]!["code"]!.ToString(), preview["errors"]![0]!["position"]!.ToObject<int>()).ShouldBe(("unclosed", 1));
        preview["samples"]!.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_placeholder_of_the_former_syntax_is_answered_with_the_present_one()
    {
        var preview = await TryAsync(new { template = """{да|нет}, {{default NAME "друг"}}!""" });

        preview["valid"]!.ToObject<bool>().ShouldBeFalse();
        var error = preview["errors"]!.ShouldHaveSingleItem();
        (error["code"]!.ToString(), error["position"]!.ToObject<int>()).ShouldBe(("TEMPLATE_INVALID", 11));
        error["detail"]!.ToString().ShouldBe("former-syntax");
        error["message"]!["ru"]!.ToString().ShouldBe("Теперь это пишется иначе: {{ NAME ?? \"друг\" }}");
        error["message"]!["en"]!.ToString().ShouldBe("This is written in another way now: {{ NAME ?? \"друг\" }}");
    }

    [Fact]
    public async Task Warnings_and_spans_are_told()
    {
        (await TryAsync(new { template = "{Пётр}, привет" }))["warnings"]![0]!["code"]!.ToString().ShouldBe("single-option");
        (await TryAsync(new { template = "{а|б}" }))["spans"]![0]!.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldBe("""{"position":0,"length":5,"kind":"choice"}""");
    }

    [Theory]
    [InlineData('d', 160, "", "gsm7", 160, 1)]
    [InlineData('d', 161, "", "gsm7", 161, 2)]
    [InlineData('d', 159, "~", "gsm7", 161, 2)]
    [InlineData('d', 305, "}", "gsm7", 307, 3)]
    [InlineData('d', 100, "—", "ucs2", 101, 2)]
    [InlineData('ж', 70, "", "ucs2", 70, 1)]
    [InlineData('ж', 71, "", "ucs2", 71, 2)]
    [InlineData('ж', 66, "🐱жжжжжжжжжж", "ucs2", 78, 2)]
    public async Task Parts_are_counted_by_filling(char letter, int times, string end, string encoding, int units, int parts)
    {
        var preview = await TryAsync(new { template = new string(letter, times) + end });

        preview["encoding"]!.ToString().ShouldBe(encoding);
        (preview["units"]!["min"]!.ToObject<int>(), preview["units"]!["max"]!.ToObject<int>()).ShouldBe((units, units));
        (preview["parts"]!["min"]!.ToObject<int>(), preview["parts"]!["max"]!.ToObject<int>()).ShouldBe((parts, parts));
    }

    [Fact]
    public async Task Nine_variants_for_a_hundred_people_are_nine_percent_unique()
    {
        var preview = await TryAsync(new { template = "{a|b|c}{d|e|f}", recipients = 100 });

        preview["expectedDistinct"]!.ToObject<double>().ShouldBe(9.0);
        preview["uniqueness"]!.ToObject<double>().ShouldBe(9.0);
        (await TryAsync(new { template = "{a|b}" }))["uniqueness"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task The_lines_tariff_prices_the_mailing_and_a_known_number_by_its_longest_prefix()
    {
        var line = await PricedLineAsync();

        var all = await TryAsync(new { template = new string('ж', 71), channel = "sms", recipients = 10, line });
        var one = await TryAsync(new
        {
            template = "ж",
            channel = "sms",
            recipients = 1,
            line,
            fields = new { PHONE = "+7 916 123-45-67" },
        });
        var unlisted = await TryAsync(
            new { template = "ж", channel = "sms", recipients = 1, line, fields = new { phone = "+4915127654321" } });
        var chat = await TryAsync(new { template = new string('ж', 71), recipients = 10, line });

        all["cost"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("""{"min":40.0,"max":70.0,"currency":"RUB"}""");
        (one["cost"]!["min"]!.ToObject<decimal>(), one["cost"]!["max"]!.ToObject<decimal>()).ShouldBe((3.5m, 3.5m));
        unlisted["cost"]!.Type.ShouldBe(JTokenType.Null);
        chat["cost"]!["max"]!.ToObject<decimal>().ShouldBe(35m, "a WhatsApp message is not split");
        (await TryAsync(new { template = "ж", recipients = 1 }))["cost"]!.Type.ShouldBe(JTokenType.Null);
    }

    [Fact]
    public async Task A_variant_longer_than_the_lines_gateway_takes_is_an_error()
    {
        var line = $"{world.Line.Id}";
        var fields = new { name = new string('x', 20_001) };

        var preview = await TryAsync(new { template = "{a|{{name}}}", line, fields });

        (preview["valid"]!.ToObject<bool>(), preview["errors"]![0]!["code"]!.ToString(),
            preview["ways"]!.ToString()).ShouldBe((false, "TEXT_TOO_LONG", "2"));
        (await TryAsync(new { template = "{a|{{name}}}", channel = "whatsapp", fields }))["valid"]!.ToObject<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Equal_seeds_show_equal_samples()
    {
        const string template = "{a|b|c}{d|e|f}{g|h|i}";

        var (first, again, other) = (await TryAsync(new { template, seed = "7" }),
            await TryAsync(new { template, seed = "7" }), await TryAsync(new { template, seed = "8" }));

        again["samples"]!.ToString().ShouldBe(first["samples"]!.ToString());
        other["samples"]!.ToString().ShouldNotBe(first["samples"]!.ToString());
    }

    [Fact]
    public async Task Texts_are_answered_in_their_order()
    {
        var answer = await world.Admin().PostAsync(
            "text/preview", new { items = Enumerable.Range(0, 100).Select(number => new { template = $"{number}" }) });

        answer.Items.Select(item => item["shortest"]!.ToString()).ShouldBe(Enumerable.Range(0, 100).Select(number => $"{number}"));
    }

    [Fact]
    public async Task The_portals_own_words_count_as_a_way_to_refuse()
    {
        var owner = world.Admin(ApiWorld.Theirs);
        await owner.PatchAsync("settings", new { optOutWords = new[] { "горшочек" } });

        var answer = await owner.PostAsync(
            "text/preview",
            new { items = new[] { new { template = "Скидка! Отказ: горшочек" }, new { template = "Скидка! Отписка: хватит" } } });

        answer.Items[0]["hints"]!.ToObject<string[]>()!.ShouldNotContain("no-opt-out");
        answer.Items[1]["hints"]!.ToObject<string[]>()!.ShouldContain("no-opt-out");
    }

    [Fact]
    public async Task A_line_that_is_not_the_callers_is_not_there()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var marketer = await world.PersonAsync(Role.Marketer, line);

        foreach (var (caller, id) in new[] { (world.Admin(), $"{world.TheirLine.Id}"),
            (world.Admin(), "1"), (marketer, $"{world.Line.Id}") })
        {
            var refused = await caller.PostAsync(
                "text/preview", new { items = new object[] { new { template = "a" }, new { template = "a", line = id } } });
            (refused.Status, refused.Code, refused.Field).ShouldBe((404, "not_found", "items[1].line"));
        }
    }

    private async Task<JToken> TryAsync(object item)
    {
        var answer = await world.Admin().PostAsync("text/preview", new { items = new[] { item } });
        answer.Status.ShouldBe(200, $"{answer.Body}");
        return answer.Items.ShouldHaveSingleItem();
    }

    private async Task<string> PricedLineAsync()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        var tariff = new[] { new { prefix = "7", price = 2m }, new { prefix = "7916", price = 3.5m } };
        (await world.Admin().PatchAsync($"lines/{line.Id}", new { tariff, currency = "RUB" })).Status.ShouldBe(200);
        return $"{line.Id}";
    }
}
