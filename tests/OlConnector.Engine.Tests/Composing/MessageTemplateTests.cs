using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Composing;

public sealed class MessageTemplateTests
{
    [Theory]
    [InlineData("{Привет|{{ if VIP }}Дорогой{{ end }}} {{NAME}}")]
    [InlineData("{{ if VIP }}{a|b}{{ else }}{c|{{ if !X }}d{{ end }}}{{ end }}")]
    [InlineData("{{{name}}|guest}")]
    [InlineData("{{{ name ?? \"a|b}}\" }}|guest}")]
    [InlineData("{{ NAME | default 'a|b' | upper }}, {да|нет}")]
    [InlineData("[+, +{{a}}|{{b}}]")]
    public void A_condition_that_ends_where_it_begins_is_good(string source)
    {
        MessageTemplate.Parse(source).IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{{ if A }}{x|y{{ else }}z}{{ end }}", LetterCodes.BlockUnexpected, 14)]
    [InlineData("{{{ if A }}x|y}{{ end }}", LetterCodes.BlockUnclosed, 1)]
    [InlineData("{x|{{ if A }}}{{ end }}", LetterCodes.BlockUnclosed, 3)]
    [InlineData("{a|{{ for x in A }}}", LetterCodes.NotAllowed, 3)]
    [InlineData("{a|{{#if A}}}", LetterCodes.FormerSyntax, 3)]
    [InlineData("🐱\n{a|\r\n{b|{{ A + 1 }}}}", LetterCodes.NotAllowed, 11)]
    [InlineData(@"\\\| {{ A }}{a|b}{{ 1 }}", LetterCodes.NotAllowed, 17)]
    [InlineData("{{ if A }}{{ else }}{{ else }}{{ end }}", LetterCodes.BlockUnexpected, 20)]
    [InlineData("{{a|b}}", LetterCodes.NotAllowed, 0)]
    [InlineData("{{#}} {a|b}", LetterCodes.NotAllowed, 0)]
    [InlineData("{%{ a }%}", LetterCodes.NotAllowed, 0)]
    [InlineData("{{}}", LetterCodes.NotAllowed, 0)]
    public void A_placeholder_that_fails_in_any_variant_is_found_without_writing_it(string source, string code, int position)
    {
        var message = MessageTemplate.Parse(source);

        message.IsValid.ShouldBeFalse();
        (message.LetterErrors[0].Code, message.LetterErrors[0].Position).ShouldBe((code, position));
    }

    [Theory]
    [InlineData(@"\{\{name\}\}", "{{name}}")]
    [InlineData(@"\{{{name}}\}", "{Анна}")]
    [InlineData(@"\{\{name\}\} {{name}}", "{{name}} Анна")]
    [InlineData(@"{{ name }} \{\{", "Анна {{")]
    [InlineData(@"{\{\{a\}\}|\{\{a\}\}} {{name}}", "{{a}} Анна")]
    [InlineData(@"[+\{\{+{{name}}|{{name}}]", "Анна{{Анна")]
    [InlineData(@"{{ if name }}\{\{ end \}\}{{ end }}", "{{ end }}")]
    [InlineData(@"\{%\{ {{name}} \}%\}", "{%{ Анна }%}")]
    [InlineData(@"\{=Document:PHONE\}", "{=Document:PHONE}")]
    public void A_protected_brace_is_text_for_the_fields_too(string source, string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["NAME"] = "Анна" };
        var composition = Composition.Choose(source, new Random(1), literalSpintax: false, maxLength: 4096);
        if (composition is Composition.NeedsValues { Letter: var letter })
            composition = Composition.Fill(letter, values, MissingValuePolicy.Hold, maxLength: 4096);

        composition.ShouldBe(new Composition.Ready(text));
        MessageTemplate.Parse(source).IsValid.ShouldBeTrue();
        TextPreview.Of(new PreviewItem(source, Channel.WhatsApp) { Fields = values }).Samples.ShouldContain(text);
    }

    /// <summary>Letters are kept by their text; these two have the same.</summary>
    [Fact]
    public void Letters_that_differ_in_what_is_protected_only_are_never_taken_for_each_other()
    {
        var values = new Dictionary<string, string> { ["name"] = "Анна" };
        var (open, shut) = (SpintaxTemplate.Parse("{{name}}"), SpintaxTemplate.Parse(@"\{\{name\}\}"));
        for (var time = 0; time < 4; time++)
        {
            LetterTemplate.Parse(open.Write(new Random(1))).Render(values).ShouldBe("Анна");
            LetterTemplate.Parse(shut.Write(new Random(1))).Render(values).ShouldBe("{{name}}");
        }
    }

    [Fact]
    public void Fields_of_all_variants_are_listed()
    {
        MessageTemplate.Parse("{{{NAME}}|{{name}} {{ nick ?? \"x\" }}} {{ if VIP }}x{{ end }}").Fields.ShouldBe(["NAME", "nick", "VIP"]);
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

        LetterDecision.For(LetterTemplate.Parse("{{ for }}"), values, MissingValuePolicy.Blank)
            .ShouldBeOfType<LetterDecision.HoldInvalid>();
        LetterDecision.For(LetterTemplate.Parse("{=} {=Document:PHONE} {{a}}"), values, MissingValuePolicy.Blank)
            .ShouldBeOfType<LetterDecision.HoldMissing>().Fields.ShouldBe(["{=Document:PHONE}"]);
        LetterDecision.For(LetterTemplate.Parse("{{a}}"), values, MissingValuePolicy.Hold).ShouldBeOfType<LetterDecision.Render>();
    }

    [Theory]
    [InlineData("{{{NAME}}|{{NAME}}}", false, "Анна")]
    [InlineData("{{{NAME}}|friend}{", false, Reason.SpintaxInvalid)]
    [InlineData("{{{NAME}}|friend}{", true, Reason.TemplateInvalid)]
    [InlineData("{a|{{NAME}}", true, "{a|Анна")]
    public void A_variant_may_begin_with_a_placeholder_where_groups_are_read(string source, bool literalSpintax, string outcome)
    {
        var values = new Dictionary<string, string> { ["NAME"] = "Анна" };
        var composition = Composition.Choose(source, new Random(1), literalSpintax, maxLength: 4096);
        if (composition is Composition.NeedsValues { Letter: var letter })
            composition = Composition.Fill(letter, values, MissingValuePolicy.Hold, maxLength: 4096);

        (composition switch
        {
            Composition.Ready ready => ready.Text,
            Composition.Held held => held.Reason,
            _ => null,
        }).ShouldBe(outcome);
    }

    [Fact]
    public void Texts_of_the_two_steps_fit_together()
    {
        var values = new Dictionary<string, string> { ["NAME"] = "{a|b}" };
        var message = MessageTemplate.Parse("{{ NAME ?? \"друг\" }}!");

        var variant = message.Spintax.Render(new Random(1));

        LetterTemplate.Parse(variant).Render(values).ShouldBe("{a|b}!");
    }
}
