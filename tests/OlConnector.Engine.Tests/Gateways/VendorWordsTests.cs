using OlConnector.Engine.Gateways;

namespace OlConnector.Engine.Tests.Gateways;

public sealed class VendorWordsTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(" \n ", null)]
    [InlineData(" The  number\r\nis blocked. ", "The number is blocked.")]
    public void Words_stand_on_one_line_and_nothing_is_nothing(string? said, string? kept) => VendorWords.Text(said).ShouldBe(kept);

    [Fact]
    public void Long_words_are_cut_between_characters()
    {
        VendorWords.Text(new string('x', 900_000))!.Length.ShouldBe(VendorWords.MostText);
        VendorWords.Code(new string('1', 5_000))!.Length.ShouldBe(VendorWords.MostCode);
        VendorWords.Text(new string('x', VendorWords.MostText - 1) + "👍👍").ShouldBe(new string('x', VendorWords.MostText - 1));
    }
}
