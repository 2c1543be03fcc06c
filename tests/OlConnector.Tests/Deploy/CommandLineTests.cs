using System.Diagnostics;

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
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "OlConnector.dll"), argument])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;

        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0);
        said.ShouldMatch(answer);
    }
}
