using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Engine.Tests.Composing;

public sealed class LetterTemplateTests
{
    [Theory]
    [InlineData("Привет, {{NAME}}!", "Привет, Анна!")]
    [InlineData("{{name}} {{Name}} {{ NAME }}", "Анна Анна Анна")]
    [InlineData("{{upper NAME}} {{lower NAME}} {{capitalize city}}", "АННА анна Минск")]
    [InlineData("{{default NAME \"друг\"}} {{default NICK \"друг\"}} {{default NICK 'it''s'}}", null)]
    [InlineData("{{default NAME \"друг\"}}, {{default NICK 'друг'}}", "Анна, друг")]
    [InlineData("{{#if NAME}}да{{else}}нет{{/if}}{{#if NICK}}да{{else}}нет{{/if}}", "данет")]
    [InlineData("{{#unless NICK}}нет{{/unless}}{{#unless NAME}}!{{else}}есть{{/unless}}", "нетесть")]
    [InlineData("{{#if NAME}}{{#if NICK}}a{{else}}{{NAME}}{{/if}}{{/if}}", "Анна")]
    [InlineData("{{deal.TITLE}} {{UF_CRM_1}} {{[Имя клиента]}} {{Фамилия}}", "Сделка 7 Анна Б. Бах")]
    [InlineData("{{date BIRTH}} {{date BIRTH \"d.M.yy\"}}", "05.03.1990 5.3.90")]
    [InlineData("{{date MEET \"dd.MM HH:mm\" \"Europe/Moscow\"}}", "21.11 12:30")]
    [InlineData("{{date NAME}}", "Анна")]
    [InlineData("№ #5 и # {{NAME}} } {", "№ #5 и # Анна } {")]
    [InlineData("строка\n{{#if NAME}}\nвторая\n{{/if}}\nтретья", "строка\n\nвторая\n\nтретья")]
    [InlineData("{{this}} {{else_}} {{@root}}", null)]
    [InlineData("{{date}}", "21.11.2026")]
    public void A_letter_reads_like_this(string source, string? text)
    {
        var letter = LetterTemplate.Parse(source);

        letter.IsValid.ShouldBe(text is not null);
        letter.Render(Values).ShouldBe(text ?? source);
    }

    [Theory]
    [InlineData("{a|b}")]
    [InlineData("{{x}}")]
    [InlineData("{{NAME}}")]
    [InlineData("\\")]
    [InlineData("$1")]
    [InlineData("[+,+a|b]")]
    [InlineData("<b>&amp;\"'`=")]
    [InlineData("{{/if}}{{else}}")]
    [InlineData("две\nстроки")]
    public void A_value_comes_out_exactly_as_it_is(string value)
    {
        var values = new Dictionary<string, string> { ["NAME"] = value };

        LetterTemplate.Parse("«{{name}}» {{default NAME \"x\"}} {{#if name}}{{name}}{{/if}}").Render(values).ShouldBe($"«{value}» {value} {value}");
    }

    [Fact]
    public void A_value_is_trimmed_and_loses_control_characters()
    {
        var values = new Dictionary<string, string> { ["a"] = " \t x\u0007y\r\nz \n", ["b"] = " \u0000 " };

        LetterTemplate.Parse("{{a}}|{{b}}").Render(values).ShouldBe("xy\nz|");
    }

    [Theory]
    [InlineData("{{{NAME}}}", 0)]
    [InlineData("a {{&NAME}}", 2)]
    [InlineData("{{> partial}}", 0)]
    [InlineData("{{#each NAME}}{{/each}}", 0)]
    [InlineData("{{#with NAME}}{{/with}}", 0)]
    [InlineData("{{lookup NAME \"x\"}}", 0)]
    [InlineData("{{! comment }}", 0)]
    [InlineData("{{../NAME}}", 0)]
    [InlineData("{{NAME.[0]}}", 0)]
    [InlineData("{{@root.NAME}}", 0)]
    [InlineData("{{~NAME~}}", 0)]
    [InlineData("{{#*inline \"x\"}}{{/inline}}", 0)]
    [InlineData("{{NAME NAME}}", 0)]
    [InlineData("{{upper (lower NAME)}}", 0)]
    [InlineData("{{}}", 0)]
    [InlineData("{{NA-ME}}", 0)]
    [InlineData("{{default NAME}}", 0)]
    [InlineData("{{default NAME \"a\" \"b\"}}", 0)]
    [InlineData("{{#if NAME}}a{{else if NICK}}b{{/if}}", 13)]
    public void Everything_else_in_double_braces_is_refused(string source, int position)
    {
        var letter = LetterTemplate.Parse(source);

        letter.Errors[0].ShouldBe(new LetterProblem(LetterCodes.NotAllowed, position));
        letter.Render(Values).ShouldBe(source);
    }

    [Theory]
    [InlineData("a {{NAME", LetterCodes.Unclosed, 2)]
    [InlineData("{{#if NAME}}a", LetterCodes.BlockUnclosed, 0)]
    [InlineData("a{{/if}}", LetterCodes.BlockUnexpected, 1)]
    [InlineData("a{{else}}", LetterCodes.BlockUnexpected, 1)]
    [InlineData("{{#if NAME}}a{{/unless}}{{/if}}", LetterCodes.BlockUnexpected, 13)]
    [InlineData("{{#if NAME}}a{{else}}b{{else}}c{{/if}}", LetterCodes.BlockUnexpected, 22)]
    [InlineData("{{date NAME \"dddd\"}}", LetterCodes.DateFormat, 0)]
    [InlineData("{{date NAME \"G\"}}", LetterCodes.DateFormat, 0)]
    [InlineData("{{date NAME \"dd.MM\" \"Mars/Olympus\"}}", LetterCodes.UnknownZone, 0)]
    [InlineData("{{date NAME \"dd.MM\" \"/dev/zero\"}}", LetterCodes.UnknownZone, 0)]
    [InlineData("{{date NAME \"dd.MM\" \"Europe/../../../../etc/passwd\"}}", LetterCodes.UnknownZone, 0)]
    [InlineData("{{date NAME \"dd.MM\" \"Europe\"}}", LetterCodes.UnknownZone, 0)]
    public void A_broken_letter_says_what_and_where(string source, string code, int position)
    {
        LetterTemplate.Parse(source).Errors[0].ShouldBe(new LetterProblem(code, position));
    }

    [Fact]
    public void The_fields_of_a_letter_are_listed_once_each()
    {
        var letter = LetterTemplate.Parse("{{NAME}} {{name}} {{#if VIP}}{{upper CITY}}{{else}}{{default NICK \"x\"}}{{/if}}");

        letter.Fields.ShouldBe(["NAME", "VIP", "CITY", "NICK"]);
        letter.HasFields.ShouldBeTrue();
        LetterTemplate.Parse("{a|b}").HasFields.ShouldBeFalse();
    }

    [Fact]
    public void Only_what_would_be_seen_can_be_missing()
    {
        var letter = LetterTemplate.Parse("{{NAME}} {{NICK}} {{nick}} {{#if VIP}}{{LEVEL}}{{else}}{{upper TOWN}}{{/if}} {{default GIFT \"x\"}}");

        letter.MissingIn(new Dictionary<string, string> { ["NAME"] = "Анна", ["NICK"] = " " }).ShouldBe(["NICK", "TOWN"]);
        letter.MissingIn(new Dictionary<string, string> { ["name"] = "Анна", ["NICK"] = "А", ["Vip"] = "1" }).ShouldBe(["LEVEL"]);
    }

    [Fact]
    public void A_missing_value_leaves_its_place_empty_and_stays_visible_in_an_example()
    {
        var letter = LetterTemplate.Parse("{{NAME}}, {{upper NICK}}!");

        letter.Render(Values).ShouldBe("Анна, !");
        letter.RenderSample(Values).ShouldBe("Анна, {{upper NICK}}!");
    }

    [Fact]
    public void Too_many_or_too_deep_placeholders_are_refused()
    {
        LetterTemplate.Parse(string.Concat(Enumerable.Repeat("{{a}}", 200))).IsValid.ShouldBeTrue();
        LetterTemplate.Parse(string.Concat(Enumerable.Repeat("{{a}}", 201))).Errors[0].ShouldBe(new LetterProblem(LetterCodes.TooBig, 1000));
        LetterTemplate.Parse(string.Concat(Enumerable.Repeat("{{#if a}}", 11))).Errors[0].Code.ShouldBe(LetterCodes.TooBig);
        LetterTemplate.Parse("{{a}}" + new string('x', 10_000_000)).Errors[0].Code.ShouldBe(LetterCodes.TooBig);
    }

    [Fact]
    public void A_result_has_a_bound()
    {
        var values = new Dictionary<string, string> { ["a"] = new string('x', 50_000) };

        LetterTemplate.Parse("{{a}}{{a}}{{a}}").Render(values).Length.ShouldBe(LetterLimits.MostWritten);
    }

    [Fact]
    public void Letters_of_one_build_share_one_skeleton()
    {
        LetterShape.Of(Parts("Привет, {{NAME}}!")).Template.ShouldBe(LetterShape.Of(Parts("Hi, {{upper nick}}.")).Template);
        LetterShape.Of(Parts("{{#if A}}x{{/if}}")).Template.ShouldBe("{{#if c0}}{{s0}}{{else}}{{/if}}");
    }

    [Fact]
    public void Skeletons_are_forgotten_oldest_first()
    {
        var shapes = new CompiledShapes(capacity: 2);

        var first = shapes.Get("{{s0}}");
        shapes.Get("{{s0}}").ShouldBeSameAs(first);
        shapes.Get("{{s0}}{{s1}}");
        shapes.Get("{{s0}}{{s1}}{{s2}}");

        shapes.Count.ShouldBe(2);
        shapes.Get("{{s0}}").ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task Many_threads_may_fill_in_one_letter()
    {
        var letter = LetterTemplate.Parse("{{#if NAME}}{{NAME}}: {{N}}{{/if}}");

        var texts = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() =>
            letter.Render(new Dictionary<string, string> { ["NAME"] = "x", ["N"] = $"{n}" }))));

        texts.ShouldBe(Enumerable.Range(0, 200).Select(n => $"x: {n}"));
    }

    private static Dictionary<string, string> Values => new(StringComparer.OrdinalIgnoreCase)
    {
        ["NAME"] = "Анна",
        ["CITY"] = "минск",
        ["deal.TITLE"] = "Сделка",
        ["UF_CRM_1"] = "7",
        ["Имя клиента"] = "Анна Б.",
        ["Фамилия"] = "Бах",
        ["BIRTH"] = "1990-03-05",
        ["MEET"] = "2026-11-21T09:30:00+00:00",
        ["date"] = "21.11.2026",
    };

    private static IReadOnlyList<LetterPart> Parts(string source) => LetterReader.Read(source).Parts;
}
