using OlConnector.Tests.House;

namespace OlConnector.Tests.Deploy;

/// <summary>The card in the Market: its own check, run as a vendor runs it.</summary>
[Trait("Database", "Sqlite")]
public sealed class CardTests
{
    [ProgramFact("node")]
    public async Task The_card_passes_its_own_check()
    {
        var (code, said) = await SystemProgram.RunAsync(Path.Combine(Repository.Root, "manifest/check"), folder: null);

        said.Split('\n').Where(line => line.StartsWith("FAILED", StringComparison.Ordinal)).ShouldBeEmpty();
        code.ShouldBe(0, said);
    }
}
