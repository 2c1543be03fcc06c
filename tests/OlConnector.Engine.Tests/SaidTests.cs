namespace OlConnector.Engine.Tests;

public sealed class SaidTests
{
    [Theory]
    [InlineData("ru", "да")]
    [InlineData("en", "yes")]
    [InlineData("de", "yes")]
    public void Readers_of_other_languages_get_English(string language, string text) => new Said("да", "yes")[language].ShouldBe(text);
}
