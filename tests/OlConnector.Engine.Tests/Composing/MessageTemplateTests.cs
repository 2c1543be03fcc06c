using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Engine.Tests.Composing;

public sealed class MessageTemplateTests
{
    [Theory]
    [InlineData("{Привет|{{#if VIP}}Дорогой{{/if}}} {{NAME}}")]
    [InlineData("{{#if VIP}}{a|b}{{else}}{c|{{#unless X}}d{{/unless}}}{{/if}}")]
    [InlineData("{{{name}}|guest}")]
    [InlineData("[+, +{{a}}|{{b}}]")]
    public void A_condition_that_ends_where_it_begins_is_good(string source)
    {
        MessageTemplate.Parse(source).IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{{#if A}}{x|y{{else}}z}{{/if}}", LetterCodes.BlockUnexpected, 13)]
    [InlineData("{{{#if A}}x|y}{{/if}}", LetterCodes.BlockUnclosed, 1)]
    [InlineData("{x|{{#if A}}}{{/if}}", LetterCodes.BlockUnclosed, 3)]
    [InlineData("{a|{{#each A}}}", LetterCodes.NotAllowed, 3)]
    [InlineData("{{#if A}}{{else}}{{else}}{{/if}}", LetterCodes.BlockUnexpected, 17)]
    [InlineData(@"\{{{x}}", LetterCodes.NotAllowed, 1)]
    [InlineData(@"\{\{x\}\}", LetterCodes.NotAllowed, 2)]
    [InlineData("{{}}", LetterCodes.NotAllowed, 0)]
    public void A_placeholder_that_fails_in_any_variant_is_found_without_writing_it(string source, string code, int position)
    {
        var message = MessageTemplate.Parse(source);

        message.IsValid.ShouldBeFalse();
        message.LetterErrors[0].ShouldBe(new LetterProblem(code, position));
    }

    [Fact]
    public void Fields_of_all_variants_are_listed()
    {
        MessageTemplate.Parse("{{{NAME}}|{{name}} {{default nick \"x\"}}} {{#if VIP}}x{{/if}}").Fields.ShouldBe(["NAME", "nick", "VIP"]);
    }

    [Theory]
    [InlineData(MissingValuePolicy.Hold)]
    [InlineData(MissingValuePolicy.Skip)]
    [InlineData(MissingValuePolicy.Blank)]
    public void What_happens_to_a_missing_value_is_decided_before_anything_is_written(MissingValuePolicy policy)
    {
        var decision = LetterDecision.For(LetterTemplate.Parse("{{A}} {{B}}"), new Dictionary<string, string> { ["a"] = "1" }, policy);

        switch (policy)
        {
            case MissingValuePolicy.Hold: decision.ShouldBeOfType<LetterDecision.HoldMissing>().Fields.ShouldBe(["B"]); break;
            case MissingValuePolicy.Skip: decision.ShouldBeOfType<LetterDecision.Skip>().Fields.ShouldBe(["B"]); break;
            case MissingValuePolicy.Blank: decision.ShouldBeOfType<LetterDecision.Render>(); break;
        }
    }

    [Fact]
    public void A_letter_that_cannot_be_read_or_that_Bitrix24_left_unanswered_is_held_under_every_policy()
    {
        var values = new Dictionary<string, string> { ["a"] = "{=Document:X}" };

        LetterDecision.For(LetterTemplate.Parse("{{#each}}"), values, MissingValuePolicy.Blank).ShouldBeOfType<LetterDecision.HoldInvalid>();
        LetterDecision.For(LetterTemplate.Parse("{=} {=Document:PHONE} {{a}}"), values, MissingValuePolicy.Blank)
            .ShouldBeOfType<LetterDecision.HoldMissing>().Fields.ShouldBe(["{=Document:PHONE}"]);
        LetterDecision.For(LetterTemplate.Parse("{{a}}"), values, MissingValuePolicy.Hold).ShouldBeOfType<LetterDecision.Render>();
    }

    [Fact]
    public void Texts_of_the_two_steps_fit_together()
    {
        var values = new Dictionary<string, string> { ["NAME"] = "{a|b}" };
        var message = MessageTemplate.Parse("{{default NAME \"друг\"}}!");

        var variant = message.Spintax.Render(new Random(1));

        LetterTemplate.Parse(variant).Render(values).ShouldBe("{a|b}!");
    }
}
