using OlConnector.Engine.Campaigns.Recognition;

namespace OlConnector.Engine.Tests.Campaigns.Recognition;

public sealed class PreparedLetterTests
{
    private const string Text = "{Привет|Здравствуйте}, #NAME#! Скидка {5|10} % до пятницы.";

    [Theory]
    [InlineData("Анна", "")]
    [InlineData("{Иван|Пётр}", "{|}")]
    [InlineData("ООО {A|B} и сыновья", "{|}")]
    [InlineData("", "")]
    public void Groups_of_the_text_are_the_letters_and_braces_in_a_value_the_clients(string name, string clients)
    {
        var message = Text.Replace("#NAME#", name, StringComparison.Ordinal);

        var found = PreparedLetter.SkeletonOf(Text).ClientSignsIn(LetterText.Of(message));

        string.Concat(found.Select(place => message[place])).ShouldBe(clients);
    }

    [Fact]
    public void A_group_that_was_not_prepared_is_no_group()
    {
        const string message = "Скидка до пятницы {или|нет}";

        PreparedLetter.SkeletonOf("Скидка до пятницы").ClientSignsIn(LetterText.Of(message)).Count.ShouldBe(3);
    }

    [Fact]
    public void What_is_pasted_ends_with_the_marker_and_a_client_gets_the_text_alone()
    {
        var pasted = PreparedLetter.ToPaste("Скидка до пятницы.\n", "K7Q2F");

        pasted.ShouldBe("Скидка до пятницы. [[c:K7Q2F]]");
        LetterMarker.Cut(pasted).ShouldBe(("Скидка до пятницы.", "K7Q2F"));
    }

    [Fact]
    public void A_code_has_five_signs_and_none_that_is_taken_for_another()
    {
        var codes = Enumerable.Range(0, 500).Select(seed => LetterMarker.NewCode(new Random(seed))).ToList();

        codes.ShouldAllBe(code => code.Length == 5 && !code.Any("01OILUV".Contains));
        codes.ShouldAllBe(code => LetterMarker.Cut(LetterMarker.Of(code)).Code == code);
        codes.Distinct().Count().ShouldBeGreaterThan(495);
    }
}
