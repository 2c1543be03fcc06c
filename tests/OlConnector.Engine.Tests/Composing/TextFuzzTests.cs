using System.Globalization;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Engine.Tests.Composing.Support;
using Xunit.Abstractions;

namespace OlConnector.Engine.Tests.Composing;

/// <summary>
/// Random inputs for every reader. <c>OLC_FUZZ</c> sets how many (20 000 by default, a million for a long run), <c>OLC_FUZZ_SEED</c>
/// repeats a run.
/// </summary>
public sealed class TextFuzzTests(ITestOutputHelper output)
{
    private const int Usual = 20_000;

    private static readonly string?[] Regions = ["RU", "KZ", "BY", "UA", "UZ", "US", "AR", "BR", "IT", "FI", "BS", null];

    [Fact]
    public void Spintax() => Fuzz((text, random) =>
    {
        var template = SpintaxTemplate.Parse(text);
        var rendered = template.Render(random);

        rendered.Length.ShouldBeInRange(template.Root.Shortest, template.Root.Longest);
        if (template.Ways <= 50) Enumerable.Range(0, (int)template.Ways).Select(k => template.Variant(k)).Contains(rendered).ShouldBeTrue();
        template.Variant(template.Ways - 1).Length.ShouldBeInRange(template.Root.Shortest, template.Root.Longest);
        template.Spans.All(span => span.Position >= 0 && span.Position + span.Length <= text.Length).ShouldBeTrue();
        (template.LiteralText.Length + template.GroupSources.Sum(group => group.Length)).ShouldBe(text.Length);
    });

    [Fact]
    public void Letters() => Fuzz((text, random) =>
    {
        var letter = LetterTemplate.Parse(text);
        var values = new Dictionary<string, string> { ["a"] = text, ["d"] = "2026-11-21" };
        if (random.Next(2) == 0) values.Remove("a");

        letter.MissingIn(values).ShouldBeSubsetOf(letter.Fields);
        letter.Errors.All(error => text.AsSpan(error.Position).StartsWith("{")).ShouldBeTrue();
        if (letter.IsValid) letter.Render(values).Length.ShouldBeLessThanOrEqualTo(LetterLimits.MostWritten);
        else letter.Render(values).ShouldBe(text);
    });

    [Fact]
    public void AllowedLetters() => Fuzz((_, random) =>
    {
        var known = KnownLetter.Of(random);
        var letter = LetterTemplate.Parse(known.Source);

        letter.Errors.ShouldBeEmpty(known.Source);
        letter.MissingIn(known.Recipient).ShouldBe(known.Missing, known.Source);
        letter.Render(known.Recipient).ShouldBe(known.Text, known.Source);
        letter.RenderSample(known.Recipient).ShouldBe(known.Sample, known.Source);
    });

    [Fact]
    public void Phones() => Fuzz((text, random) =>
    {
        var raw = random.Next(2) == 0 ? text : $"{text}{random.NextInt64(1, 100_000_000_000_000)}";
        var region = Regions[random.Next(Regions.Length)];

        PhoneRules.NormalizeLoosely(raw, region).ShouldNotBeNull();
        if (PhoneRules.Normalize(raw, region) is PhoneResult.Valid valid)
            PhoneRules.Normalize(valid.Number.E164, null).ShouldBeOfType<PhoneResult.Valid>().Number.ShouldBe(valid.Number);
    });

    [Fact]
    public void Parts() => Fuzz((text, _) =>
    {
        var parts = SmsParts.Split(text);

        string.Concat(parts).ShouldBe(text);
        parts.Count.ShouldBe(SmsParts.Measure(text).Parts);
    });

    [Fact]
    public void Transliterations() => Fuzz((text, _) =>
    {
        Transliteration.ToLatin(text, TransliterationScheme.Sms).ShouldNotBeNull();
        Transliteration.ToCyrillic(Transliteration.ToLatin(text, TransliterationScheme.Iso9b)).ShouldNotBeNull();
    });

    [Fact]
    public void LinksAndWords() => Fuzz((text, _) =>
    {
        Links.Inspect(text).Found.All(link => link.Length > 0 && link.Position + link.Length <= text.Length).ShouldBeTrue();
        Enum.IsDefined(OptOutWords.Default.Inspect(text)).ShouldBeTrue();
        Similarity.Of(text, text).ShouldBe(1);
    });

    [Fact]
    public void Previews() => Fuzz(
        (text, _) =>
        {
            var preview = TextPreview.Of(new PreviewItem(text, Channel.Sms) { Recipients = 9 });

            preview.Parts.Min.ShouldBeLessThanOrEqualTo(preview.Parts.Max);
            if (preview.Valid) preview.Samples.ShouldNotBeEmpty();
        },
        share: 20);

    private void Fuzz(Action<string, Random> check, int share = 1)
    {
        var count = Setting("OLC_FUZZ", Usual) / share;
        var seed = Setting("OLC_FUZZ_SEED", 20261121);
        output.WriteLine($"{count} inputs from OLC_FUZZ_SEED={seed}");
        for (var i = 0; i < count; i++)
        {
            var text = Soup.Of(new Random(seed + i), 24);
            try
            {
                check(text, new Random(i));
            }
            catch (Exception broken)
            {
                throw new InvalidOperationException($"Input {i} of OLC_FUZZ_SEED={seed} breaks it: {Escaped(text)}", broken);
            }
        }
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : usual;

    private static string Escaped(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and < '\u007F' ? c.ToString() : $"\\u{(int)c:X4}"));
}
