using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Tests.Composing;

public sealed class TextPreviewTests
{
    [Fact]
    public void A_dry_run_says_everything_about_a_text()
    {
        var preview = TextPreview.Of(new PreviewItem("{Hi|Hello|Dear}, {{name}}! {a|b|c}", Channel.Sms)
        {
            Fields = new Dictionary<string, string> { ["NAME"] = "Ann" },
            Recipients = 100,
            Tariff = new Tariff([new("7", 2), new("375", 3)]),
        });

        preview.Valid.ShouldBeTrue();
        preview.Ways.ShouldBe("9");
        preview.Distinct.ShouldBe(9);
        preview.DistinctIsExact.ShouldBeTrue();
        preview.Samples.Count.ShouldBe(5);
        preview.Samples.ShouldBeUnique();
        preview.Shortest.ShouldBe("Hi, Ann! a");
        preview.Longest.ShouldBe("Hello, Ann! a");
        preview.Encoding.ShouldBe("gsm7");
        preview.Units.ShouldBe(new MinMax<int>(10, 13));
        preview.Parts.ShouldBe(new MinMax<int>(1, 1));
        preview.ExpectedDistinct.ShouldBe(9.0);
        preview.Uniqueness.ShouldBe(9.0);
        preview.Cost.ShouldBe(new MinMax<decimal>(200, 300));
        preview.Fields.ShouldBe(["name"]);
        preview.Hints.ShouldBe([PreviewHints.NoOptOut, PreviewHints.HighRiskUniqueness, PreviewHints.FewVariants]);
    }

    [Fact]
    public void A_field_without_a_value_stays_visible()
    {
        TextPreview.Of(new PreviewItem("{{Имя}}, {да|нет}", Channel.Sms)).Samples.ShouldBe(["{{Имя}}, да", "{{Имя}}, нет"]);
    }

    [Fact]
    public void Problems_are_placed_as_people_count()
    {
        var preview = TextPreview.Of(new PreviewItem("{а|б", Channel.Sms) { Recipients = 10 });

        preview.Valid.ShouldBeFalse();
        preview.Errors.ShouldBe([new PreviewProblem(SpintaxCodes.Unclosed, 1)]);
        preview.Ways.ShouldBe("0");
        preview.Samples.ShouldBeEmpty();
        preview.Encoding.ShouldBe("ucs2");
        preview.Units.ShouldBe(new MinMax<int>(4, 4));
        preview.Uniqueness.ShouldBeNull();
    }

    [Fact]
    public void A_forbidden_placeholder_is_an_invalid_template()
    {
        var problem = TextPreview.Of(new PreviewItem("a {{ for b in x }}", Channel.Sms)).Errors.Single();

        (problem.Code, problem.Position, problem.Detail).ShouldBe(("TEMPLATE_INVALID", 3, "not-allowed"));
        problem.Message!.Ru.ShouldStartWith("Так в двойных скобках писать нельзя.");
        problem.Message.En.ShouldStartWith("This cannot stand in double braces.");
    }

    [Fact]
    public void The_former_syntax_is_an_invalid_template_that_says_what_to_write()
    {
        var problem = TextPreview.Of(new PreviewItem("{a|b}, {{default NAME \"друг\"}}!", Channel.Sms)).Errors.Single();

        (problem.Code, problem.Position, problem.Detail).ShouldBe(("TEMPLATE_INVALID", 8, "former-syntax"));
        problem.Message!.Ru.ShouldBe("Теперь это пишется иначе: {{ NAME ?? \"друг\" }}");
    }

    [Fact]
    public void A_placeholder_that_two_options_make_together_is_found()
    {
        var problem = TextPreview.Of(new PreviewItem("{{{#}|b}}", Channel.Sms)).Errors.Single();

        (problem.Code, problem.Position, problem.Detail).ShouldBe(("TEMPLATE_INVALID", 1, "not-allowed"));
        TextPreview.Of(new PreviewItem(@"{\{|\{}{{x}}", Channel.Sms)).Samples.ShouldBe(["{{{x}}"], "protected braces join nothing");
    }

    [Fact]
    public void Warnings_do_not_make_a_text_invalid()
    {
        var preview = TextPreview.Of(new PreviewItem("{Пётр}, привет", Channel.Sms));

        preview.Valid.ShouldBeTrue();
        preview.Warnings.ShouldBe([new PreviewProblem(SpintaxCodes.SingleOption, 1)]);
    }

    [Fact]
    public void The_same_seed_shows_the_same_samples()
    {
        var item = new PreviewItem("{a|b|c}{d|e|f}{g|h|i}", Channel.WhatsApp) { Seed = "7" };

        TextPreview.Of(item).Samples.ShouldBe(TextPreview.Of(item).Samples);
        TextPreview.Of(item with { Seed = "8" }).Samples.ShouldNotBe(TextPreview.Of(item).Samples);
    }

    [Fact]
    public void The_encoding_may_depend_on_the_variant()
    {
        TextPreview.Of(new PreviewItem("{hello|привет}", Channel.Sms)).Encoding.ShouldBe("mixed");
    }

    [Fact]
    public void A_dealt_campaign_repeats_nothing_while_texts_last()
    {
        TextPreview.Of(new PreviewItem("{a|b|c}", Channel.Sms) { Recipients = 3, Balanced = true }).Uniqueness.ShouldBe(100);
    }

    [Fact]
    public void A_text_that_explodes_is_shown_cut_and_counted_in_bounded_time()
    {
        var separator = new string('x', 3700);
        var item = new PreviewItem($"[+{separator}+{string.Join('|', Enumerable.Range(0, 100))}]", Channel.Sms);

        var preview = TextPreview.Of(item);

        preview.Errors.ShouldBe([new PreviewProblem("TEXT_TOO_LONG", 1)], "no SMS has more than 255 parts");
        TextPreview.Of(item with { Channel = Channel.WhatsApp }).Valid.ShouldBeTrue();
        preview.Ways.Length.ShouldBe(158);
        preview.DistinctIsExact.ShouldBeFalse();
        preview.Samples.ShouldAllBe(text => text.Length <= PreviewItem.MostShown);
    }
}
