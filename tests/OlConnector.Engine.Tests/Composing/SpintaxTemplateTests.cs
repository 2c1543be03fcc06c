using System.Numerics;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Engine.Tests.Composing;

public sealed class SpintaxTemplateTests
{
    [Theory]
    [InlineData("{да|нет}", "да · нет")]
    [InlineData("{а|б{1|2|}}!", "а! · б1! · б2! · б!")]
    [InlineData(@"{|а}{|б}", " · а · б · аб")]
    [InlineData(@"\{нет\|да\}", "{нет|да}")]
    [InlineData("[+ и +кофе|чай]", "кофе и чай · чай и кофе")]
    [InlineData("[+, +{кот|пёс}|рыба]", "кот, рыба · пёс, рыба · рыба, кот · рыба, пёс")]
    [InlineData("{Пётр}, привет", "{Пётр}, привет")]
    [InlineData("{{Имя}}, {да|нет}", "{{Имя}}, да · {{Имя}}, нет")]
    [InlineData("цена а|б", "цена а|б")]
    [InlineData("", "")]
    [InlineData("{a|b|}{c|{d|e}}", "ac · bc · c · ad · bd · d · ae · be · e")]
    [InlineData(@"\{a\|b\}", "{a|b}")]
    [InlineData("{{{name}}|guest}", "{{name}} · guest")]
    [InlineData("{see [1]|see [2]}", "see [1] · see [2]")]
    [InlineData("[b]bold[/b] [1] [a|b] [url=x|y]", "[b]bold[/b] [1] [a|b] [url=x|y]")]
    [InlineData("[=location:1|2|{a|b}] {x|y}", "[=location:1|2|{a|b}] x · [=location:1|2|{a|b}] y")]
    [InlineData("{=Document:PHONE}", "{=Document:PHONE}")]
    [InlineData(@"a\b \", @"a\b \")]
    [InlineData("{ a | b }", " a  ·  b ")]
    [InlineData("[+|+a|b]", "a|b · b|a")]
    [InlineData(@"[+\++a|b]", "a+b · b+a")]
    [InlineData("[++a|b]", "ab · ba")]
    [InlineData("[+-+a|b|c]", "a-b-c · a-c-b · b-a-c · b-c-a · c-a-b · c-b-a")]
    [InlineData("{a|[+,+1|2]}", "a · 1,2 · 2,1")]
    [InlineData("конец}", "конец}")]
    public void A_template_has_exactly_these_texts(string source, string texts)
    {
        var template = SpintaxTemplate.Parse(source);

        template.IsValid.ShouldBeTrue();
        Listing(template).ShouldBe(texts.Split(" · "));
    }

    [Theory]
    [InlineData("[+7 921 555] или +375 29 {да|нет}", "[+7 921 555] или +375 29 да · [+7 921 555] или +375 29 нет")]
    [InlineData("[+7 {1|2} +8]", "[+7 1 +8] · [+7 2 +8]")]
    [InlineData("[+7 921], [+7 922], [+7 923] {а|б}", "[+7 921], [+7 922], [+7 923] а · [+7 921], [+7 922], [+7 923] б")]
    [InlineData("{a [+7]|b +}", "a [+7] · b +")]
    [InlineData("[+7 921] +1 {см. [1]|см. [2]}", "[+7 921] +1 см. [1] · [+7 921] +1 см. [2]")]
    [InlineData("[+7", "[+7")]
    public void A_bracket_before_a_phone_number_is_no_permutation(string source, string texts)
    {
        var template = SpintaxTemplate.Parse(source);

        template.IsValid.ShouldBeTrue();
        Listing(template).ShouldBe(texts.Split(" · "));
    }

    [Fact]
    public void A_list_of_a_hundred_bracketed_phone_numbers_is_ordinary_text()
    {
        var numbers = string.Join(", ", Enumerable.Range(10, 90).Select(n => $"[+7 (921) 555-44-{n}]"));

        Listing(SpintaxTemplate.Parse(numbers + " {а|б}")).ShouldBe([numbers + " а", numbers + " б"]);
    }

    [Theory]
    [InlineData("{а|б", SpintaxCodes.Unclosed, 0)]
    [InlineData("да {а", SpintaxCodes.Unclosed, 3)]
    [InlineData("[+, +а|б", SpintaxCodes.Unclosed, 0)]
    [InlineData("[+, +а", SpintaxCodes.Unclosed, 0)]
    [InlineData("[+{x}+а", SpintaxCodes.Unclosed, 0)]
    [InlineData("[+,+а|б}", SpintaxCodes.Mismatched, 7)]
    [InlineData("[+,+а|{б]}|в]", SpintaxCodes.Mismatched, 8)]
    public void A_broken_template_says_what_and_where(string source, string code, int position)
    {
        var template = SpintaxTemplate.Parse(source);

        template.IsValid.ShouldBeFalse();
        template.Errors[0].ShouldBe(new SpintaxProblem(code, position));
        template.Render(new Random(1)).ShouldBe(source);
        template.Ways.ShouldBe(BigInteger.One);
    }

    [Fact]
    public void The_first_place_of_a_text_is_column_one()
    {
        SpintaxTemplate.Parse("{а|б").Errors[0].Column.ShouldBe(1);
    }

    [Theory]
    [InlineData("{Пётр}, привет", SpintaxCodes.SingleOption, 0)]
    [InlineData("a {x} b", SpintaxCodes.SingleOption, 2)]
    [InlineData("конец}", SpintaxCodes.UnexpectedClosing, 5)]
    public void An_odd_brace_stays_in_the_text_with_a_warning(string source, string code, int position)
    {
        var template = SpintaxTemplate.Parse(source);

        template.IsValid.ShouldBeTrue();
        template.Warnings.ShouldBe([new SpintaxProblem(code, position)]);
        template.Render(new Random(1)).ShouldBe(source);
    }

    [Fact]
    public void What_is_inside_a_single_pair_of_braces_is_still_read()
    {
        Listing(SpintaxTemplate.Parse("{x {a|b} y}")).ShouldBe(["{x a y}", "{x b y}"]);
    }

    [Theory]
    [InlineData("{a|b}", 2048, true)]
    [InlineData("{a|b}", 200, true)]
    [InlineData("{a|b}", 201, false)]
    public void Two_hundred_groups_are_enough(string group, int times, bool valid)
    {
        var source = times > 201 ? new string('x', 4096) : string.Concat(Enumerable.Repeat(group, times));

        SpintaxTemplate.Parse(source).IsValid.ShouldBe(valid);
    }

    [Fact]
    public void Limits_are_refused_where_they_are_passed()
    {
        TooBigAt(new string('x', 4097)).ShouldBe(4096);
        TooBigAt(string.Concat(Enumerable.Repeat("{a|b}", 201))).ShouldBe(1000);
        TooBigAt("{" + string.Join('|', Enumerable.Repeat("a", 101)) + "}").ShouldBe(200);
        TooBigAt(string.Concat(Enumerable.Repeat("{a|", 11)) + new string('}', 11)).ShouldBe(30);
    }

    [Fact]
    public void The_limits_themselves_are_allowed()
    {
        SpintaxTemplate.Parse("{" + string.Join('|', Enumerable.Repeat("a", 100)) + "}").IsValid.ShouldBeTrue();
        SpintaxTemplate.Parse(string.Concat(Enumerable.Repeat("{a|", 10)) + new string('}', 10)).IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Ways_are_counted_without_a_limit()
    {
        SpintaxTemplate.Parse(string.Concat(Enumerable.Repeat("{a|b}", 200))).Ways.ShouldBe(BigInteger.Pow(2, 200));
        SpintaxTemplate.Parse("[+,+1|2|3|4|5]{a|b}").Ways.ShouldBe(240);
    }

    [Fact]
    public void Different_texts_are_counted_apart_from_ways()
    {
        SpintaxTemplate.Parse("{a|a}").Distinct.ShouldBe(new DistinctCount(1, 1));
        SpintaxTemplate.Parse("{|}").Distinct.ShouldBe(new DistinctCount(1, 1));
        SpintaxTemplate.Parse("{a|ab}{bc|c}").Distinct.ShouldBe(new DistinctCount(3, 3));
    }

    [Fact]
    public void Above_ten_thousand_ways_there_are_bounds()
    {
        var distinct = SpintaxTemplate.Parse(string.Concat(Enumerable.Repeat("{a|b}", 100)) + "[+,+1|2|3]").Distinct;

        distinct.IsExact.ShouldBeFalse();
        distinct.AtLeast.ShouldBe(10_000);
        distinct.AtMost.ShouldBe(BigInteger.Pow(2, 100) * 6);
    }

    [Fact]
    public void A_variant_far_away_is_found_without_the_others()
    {
        var template = SpintaxTemplate.Parse(string.Concat(Enumerable.Repeat("{a|b}", 100)));

        template.Variant(BigInteger.Pow(2, 99)).ShouldBe(new string('a', 99) + "b");
        Should.Throw<ArgumentOutOfRangeException>(() => template.Variant(BigInteger.Pow(2, 100)));
    }

    [Fact]
    public void Shortest_and_longest_are_texts_of_the_template()
    {
        var template = SpintaxTemplate.Parse("{короче|ещё короче} [+ и +{да|конечно}|нет]");

        template.Shortest.ShouldBe("короче да и нет");
        template.Longest.ShouldBe("ещё короче конечно и нет");
    }

    [Fact]
    public void Outermost_groups_are_told_apart_from_the_words_around_them()
    {
        var template = SpintaxTemplate.Parse(@"{Привет|{Доброе|Светлое} утро}, Анна\! [+, +а|б].");

        template.GroupSources.ShouldBe(["{Привет|{Доброе|Светлое} утро}", "[+, +а|б]"]);
        template.LiteralText.ShouldBe(@", Анна\! .");
        template.GroupCount.ShouldBe(3);
    }

    [Fact]
    public void An_editor_gets_the_places_to_highlight()
    {
        SpintaxTemplate.Parse(@"{a|{{x}}}\{[=f:1]{=D:P}[+,+1|2]").Spans.ShouldBe([
            new(0, 9, SpintaxSpanKind.Choice),
            new(3, 5, SpintaxSpanKind.Field),
            new(9, 2, SpintaxSpanKind.Escape),
            new(11, 6, SpintaxSpanKind.Shortcode),
            new(17, 6, SpintaxSpanKind.Workflow),
            new(23, 8, SpintaxSpanKind.Permutation),
        ]);
    }

    [Fact]
    public void An_option_is_equally_likely_within_its_group()
    {
        var template = SpintaxTemplate.Parse("{a|{b|c}}");
        var random = new Random(7);

        var texts = Enumerable.Range(0, 4000).Select(_ => template.Render(random)).CountBy(text => text).ToDictionary();

        texts["a"].ShouldBeInRange(1850, 2150);
        texts["b"].ShouldBeInRange(880, 1120);
        texts["c"].ShouldBeInRange(880, 1120);
    }

    [Fact]
    public void Every_order_of_a_permutation_is_equally_likely()
    {
        var template = SpintaxTemplate.Parse("[++a|b|c]");
        var random = new Random(7);

        var texts = Enumerable.Range(0, 6000).Select(_ => template.Render(random)).CountBy(text => text).ToDictionary();

        texts.Count.ShouldBe(6);
        texts.Values.ShouldAllBe(count => count > 880 && count < 1120);
    }

    private static List<string> Listing(SpintaxTemplate template) =>
        [.. Enumerable.Range(0, (int)template.Ways).Select(k => template.Variant(k))];

    private static int TooBigAt(string source) =>
        SpintaxTemplate.Parse(source).Errors.ShouldHaveSingleItem().ShouldSatisfy(SpintaxCodes.TooBig);
}

file static class ProblemAssertions
{
    public static int ShouldSatisfy(this SpintaxProblem problem, string code)
    {
        problem.Code.ShouldBe(code);
        return problem.Position;
    }
}
