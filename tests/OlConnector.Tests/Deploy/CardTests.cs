using System.Diagnostics;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Deploy;

/// <summary>The card in the Market: its own check, run as a vendor runs it.</summary>
[Trait("Database", "Sqlite")]
public sealed class CardTests
{
    [ProgramFact("node")]
    public void The_card_passes_its_own_check()
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "manifest/check"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        said.Split('\n').Where(line => line.StartsWith("FAILED", StringComparison.Ordinal)).ShouldBeEmpty();
        process.ExitCode.ShouldBe(0, said);
    }
}
