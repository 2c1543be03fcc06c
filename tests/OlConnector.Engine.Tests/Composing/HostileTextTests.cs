using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;

namespace OlConnector.Engine.Tests.Composing;

public sealed class HostileTextTests
{
    /// <summary>Far above what any of these needs, on a busy machine too. That growth is linear is shown by the benchmarks.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Sources => new()
    {
        { "4096 opening braces", Times("{", 4096) },
        { "4096 closing braces", Times("}", 4096) },
        { "4096 bars in a brace", "{" + Times("|", 4094) + "}" },
        { "half openers, half closers", Times("{", 2048) + Times("}", 2048) },
        { "brackets with a plus", Times("[+", 2048) },
        { "permutations that never open", Times("[+a+b", 819) },
        { "permutations in permutations", Times("[+,+a|", 682) },
        { "bracket pairs that hide syntax", Times("[+{+]", 819) },
        { "closed phone numbers", Times("[+7], ", 682) },
        { "nested brackets that all fail", Times("[+ ]{+", 340) + Times("}]", 340) },
        { "shortcodes without an end", Times("[=", 2048) },
        { "half placeholders", Times("{{a}", 1024) },
        { "placeholders in braces", Times("{{{a}}|", 585) },
        { "workflow tokens without an end", Times("{=", 2048) },
        { "backslashes", Times("\\", 4096) },
        { "escaped openers", Times("\\{", 2048) },
        { "separator full of escapes", "[+" + Times("\\+", 2047) },
        { "lone surrogates", Times("\uD800", 4096) },
        { "zero-width characters", Times("\u200B\u200D\uFEFF", 1365) },
        { "groups next to each other", Times("{a|b}", 819) },
        { "a hundred options that explode", $"[+{new string('x', 3700)}+{string.Join('|', Enumerable.Range(0, 100))}]" },
        { "conditions in conditions", Times("{{if a}}", 512) },
        { "conditions in each other's way", Times("{{if a}}{{else if b}}", 195) },
        { "placeholders with open quotes", Times("{{\"", 1365) },
        { "placeholders with one quote", Times("{{a ?? \"x}}", 372) },
        { "comments", Times("{{#", 1365) },
        { "escapes of the library", Times("{%{", 1365) },
        { "a long condition", "{{ if " + Times("!", 4000) + "a }}x{{ end }}" },
        { "a long pipe", "{{ a" + Times("|upper", 680) + " }}" },
        { "a long name", "{{ a" + Times(".a", 2000) + " }}" },
        { "links without an end", Times("http://", 585) },
        { "hosts without an end", Times("a.", 2048) },
        { "closing brackets behind a link", "http://a" + Times(")", 4000) },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void No_text_hangs_or_breaks_anything(string what, string source)
    {
        var began = TimeProvider.System.GetTimestamp();
        foreach (var text in new[] { source, source + "}", "{" + source + "|b}", "[+,+" + source + "|b]" })
        {
            var template = SpintaxTemplate.Parse(text);
            template.Render(new Random(1)).Length.ShouldBeLessThan(400_000);
            (template.IsValid || template.Errors[0].Position <= text.Length).ShouldBeTrue();
            TextPreview.Of(new PreviewItem(text, Channel.Sms) { Recipients = 10 }).ShouldNotBeNull();
            ReadEverything(text);
        }
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience, what);
    }

    [Fact]
    public void Four_thousand_opening_braces_are_too_big_at_the_eleventh()
    {
        SpintaxTemplate.Parse(Times("{", 4096)).Errors.ShouldBe([new SpintaxProblem(SpintaxCodes.TooBig, 10)]);
    }

    [Fact]
    public void Ten_megabytes_are_refused_unread()
    {
        var text = Times("{a|{{b}} http://x ", 600_000);
        SpintaxTemplate.Parse("{a|b}");
        var began = TimeProvider.System.GetTimestamp();

        SpintaxTemplate.Parse(text).Errors.ShouldBe([new SpintaxProblem(SpintaxCodes.TooBig, 4096)]);
        LetterTemplate.Parse(text).Errors.ShouldBe([new LetterProblem(LetterCodes.TooBig, LetterLimits.MostCharacters)]);
        PhoneRules.Normalize(text, "RU").ShouldBe(new PhoneResult.Invalid(PhoneReasons.TooLong));
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_megabyte_is_read_by_everything_else_in_linear_time()
    {
        var began = TimeProvider.System.GetTimestamp();

        ReadEverything(Times("{a|{{b}} http://x.ru, ", 48_000));
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience);
    }

    [Fact]
    public void Every_UTF_16_unit_goes_through_unchanged()
    {
        for (var unit = 0; unit < 0x10000; unit++)
        {
            var c = (char)unit;
            if (c is '{' or '}' or '|' or '\\' or '[' or ']' or '+') continue;
            var text = $"{c}{{{c}|{c}}}{c}";
            SpintaxTemplate.Parse(text).Variant(0).ShouldBe($"{c}{c}{c}");
        }
    }

    [Fact]
    public void Every_UTF_16_unit_may_be_a_value_a_number_and_a_message()
    {
        var letter = LetterTemplate.Parse("<{{a}}>");
        for (var unit = 0; unit < 0x10000; unit++)
        {
            var c = (char)unit;
            letter.Render(new Dictionary<string, string> { ["a"] = $"x{c}x" })
                .ShouldBe(char.IsControl(c) && c != '\n' ? "<xx>" : $"<x{c}x>");
            ReadEverything($"{c}8{c}");
        }
    }

    private static void ReadEverything(string text)
    {
        LetterTemplate.Parse(text).Render(new Dictionary<string, string> { ["a"] = text });
        SmsParts.Measure(text).Parts.ShouldBeGreaterThan(0);
        Transliteration.ToLatin(text, TransliterationScheme.Sms);
        Transliteration.ToCyrillic(Transliteration.ToLatin(text, TransliterationScheme.Iso9b));
        Links.Inspect(text);
        PhoneRules.Normalize(text, "RU");
        PhoneRules.NormalizeLoosely(text, "RU");
        OptOutWords.Default.Inspect(text);
        Similarity.Of(text, text).ShouldBe(1);
        Uniqueness.OfTexts([text]).Distinct.ShouldBe(1);
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
