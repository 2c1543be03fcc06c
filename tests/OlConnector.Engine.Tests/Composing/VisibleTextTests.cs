using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Tests.Composing;

/// <summary>What nobody can see is neither a value nor a text.</summary>
public sealed class VisibleTextTests
{
    public static TheoryData<string> Blanks => new()
    {
        "", " ", "\u00A0", "\u200B", "\uFEFF", "\u200D", "\u00AD", "\u2800", "\u3164", "\u115F", "\u2060", "\u180E",
        "\u200E\u200F", "\u202A\u202C", "\uFE0F", "\uFFA0", "\u034F", "\u200B \uFEFF\t",
    };

    [Theory]
    [MemberData(nameof(Blanks))]
    public void A_value_of_invisible_signs_is_missing(string value)
    {
        var values = new Dictionary<string, string> { ["NAME"] = value };
        var letter = LetterTemplate.Parse("Привет, {{NAME}}!");

        LetterDecision.For(letter, values, MissingValuePolicy.Hold).ShouldBeOfType<LetterDecision.HoldMissing>().Fields.ShouldBe(["NAME"]);
        LetterTemplate.Parse("Привет, {{ NAME ?? \"друг\" }}!").Render(values).ShouldBe("Привет, друг!");
        LetterTemplate.Parse("Привет, {{ NAME | default \"друг\" }}!").Render(values).ShouldBe("Привет, друг!");
        LetterTemplate.Parse("{{ if NAME }}a{{ else }}b{{ end }}").Render(values).ShouldBe("b");
    }

    [Theory]
    [MemberData(nameof(Blanks))]
    public void A_text_of_invisible_signs_is_empty(string text) =>
        Composition.Choose(text, new Random(1), literalSpintax: false, maxLength: 4096).ShouldBe(new Composition.Failed(Reason.EmptyText));

    [Theory]
    [InlineData("\u2764\uFE0F")]
    [InlineData("👨\u200D👩\u200D👧")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("!")]
    public void Signs_that_shape_visible_ones_stay(string text) =>
        Composition.Choose(text, new Random(1), literalSpintax: false, maxLength: 4096).ShouldBe(new Composition.Ready(text));

    [Fact]
    public void A_byte_order_mark_glued_to_a_name_costs_no_parts()
    {
        var values = new Dictionary<string, string> { ["NAME"] = "\uFEFFAnna" };
        var letter = LetterTemplate.Parse("{{NAME}} " + new string('x', 148));
        var text = Composition.Fill(letter, values, MissingValuePolicy.Hold, maxLength: 4096).ShouldBeOfType<Composition.Ready>().Text;
        var handed = Composition.Choose("\uFEFF" + text, new Random(1), literalSpintax: false, maxLength: 4096);

        text.ShouldStartWith("Anna ");
        SmsParts.Measure(text).Parts.ShouldBe(1);
        handed.ShouldBe(new Composition.Ready(text));
    }
}
