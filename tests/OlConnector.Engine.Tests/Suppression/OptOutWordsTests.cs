using OlConnector.Engine.Suppression;

namespace OlConnector.Engine.Tests.Suppression;

public sealed class OptOutWordsTests
{
    [Theory]
    [InlineData("стоп")]
    [InlineData("Стоп.")]
    [InlineData("  STOP!!! ")]
    [InlineData("«Отписка»")]
    [InlineData("🛑 стоп 🛑")]
    [InlineData("opt-out")]
    [InlineData("Opt   Out")]
    [InlineData("не  пишите")]
    [InlineData("ＳＴＯＰ")]
    [InlineData("ст\u200Bоп")]
    [InlineData("тоқта")]
    [InlineData("cтоп")]
    [InlineData("CTOП")]
    [InlineData("stоp")]
    [InlineData("стоп\nрассылка")]
    public void A_message_that_is_only_the_word_opts_out(string text)
    {
        OptOutWords.Default.Inspect(text).ShouldBe(OptOutAction.OptOut);
    }

    [Theory]
    [InlineData("старт")]
    [InlineData("START!")]
    [InlineData("unstop")]
    [InlineData("cтарт")]
    public void A_message_may_opt_in_again(string text)
    {
        OptOutWords.Default.Inspect(text).ShouldBe(OptOutAction.OptIn);
    }

    [Theory]
    [InlineData("стоп, а когда доставка?")]
    [InlineData("Пожалуйста, не пишите мне больше")]
    [InlineData("please STOP")]
    public void A_word_among_others_is_for_a_person_to_read(string text)
    {
        OptOutWords.Default.Inspect(text).ShouldBe(OptOutAction.Maybe);
    }

    [Theory]
    [InlineData("")]
    [InlineData("нет")]
    [InlineData("no")]
    [InlineData("да")]
    [InlineData("yes")]
    [InlineData("автостоп")]
    [InlineData("стопка")]
    [InlineData("!!!")]
    [InlineData("\uD800")]
    public void Everything_else_says_nothing(string text)
    {
        OptOutWords.Default.Inspect(text).ShouldBe(OptOutAction.None);
    }

    [Fact]
    public void A_portal_may_edit_its_list_but_not_the_fixed_words()
    {
        var words = new OptOutWords(["Хорош!", " "]);

        words.Inspect("хорош").ShouldBe(OptOutAction.OptOut);
        words.Inspect("хватит").ShouldBe(OptOutAction.None);
        words.Inspect("стоп").ShouldBe(OptOutAction.OptOut);
        words.Inspect("unsubscribe").ShouldBe(OptOutAction.OptOut);
    }

    [Fact]
    public void A_letter_with_yo_is_a_letter_with_ye()
    {
        new OptOutWords(["ещё раз"]).Inspect("еще раз").ShouldBe(OptOutAction.OptOut);
    }
}
