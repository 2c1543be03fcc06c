namespace OlConnector.Tests.House;

/// <summary>
/// The state of a line, and that of a message, changes in one place each: whoever reads that file has seen all that can happen to it.
/// </summary>
public sealed class StateMoveTests
{
    /// <summary>A state may also be set by EF, on an entity or in bulk.</summary>
    private const string Assignment = @"\.State\s*=\s*(LineState|MessageState)\.|SetProperty\([^;]*\.State\b";

    [Theory]
    [InlineData("lines", "src/OlConnector/Queue/LineMoves.cs")]
    [InlineData("messages", "src/OlConnector/Queue/MessageMoves.cs")]
    public void A_state_changes_in_one_place(string table, string place)
    {
        var moves = Repository.Files("src", ".cs")
            .SelectMany(file => MovesIn(Repository.Read(file), table), (file, move) => (File: file, Move: move)).ToList();

        moves.Count(move => move.File == place).ShouldBeGreaterThan(5, "the reading must see something");
        moves.Where(move => move.File != place).Select(move => $"{move.File}: {move.Move}").ShouldBeEmpty();
    }

    /// <summary>What a statement sets stands before its condition.</summary>
    private static IEnumerable<string> MovesIn(string text, string table) =>
        text.Find($@"UPDATE\s+{table}\s+SET\b(?<set>((?!\bWHERE\b|\bRETURNING\b|;)[\s\S])*)")
            .Where(found => found.Groups["set"].Value.Has(@"(?<![\w.])state\s*="))
            .Concat(text.Find(Assignment))
            .Select(found => found.Value);
}
