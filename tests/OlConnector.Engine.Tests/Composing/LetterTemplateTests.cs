using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Tests.Composing;

public sealed class LetterTemplateTests
{
    [Theory]
    [InlineData("Привет, {{NAME}}!", "Привет, Анна!")]
    [InlineData("{{name}} {{Name}} {{ NAME }}", "Анна Анна Анна")]
    [InlineData("{{ NAME | upper }} {{NAME|lower}} {{ city | capitalize }}", "АННА анна Минск")]
    [InlineData("{{ NAME ?? \"друг\" }}, {{ NICK ?? 'друг' }}, {{ NICK | default 'друг' | upper }}", "Анна, друг, ДРУГ")]
    [InlineData("{{ NICK ?? NAME }} {{ NICK ?? NOCK ?? 'a|b' | upper | lower }}", "Анна a|b")]
    [InlineData("{{ NICK | upper | default 'ты' }}", "ты")]
    [InlineData("{{ NICK ?? '}}' }} {{ NICK ?? \"{'a' | x}\" }} {{ NICK ?? ' \u00A0 ' }}.", "}} {'a' | x}  \u00A0 .")]
    [InlineData("{{ if NAME }}да{{ else }}нет{{ end }}{{ if NICK }}да{{ else }}нет{{ end }}", "данет")]
    [InlineData("{{ if !NICK }}нет{{ end }}{{ if !NAME }}!{{ else }}есть{{ end }}", "нетесть")]
    [InlineData("{{if NAME}}{{if NICK}}a{{else}}{{NAME}}{{end}}{{end}}", "Анна")]
    [InlineData("{{ if NICK }}a{{ else if CITY == 'минск' }}b{{ else }}c{{ end }}", "b")]
    [InlineData("{{ if NICK || NAME && CITY != 'Минск' }}a{{ end }}{{ if !NICK && !NOCK }}b{{ end }}", "ab")]
    [InlineData("{{ if CITY == NAME }}a{{ end }}{{ if 'Анна' == NAME }}b{{ end }}", "b")]
    [InlineData("{{ if NICK == '' }}a{{ end }}{{ if NAME != \"\" }}b{{ end }}{{ if NICK == NOCK }}c{{ end }}", "abc")]
    [InlineData("{{deal.TITLE}} {{UF_CRM_1}} {{ deal.title | upper }} {{Фамилия}}", "Сделка 7 СДЕЛКА Бах")]
    [InlineData("{{ BIRTH | date }} {{ BIRTH | date \"d.M.yy\" }}", "05.03.1990 5.3.90")]
    [InlineData("{{ MEET | date \"dd.MM HH:mm\" \"Europe/Moscow\" }}", "21.11 12:30")]
    [InlineData("{{ NAME | date }}", "Анна")]
    [InlineData("№ #5 и # {{NAME}} } {", "№ #5 и # Анна } {")]
    [InlineData("строка\n{{ if NAME }}\nвторая\n{{ end }}\nтретья", "строка\n\nвторая\n\nтретья")]
    [InlineData("  отступ {{ LINES }}\n  {{ LINES }}", "  отступ раз\nдва\n  раз\nдва")]
    [InlineData("{{date}} {{ upper }} {{ upper | upper }}", "21.11.2026 снизу СНИЗУ")]
    [InlineData("{{ END }} {{ If }} {{ FALSE }} {{ empty }} {{ deal.end }}", "конец если ложь пусто дно")]
    [InlineData("{{\u00A0NAME\u00A0|\u2003upper\u00A0}}", "АННА")]
    [InlineData("{{ नाम }} {{ e\u0301 }} {{ 𐐨𐐩 ?? 'x' }}", "राम é Дезерет")]
    [InlineData("\0{{ NAME }}\0", "\0Анна\0")]
    [InlineData("{{ NAME }}}} {% {{NAME}}", "Анна}} {% Анна")]
    public void A_letter_reads_like_this(string source, string text)
    {
        var letter = LetterTemplate.Parse(source);

        letter.Errors.ShouldBeEmpty();
        letter.Render(Values).ShouldBe(text);
    }

    [Theory]
    [InlineData("{a|b}")]
    [InlineData("{{x}}")]
    [InlineData("{{NAME}}")]
    [InlineData("\\")]
    [InlineData("$1")]
    [InlineData("[+,+a|b]")]
    [InlineData("<b>&amp;\"'`=")]
    [InlineData("{{ end }}{{ else }}")]
    [InlineData("{{ 1 + 1 }}")]
    [InlineData("{%{ x }%}")]
    [InlineData("\"}}' | upper")]
    [InlineData("две\nстроки")]
    public void A_value_comes_out_exactly_as_it_is(string value)
    {
        var values = new Dictionary<string, string> { ["NAME"] = value };

        LetterTemplate.Parse("«{{name}}» {{ NAME ?? \"x\" }} {{ if name }}{{name}}{{ end }}").Render(values)
            .ShouldBe($"«{value}» {value} {value}");
    }

    [Fact]
    public void A_value_is_trimmed_and_loses_control_characters()
    {
        var values = new Dictionary<string, string> { ["a"] = " \t x\u0007y\r\nz \n", ["b"] = " \u0000 " };

        LetterTemplate.Parse("{{a}}|{{b}}").Render(values).ShouldBe("xy\nz|");
    }

    [Theory]
    [InlineData("a {{NAME", LetterCodes.Unclosed, 2)]
    [InlineData("a {{ NAME ?? \"друг }} b", LetterCodes.Unclosed, 2)]
    [InlineData("{{NAME {{CITY}}", LetterCodes.Unclosed, 0)]
    [InlineData("{{ if NAME }}a", LetterCodes.BlockUnclosed, 0)]
    [InlineData("a{{ end }}", LetterCodes.BlockUnexpected, 1)]
    [InlineData("a{{ else }}", LetterCodes.BlockUnexpected, 1)]
    [InlineData("a{{ else if NAME }}", LetterCodes.BlockUnexpected, 1)]
    [InlineData("{{ if NAME }}a{{ else }}b{{ else }}c{{ end }}", LetterCodes.BlockUnexpected, 25)]
    [InlineData("{{ if NAME }}a{{ else }}b{{ else if CITY }}c{{ end }}", LetterCodes.BlockUnexpected, 25)]
    [InlineData("{{ NAME | date \"dddd\" }}", LetterCodes.DateFormat, 0)]
    [InlineData("{{ NAME | date \"G\" }}", LetterCodes.DateFormat, 0)]
    [InlineData("{{ NAME | date \"dd.MM\" \"Mars/Olympus\" }}", LetterCodes.UnknownZone, 0)]
    [InlineData("{{ NAME | date \"dd.MM\" \"/dev/zero\" }}", LetterCodes.UnknownZone, 0)]
    [InlineData("{{ NAME | date \"dd.MM\" \"Europe/../../../../etc/passwd\" }}", LetterCodes.UnknownZone, 0)]
    [InlineData("{{ NAME | date \"dd.MM\" \"Europe\" }}", LetterCodes.UnknownZone, 0)]
    [InlineData("line\r\nline\n🐱 {{ NAME }} 👨‍👩‍👧 {{ 1 }}", LetterCodes.NotAllowed, 34)]
    [InlineData("नाम𐐨\u00A0{{ नाम }}{{ 𐐨 }}{{ a + b }}", LetterCodes.NotAllowed, 23)]
    public void A_broken_letter_says_what_and_where(string source, string code, int position)
    {
        var problem = LetterTemplate.Parse(source).Errors[0];

        (problem.Code, problem.Position).ShouldBe((code, position));
        LetterTemplate.Parse(source).Render(Values).ShouldBe(source);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var letter = LetterTemplate.Parse("{{ 1 }}\n{%{ x }%} {{# NAME }} {{ NAME }} {{ if A }}{{~ B }}{{ else }} {{ func f }}");

        letter.Errors.Select(error => (error.Code, error.Position)).ShouldBe(
        [
            (LetterCodes.NotAllowed, 0), (LetterCodes.NotAllowed, 8), (LetterCodes.NotAllowed, 18), (LetterCodes.BlockUnclosed, 41),
            (LetterCodes.NotAllowed, 51), (LetterCodes.NotAllowed, 70),
        ]);
    }

    [Theory]
    [InlineData("{{#if VIP}}", "{{ if VIP }}")]
    [InlineData("{{ #unless deal.VIP }}", "{{ if !deal.VIP }}")]
    [InlineData("{{/if}}", "{{ end }}")]
    [InlineData("{{/unless}}", "{{ end }}")]
    [InlineData("{{default NAME \"друг\"}}", "{{ NAME ?? \"друг\" }}")]
    [InlineData("{{upper Фамилия}}", "{{ Фамилия | upper }}")]
    [InlineData("{{lower नाम}}", "{{ नाम | lower }}")]
    [InlineData("{{ default NAME  'a\u00A0b' }}", "{{ NAME ?? 'a\u00A0b' }}")]
    [InlineData("{{capitalize NAME}}", "{{ NAME | capitalize }}")]
    [InlineData("{{date BIRTH}}", "{{ BIRTH | date }}")]
    [InlineData("{{date MEET \"HH:mm\" 'Europe/Moscow'}}", "{{ MEET | date \"HH:mm\" 'Europe/Moscow' }}")]
    public void The_former_syntax_is_answered_with_the_present_one(string former, string present)
    {
        var problem = LetterTemplate.Parse($"🐱\n{former}").Errors.Single(error => error.Code == LetterCodes.FormerSyntax);

        (problem.Position, problem.Instead).ShouldBe((3, present));
        LetterSentence.Of(problem).ShouldSatisfyAllConditions(
            sentence => sentence.Ru.ShouldEndWith($"иначе: {present}"), sentence => sentence.En.ShouldEndWith($"now: {present}"));
    }

    [Fact]
    public void The_fields_of_a_letter_are_listed_once_each()
    {
        var letter = LetterTemplate.Parse(
            "{{NAME}} {{name}} {{ if VIP == LEVEL }}{{ CITY | upper }}{{ else }}{{ NICK ?? \"x\" }}{{ end }}");

        letter.Fields.ShouldBe(["NAME", "VIP", "LEVEL", "CITY", "NICK"]);
        letter.HasFields.ShouldBeTrue();
        LetterTemplate.Parse("{a|b}").HasFields.ShouldBeFalse();
    }

    [Fact]
    public void Only_what_would_be_seen_can_be_missing()
    {
        var letter = LetterTemplate.Parse(
            "{{NAME}} {{NICK}} {{nick}} {{ if VIP }}{{LEVEL}}{{ else }}{{ TOWN | upper }}{{ end }} "
            + "{{ GIFT ?? \"x\" }}{{ GIFT | default '' }}");

        letter.MissingIn(new Dictionary<string, string> { ["NAME"] = "Анна", ["NICK"] = " " }).ShouldBe(["NICK", "TOWN"]);
        letter.MissingIn(new Dictionary<string, string> { ["name"] = "Анна", ["NICK"] = "А", ["Vip"] = "1" }).ShouldBe(["LEVEL"]);
    }

    [Fact]
    public void Of_several_fields_that_could_give_a_value_the_last_is_missing()
    {
        LetterTemplate.Parse("{{ NICK ?? NAME ?? TOWN | upper }}").MissingIn(new Dictionary<string, string>()).ShouldBe(["TOWN"]);
        LetterTemplate.Parse("{{ NICK ?? NAME }}").MissingIn(Values).ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_value_leaves_its_place_empty_and_stays_visible_in_an_example()
    {
        var letter = LetterTemplate.Parse("{{NAME}}, {{ NICK | upper }}! 🐱 {{ nick }}");

        letter.Render(Values).ShouldBe("Анна, ! 🐱 ");
        letter.RenderSample(Values).ShouldBe("Анна, {{ NICK | upper }}! 🐱 {{ nick }}");
    }

    [Fact]
    public void Too_many_or_too_deep_placeholders_are_refused()
    {
        LetterTemplate.Parse(string.Concat(Enumerable.Repeat("{{a}}", 200))).IsValid.ShouldBeTrue();
        LetterTemplate.Parse(string.Concat(Enumerable.Repeat("{{a}}", 201))).Errors[0]
            .ShouldBe(new LetterProblem(LetterCodes.TooBig, 1000));
        LetterTemplate.Parse(Nested(10)).IsValid.ShouldBeTrue();
        LetterTemplate.Parse(Nested(11)).Errors[0].ShouldBe(new LetterProblem(LetterCodes.TooBig, 100));
        LetterTemplate.Parse($"{{{{ {string.Join(" ?? ", Enumerable.Repeat("a", 32))} }}}}").IsValid.ShouldBeTrue();
        LetterTemplate.Parse($"{{{{ {string.Join(" ?? ", Enumerable.Repeat("a", 33))} }}}}").Errors[0].Code.ShouldBe(LetterCodes.TooBig);
        LetterTemplate.Parse("{{a}}" + new string('x', 10_000_000)).Errors[0].Code.ShouldBe(LetterCodes.TooBig);
    }

    [Fact]
    public void A_result_has_a_bound()
    {
        var values = new Dictionary<string, string> { ["a"] = new string('x', 50_000) };

        LetterTemplate.Parse("{{a}}{{a}}{{a}}").Render(values).Length.ShouldBe(LetterLimits.MostWritten);
    }

    [Fact]
    public void A_chain_of_conditions_may_be_as_long_as_a_letter()
    {
        var chain = string.Concat(Enumerable.Range(1, 198).Select(n => $"{{{{ else if a == '{n}' }}}}{n}"));
        var letter = LetterTemplate.Parse($"{{{{ if b }}}}{chain}{{{{ end }}}}");

        letter.Errors.ShouldBeEmpty();
        letter.Render(new Dictionary<string, string> { ["a"] = "197" }).ShouldBe("197");
    }

    [Fact]
    public void A_text_that_comes_again_is_kept_and_the_oldest_are_forgotten()
    {
        var cache = new LetterCache(mostLetters: 2, mostSize: 100_000);

        Keep(cache, "{{a}}").ShouldBe(2);
        Keep(cache, "{{a}}").ShouldBe(0);
        Keep(cache, "{{b}}");
        Keep(cache, "{{c}}");

        cache.Count.ShouldBe(2);
        Keep(cache, "{{c}}").ShouldBe(0);
        Keep(cache, "{{a}}").ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Letters_in_memory_have_a_size_together()
    {
        var cache = new LetterCache(mostLetters: 1000, mostSize: 1_000_000);

        for (var n = 0; n < 100; n++) Keep(cache, $"{n} {{{{a}}}}{new string('x', 50_000)}");
        cache.Count.ShouldBe(9);
        for (var n = 0; n < 100; n++) Keep(cache, $"{n} {string.Concat(Enumerable.Repeat("{{a}}", 200))}");
        cache.Count.ShouldBe(3);
        Keep(cache, "{{a}}" + new string('x', 60_000));
        cache.Count.ShouldBeLessThanOrEqualTo(4);
    }

    [Fact]
    public void A_letter_as_big_as_half_of_all_is_not_kept()
    {
        var cache = new LetterCache(mostLetters: 10, mostSize: 100_000);

        Keep(cache, "{{a}}" + new string('x', 50_000)).ShouldBe(3);
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Many_threads_may_fill_in_one_letter()
    {
        var letter = LetterTemplate.Parse("{{ if NAME }}{{ NAME | upper }}: {{N}}{{ end }}");

        var texts = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() =>
            letter.Render(new Dictionary<string, string> { ["NAME"] = "x", ["N"] = $"{n}" }))));

        texts.ShouldBe(Enumerable.Range(0, 200).Select(n => $"X: {n}"));
    }

    private static Dictionary<string, string> Values => new(StringComparer.OrdinalIgnoreCase)
    {
        ["NAME"] = "Анна",
        ["CITY"] = "минск",
        ["deal.TITLE"] = "Сделка",
        ["UF_CRM_1"] = "7",
        ["LINES"] = "раз\nдва",
        ["upper"] = "снизу",
        ["end"] = "конец",
        ["if"] = "если",
        ["false"] = "ложь",
        ["empty"] = "пусто",
        ["deal.end"] = "дно",
        ["नाम"] = "राम",
        ["e\u0301"] = "é",
        ["𐐨𐐩"] = "Дезерет",
        ["Фамилия"] = "Бах",
        ["BIRTH"] = "1990-03-05",
        ["MEET"] = "2026-11-21T09:30:00+00:00",
        ["date"] = "21.11.2026",
    };

    /// <summary>Asks for a letter three times; says how often it was read.</summary>
    private static int Keep(LetterCache cache, string text)
    {
        var readings = 0;
        for (var time = 0; time < 3; time++)
        {
            cache.Get(SpintaxVariant.Plain(text), variant =>
            {
                readings++;
                return LetterTemplate.Parse(variant);
            }).Source.ShouldBe(text);
        }
        return readings;
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{{if a }} ", depth)) + string.Concat(Enumerable.Repeat("{{end}}", depth));
}
