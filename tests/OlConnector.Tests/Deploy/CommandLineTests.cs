namespace OlConnector.Tests.Deploy;

[Trait("Database", "Sqlite")]
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--version", @"^OlConnector \d+\.\d+\.\d+\s*$")]
    [InlineData("--help", "docs/configuration.md")]
    [InlineData("-h", "Bitrix24__ClientId")]
    public async Task It_answers_without_starting_and_without_any_setting(string argument, string answer)
    {
        var product = Path.Combine(AppContext.BaseDirectory, "OlConnector.dll");

        var (code, said) = await SystemProgram.RunAsync("dotnet", folder: null, product, argument);

        code.ShouldBe(0);
        said.ShouldMatch(answer);
    }
}
