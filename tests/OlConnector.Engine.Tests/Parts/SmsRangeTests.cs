using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Tests.Parts;

public sealed class SmsRangeTests
{
    [Fact]
    public void One_Cyrillic_letter_in_one_option_changes_the_encoding()
    {
        Of("{hello|hellо}").ShouldBe(new SmsRange(null, 5, 5, 1, 1));
        Of("{hello|hi}").ShouldBe(new SmsRange(SmsEncoding.Gsm7, 2, 5, 1, 1));
        Of("{да|нет} {a|b}").ShouldBe(new SmsRange(SmsEncoding.Ucs2, 4, 5, 1, 1));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(10)]
    public void Few_and_many_variants_are_measured_alike(int groups)
    {
        var source = string.Concat(Enumerable.Repeat("{aa|€|ж}", groups / 3))
            + string.Concat(Enumerable.Repeat("{1|22}", groups - (groups / 3)))
            + $"{{{new string('x', 140)}|{new string('я', 100)}}}[+ — +a|bb]";
        var template = SpintaxTemplate.Parse(source);

        var all = Enumerable.Range(0, (int)template.Ways).Select(k => SmsParts.Measure(template.Variant(k))).ToList();
        var extremes = ExtremeTexts.Of(template).ConvertAll(variant => SmsParts.Measure(variant.Text));

        extremes.Min(size => size.Units).ShouldBe(all.Min(size => size.Units));
        extremes.Max(size => size.Units).ShouldBe(all.Max(size => size.Units));
        extremes.Min(size => size.Parts).ShouldBe(all.Min(size => size.Parts));
        extremes.Max(size => size.Parts).ShouldBe(all.Max(size => size.Parts));
    }

    [Fact]
    public void The_longest_Latin_text_may_take_fewer_parts_than_a_shorter_Cyrillic_one()
    {
        var filler = string.Concat(Enumerable.Repeat("{1|2}", 12));

        Of($"{{{new string('x', 145)}|{new string('ж', 120)}}}{filler}").ShouldBe(new SmsRange(null, 132, 157, 1, 2));
    }

    [Fact]
    public void Values_count_and_not_their_placeholders()
    {
        var template = SpintaxTemplate.Parse("{Hi|Hello} {{name}}");

        SmsRange.Of(template, variant => variant.Text.Replace("{{name}}", "Ann", StringComparison.Ordinal))
            .ShouldBe(new SmsRange(SmsEncoding.Gsm7, 6, 9, 1, 1));
    }

    private static SmsRange Of(string source) => SmsRange.Of(SpintaxTemplate.Parse(source), variant => variant.Text);
}
