using OlConnector.Engine.Campaigns.Recognition;

namespace OlConnector.Engine.Tests.Campaigns.Recognition;

public sealed class SkeletonTests
{
    [Fact]
    public void Of_a_few_messages_the_letters_own_words_are_left()
    {
        var skeleton = Of("Анна, ваш заказ 318 готов. Ждём вас на Ленина, 5");
        skeleton = skeleton.With(Words("Ержан Бекович, ваш заказ 77 готов. Ждём вас на Ленина, 5"));
        skeleton = skeleton.With(Words("Olga, ваш заказ 1204 готов! Ждём вас на Ленина, 5"));

        skeleton.Words.ShouldBe(Words("ваш заказ готов ждём вас на Ленина 5"));
        skeleton.Messages.ShouldBe(3);
    }

    [Theory]
    [InlineData("Здравствуйте, Пётр! Скидка 15 % до пятницы", true)]
    [InlineData("здравствуйте пётр скидка 15 до пятницы", true)]
    [InlineData("Пётр, скидка 15 % до пятницы", true)]
    [InlineData("Ваш заказ готов, ждём вас", false)]
    [InlineData("", false)]
    public void A_second_message_belongs_to_it_when_half_of_the_shorter_text_agrees(string text, bool belongs) =>
        (Of("Здравствуйте, Анна! Скидка 15 % до пятницы").Likeness(Words(text)) is not null).ShouldBe(belongs);

    [Fact]
    public void Of_a_settled_letter_four_of_five_words_have_to_be_there()
    {
        var skeleton = Of("раз два три четыре пять").With(Words("раз два три четыре пять")).With(Words("раз два три четыре пять"));

        skeleton.Likeness(Words("раз два шесть три четыре семь")).ShouldBe(0.8);
        skeleton.Likeness(Words("раз два три шесть семь")).ShouldBeNull();
    }

    private static Skeleton Of(string text) => Skeleton.Of(Words(text));

    private static IReadOnlyList<string> Words(string text) => LetterWords.Of(text);
}
