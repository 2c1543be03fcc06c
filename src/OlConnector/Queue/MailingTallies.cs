using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>
/// How many messages each mailing was given: the other side of its books. Counted by whoever gives it one or takes one away, in the same
/// transaction; recognition counts with what it writes of a letter anyway.
/// </summary>
internal static class MailingTallies
{
    private const string Move = "UPDATE campaigns SET received = received + @number WHERE id = @campaign";

    /// <summary>So many more messages; below zero, so many less.</summary>
    internal static void Count(WriteTurn turn, Guid campaign, int number) =>
        turn.Execute(Move, ("number", number), ("campaign", campaign));
}
