using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Engine.Tests.Composing.Support;

namespace OlConnector.Engine.Tests.Composing;

public sealed class TextProperties
{
    private static readonly Arbitrary<int> Seeds = ArbMap.Default.ArbFor<int>();
    private static readonly Arbitrary<string> AnyText = Seeds.Generator.Select(seed => Soup.Of(new System.Random(seed), 40)).ToArbitrary();

    [Fact]
    public void A_template_has_exactly_the_texts_it_was_made_of() => Hold(Seeds, seed =>
    {
        var known = KnownTemplate.Of(new System.Random(seed));
        var template = SpintaxTemplate.Parse(known.Source);

        template.IsValid.ShouldBeTrue(known.Source);
        template.Ways.ShouldBe(known.Texts.Count, known.Source);
        var listed = Enumerable.Range(0, known.Texts.Count).Select(k => template.Variant(k)).ToList();
        listed.Order(StringComparer.Ordinal).ShouldBe(known.Texts.Order(StringComparer.Ordinal), known.Source);
        template.Distinct.AtLeast.ShouldBe(known.Texts.Distinct().Count());
    });

    [Fact]
    public void A_rendered_text_is_one_of_the_listed() => Hold(Seeds, seed =>
    {
        var known = KnownTemplate.Of(new System.Random(seed));
        var template = SpintaxTemplate.Parse(known.Source);

        known.Texts.ShouldContain(template.Render(new System.Random(seed)), known.Source);
        template.Shortest.Length.ShouldBe(known.Texts.Min(text => text.Length));
        template.Longest.Length.ShouldBe(known.Texts.Max(text => text.Length));
    });

    [Fact]
    public void The_same_message_always_gets_the_same_text() => Hold(AnyText, text =>
    {
        var template = SpintaxTemplate.Parse(text);

        template.Render(VariantRandom.FromText(text)).ShouldBe(template.Render(VariantRandom.FromText(text)));
    });

    [Fact]
    public void A_text_without_a_valid_template_goes_out_whole() => Hold(AnyText, text =>
    {
        var template = SpintaxTemplate.Parse(text);

        if (!template.IsValid) template.Render(new System.Random(1)).ShouldBe(text);
        (template.IsValid == (template.Errors.Count == 0)).ShouldBeTrue();
    });

    [Fact]
    public void Opaque_tokens_survive_unchanged() => Hold(Seeds, seed =>
    {
        var random = new System.Random(seed);
        var token = new[]
        {
            "{{field}}", "{{ if a || b }}", "{{ a | default \"b|{c}}\" }}", "{=Document:PHONE}", "[=file:a|b{c}\\]", "{{\\}}",
        }[random.Next(6)];
        var (before, behind) = (KnownTemplate.Of(random).Source, KnownTemplate.Of(random).Source);

        SpintaxTemplate.Parse($"{before}{token}{behind}").Render(random).ShouldContain(token);
    });

    [Fact]
    public void A_value_is_inserted_once_and_never_read() => Hold(AnyText, value =>
    {
        var clean = string.Concat(value.Where(c => c == '\n' || !char.IsControl(c))).Trim();

        LetterTemplate.Parse("<{{a}}>").Render(new Dictionary<string, string> { ["A"] = value }).ShouldBe($"<{clean}>");
    });

    [Fact]
    public void A_letter_that_is_proved_good_can_be_filled_in_whatever_the_variant() => Hold(Seeds, seed =>
    {
        var message = MessageTemplate.Parse(Soup.Of(new System.Random(seed), 12));

        var variant = message.Spintax.Render(new System.Random(seed));
        var hasLooseBraces = message.Spintax.Warnings.Count > 0 || message.Spintax.Source.Contains(@"\{", StringComparison.Ordinal);
        if (message.IsValid && !hasLooseBraces) LetterTemplate.Parse(variant).IsValid.ShouldBeTrue(message.Spintax.Source);
    });

    [Fact]
    public void Parts_never_exceed_their_size_and_join_to_the_text() => Hold(AnyText, text =>
    {
        var longText = string.Concat(Enumerable.Repeat(text, 9));
        var size = SmsParts.Measure(longText);
        var parts = SmsParts.Split(longText);

        string.Concat(parts).ShouldBe(longText);
        parts.Count.ShouldBe(size.Parts);
        var most = (size.Encoding, parts.Count) switch
        {
            (SmsEncoding.Gsm7, 1) => 160,
            (SmsEncoding.Gsm7, _) => 153,
            (_, 1) => 70,
            _ => 67,
        };
        foreach (var part in parts)
            (size.Encoding == SmsEncoding.Gsm7 ? GsmAlphabet.Measure(part) : part.Length).ShouldBeLessThanOrEqualTo(most);
    });

    [Fact]
    public void Small_Russian_text_survives_system_B() => Hold(RussianText(), text =>
    {
        Transliteration.ToCyrillic(Transliteration.ToLatin(text, TransliterationScheme.Iso9b)).ShouldBe(text);
    });

    [Fact]
    public void A_transliterated_Russian_text_fits_the_GSM_alphabet() => Hold(RussianText(), text =>
    {
        SmsParts.Measure(Transliteration.ToLatin(text, TransliterationScheme.Sms)).Encoding.ShouldBe(SmsEncoding.Gsm7);
        SmsParts.Measure(Transliteration.ToLatin(text, TransliterationScheme.Iso9b)).Encoding.ShouldBe(SmsEncoding.Gsm7);
    });

    [Fact]
    public void Normalizing_a_normalized_number_changes_nothing() => Hold(Seeds, seed =>
    {
        var random = new System.Random(seed);
        var region = new[] { "RU", "KZ", "BY", "UA", "US", "AR", "BR", "IT", "DE", null }[random.Next(10)];
        var raw = (random.Next(2) == 0 ? "+" : "") + random.NextInt64(1, 10_000_000_000_000);

        if (PhoneRules.Normalize(raw, region) is not PhoneResult.Valid valid) return;
        foreach (var other in new[] { region, "RU", "US", null })
        {
            var again = PhoneRules.Normalize(valid.Number.E164, other).ShouldBeOfType<PhoneResult.Valid>();
            (again.Number, again.Kind).ShouldBe((valid.Number, valid.Kind));
            again.Notes.ShouldBeEmpty();
        }
    });

    [Fact]
    public void Links_are_found_in_order_without_overlap() => Hold(AnyText, text =>
    {
        var end = 0;
        foreach (var link in Links.Find(text))
        {
            link.Position.ShouldBeGreaterThanOrEqualTo(end);
            link.Length.ShouldBeGreaterThan(0);
            end = link.Position + link.Length;
            text.Substring(link.Position, link.Length).ShouldContain(link.Host, Case.Insensitive);
        }
        end.ShouldBeLessThanOrEqualTo(text.Length);
    });

    [Fact]
    public void Signs_around_a_word_of_refusal_do_not_matter() => Hold(Seeds, seed =>
    {
        var random = new System.Random(seed);
        var word = OptOutWords.DefaultList[random.Next(OptOutWords.DefaultList.Count)];
        var signs = new[] { "!", ".", " ", "\n", "«", "🛑", "\u200B", "\"", "—" };
        var around = string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => signs[random.Next(signs.Length)]));

        OptOutWords.Default.Inspect(around + word.ToUpperInvariant() + around).ShouldBe(OptOutAction.OptOut);
    });

    /// <summary>Words with hard and soft signs where Russian has them: after consonants, one at a time.</summary>
    private static Arbitrary<string> RussianText()
    {
        var vowel = Gen.Elements("аеёиоуыэюя".Select(c => c.ToString()));
        var consonant = Gen.Elements("бвгджзйклмнпрстфхцчшщ".Select(c => c.ToString()));
        var sign = Gen.Elements("", "", "", "ь", "ъ");
        var tails = Gen.Elements("", "", " ", "й", ", ", "\n");
        var syllable = from c in consonant from s in sign from v in vowel from tail in tails select c + s + v + tail;
        return syllable.ListOf().Select(syllables => string.Concat(syllables)).ToArbitrary();
    }

    private static void Hold<T>(Arbitrary<T> values, Action<T> property) =>
        Prop.ForAll(values, property).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
