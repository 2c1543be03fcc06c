using System.Globalization;
using OlConnector.Engine.Campaigns.Recognition;

namespace OlConnector.Engine.Tests.Campaigns.Recognition;

public sealed class SkeletonTests
{
    private static readonly string[] Names = ["Анна", "Ержан Бекович", "ООО «Ромашка и Ко»", "Olga"];

    [Fact]
    public void Of_a_few_messages_the_letters_own_words_are_left()
    {
        var skeleton = Of(
            "Анна, ваш заказ 318 готов. Ждём вас на Ленина, 5", "Ержан Бекович, ваш заказ 77 готов. Ждём вас на Ленина, 5",
            "Olga, ваш заказ 1204 готов! Ждём вас на Ленина, 5");

        skeleton.Words.ShouldBe(LetterText.Of("ваш заказ готов ждём вас на Ленина 5").Words);
        skeleton.Messages.ShouldBe(3);
    }

    [Fact]
    public void Case_composed_letters_and_punctuation_make_no_difference() =>
        LetterText.Of("Ёлка, МАЙ!").Words.ShouldBe(LetterText.Of("Е\u0308лка\nмай").Words);

    [Fact]
    public void A_message_fits_when_four_of_five_words_are_there_and_nothing_new()
    {
        var skeleton = Of(Alike("{0}, раз два три четыре пять"));

        skeleton.FitOf(LetterText.Of("Пётр, раз два три четыре пять")).IsPerfect.ShouldBeTrue();
        skeleton.FitOf(LetterText.Of("Пётр, раз два шесть четыре пять")).Likeness.ShouldBe(0.8);
        skeleton.FitOf(LetterText.Of("Пётр, раз два три и ещё восемь четыре пять")).Likeness.ShouldBeLessThan(0.8);
        skeleton.FitOf(LetterText.Of("Пётр, раз два три шесть семь")).Likeness.ShouldBeLessThan(0.8);
    }

    [Fact]
    public void A_value_may_be_larger_than_those_before_but_is_not_perfect_then()
    {
        var fit = Of(Alike("Здравствуйте, {0}! Скидка сегодня")).FitOf(
            LetterText.Of("Здравствуйте, Северо-Западная строительная компания Плюс и партнёры! Скидка сегодня"));

        fit.IsPerfect.ShouldBeFalse();
        fit.LikenessAtBest.ShouldBe(1);
    }

    [Theory]
    [InlineData("{{Привет|Здравствуйте}}, {0}! Скидка", "{VIP|Иван}", "{Привет|Здравствуйте}, \\{VIP\\|Иван\\}! Скидка")]
    [InlineData("Для {0} {{только|лишь}} сегодня", "{a|{b|c}}", "Для \\{a\\|\\{b\\|c\\}\\} {только|лишь} сегодня")]
    [InlineData("{{Привет, {0}|Добрый день}}! Скидка", "{x|y}", "{Привет, \\{x\\|y\\}|Добрый день}! Скидка")]
    [InlineData("{{{0}, привет|Добрый день}}! Скидка", "{x|y}", "{\\{x\\|y\\}, привет|Добрый день}! Скидка")]
    [InlineData("{0} {{the|my}} book", "The {old} Book", "The \\{old\\} Book {the|my} book")]
    [InlineData("Здравствуйте, {0}", "Дом|Сад", "Здравствуйте, Дом\\|Сад")]
    [InlineData("Здравствуйте, {0}", "{{Phone}} [+a+b|c] \\", "Здравствуйте, \\{\\{Phone\\}\\} \\[+a+b\\|c\\] \\\\")]
    public void Braces_and_bars_of_a_client_are_not_the_letters(string letter, string name, string composed)
    {
        var skeleton = Of(Alike(letter));
        var text = LetterText.Of(string.Format(CultureInfo.InvariantCulture, letter, name));

        ClientSigns.Protect(text.Source, skeleton.ClientSignsIn(text)).ShouldBe(composed);
        skeleton.With(text).ClientSignsIn(text).ShouldBe(skeleton.ClientSignsIn(text));
    }

    [Fact]
    public void It_makes_no_difference_whether_the_client_with_braces_came_first()
    {
        var first = LetterText.Of("{Привет|Добрый день}, {VIP|Иван}! {Скидка|Акция}");
        var skeleton = Of([first.Source, .. Alike("{{Привет|Добрый день}}, {0}! {{Скидка|Акция}}")]);

        ClientSigns.Protect(first.Source, skeleton.ClientSignsIn(first)).ShouldBe("{Привет|Добрый день}, \\{VIP\\|Иван\\}! {Скидка|Акция}");
    }

    [Fact]
    public void Of_a_single_message_nobody_can_tell() => Of("{Привет|Пока}").ClientSignsIn(LetterText.Of("{Привет|Пока}")).ShouldBeEmpty();

    [Fact]
    public void What_is_stored_is_read_again()
    {
        var skeleton = Of(Alike("{{Привет|Здравствуйте}}, {0}! Скидка"));

        var read = Skeleton.Parse(skeleton.ToString())!;

        read.ToString().ShouldBe(skeleton.ToString());
        read.Words.ShouldBe(skeleton.Words);
        read.Gaps.ShouldBe(skeleton.Gaps);
        read.Messages.ShouldBe(4);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no Base64!")]
    [InlineData("AAAA")]
    [InlineData("AQEF")]
    public void What_is_no_skeleton_is_none(string? stored) => Skeleton.Parse(stored).ShouldBeNull();

    [Fact]
    public void Any_text_is_taken_and_the_skeleton_only_loses_words()
    {
        var (chance, signs) = (new Random(12), "аб {|}[]\\\"&\n🌷e\u0301\ud800 ");
        for (var i = 0; i < 2000; i++)
        {
            var (one, other) = (Some(), Some());
            var skeleton = Of(one).With(LetterText.Of(other));

            skeleton.Words.Count.ShouldBeLessThanOrEqualTo(Of(one).Words.Count);
            skeleton.FitOf(LetterText.Of(one)).Missing.ShouldBe(0, $"{one} / {other}");
            skeleton.FitOf(LetterText.Of(other)).Missing.ShouldBe(0, $"{one} / {other}");
            Skeleton.Parse(skeleton.ToString())!.Gaps.ShouldBe(skeleton.Gaps);
        }

        string Some() => string.Concat(Enumerable.Range(0, chance.Next(30)).Select(_ => signs[chance.Next(signs.Length)]));
    }

    private static string[] Alike(string letter) => [.. Names.Select(name => string.Format(CultureInfo.InvariantCulture, letter, name))];

    private static Skeleton Of(params string[] texts) =>
        texts.Skip(1).Aggregate(Skeleton.Of(LetterText.Of(texts[0])), (skeleton, text) => skeleton.With(LetterText.Of(text)));
}
