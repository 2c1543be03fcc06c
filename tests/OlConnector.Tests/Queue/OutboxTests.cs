using OlConnector.Engine.Messages;
using OlConnector.Queue;

namespace OlConnector.Tests.Queue;

/// <summary>When a portal is to be told: the rule is written in SQL, so that it holds for whatever was told meanwhile.</summary>
public sealed class OutboxTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly QueueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Nothing_is_told_in_the_first_ten_seconds()
    {
        var due = DueAfter(TimeSpan.FromSeconds(2), MessageState.Delivered, told: null);

        due.ShouldBe(_world.Clock.GetUtcNow() + TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void Later_words_are_told_at_once() =>
        DueAfter(Long, MessageState.Delivered, PortalWord.Queued).ShouldBe(_world.Clock.GetUtcNow());

    [Fact]
    public void Sent_is_not_told_to_a_portal_that_heard_nothing_yet_for_it_says_so_by_itself() =>
        DueAfter(Long, MessageState.Sent, told: null).ShouldBeNull();

    [Fact]
    public void Sent_is_told_after_queued_was() =>
        DueAfter(Long, MessageState.Sent, PortalWord.Queued).ShouldBe(_world.Clock.GetUtcNow());

    [Fact]
    public void The_same_word_is_not_told_twice() =>
        DueAfter(Long, MessageState.Failed, PortalWord.Failed).ShouldBeNull();

    /// <summary>When the portal is to be told that a message became something so long after its acceptance.</summary>
    private DateTimeOffset? DueAfter(TimeSpan age, MessageState to, string? told)
    {
        var sequence = _world.Find(_world.Enqueue(_world.AddLine(), Traffic.Direct)).Sequence;
        _world.Clock.Advance(age);
        var now = _world.Clock.GetUtcNow();
        _world.Run(turn =>
        {
            turn.Execute(
                "UPDATE status_reports SET told = @told WHERE message_sequence = @sequence", ("told", told), ("sequence", sequence));
            Outbox.Tell(turn, MessageRow.Find(turn, sequence)!, to, now);
        });
        using var db = _world.Database.Read();
        return db.Outbox.Single(report => report.MessageSequence == sequence).DueAt;
    }
}
