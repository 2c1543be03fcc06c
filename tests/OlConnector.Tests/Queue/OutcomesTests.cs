using OlConnector.Engine.Dispatching;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Tests.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>What gateways answered, written by groups.</summary>
public sealed class OutcomesTests : IDisposable
{
    private readonly QueueWorld _world = new();
    private readonly OutcomeBook _outcomes;

    public OutcomesTests() => _outcomes = new OutcomeBook(
        _world.Database, _world.Writer, _world.Settling, _world.Lines,
        new Askings(new FixedOptions<AskingOptions>(new AskingOptions())), _world.Clock);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Every_answer_of_a_crowd_is_written_once()
    {
        var claims = Enumerable.Range(0, 250).Select(_ => Claimed()).ToList();

        var froze = await Task.WhenAll(
            claims.Select((claim, i) => RecordAsync(
                claim, i % 50 == 7 ? new SendResult.LineDown("466", "Quota") : new SendResult.Accepted($"g{i}"))));

        froze.Count(isFrozen => isFrozen).ShouldBe(5);
        claims.Select(claim => _world.Find(claim.Message.Id).State)
            .Where((state, i) => state != (i % 50 == 7 ? MessageState.Queued : MessageState.Sent)).ShouldBeEmpty();
        claims.ShouldAllBe(claim => _world.FindLine(claim.LineId).ClaimToken == null);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_fails_alone()
    {
        var (good, bad, other) = (Claimed(), Claimed(), Claimed());
        List<Task<bool>> written;
        using (var held = await HeldTurn.TakeAsync(_world.Writer))
        {
            written = [RecordAsync(good, new SendResult.Accepted("g1")),
                RecordAsync(bad, null!), RecordAsync(other, new SendResult.Accepted("g2"))];
            await held.LetGoAsync();
        }

        (await written[0]).ShouldBeFalse();
        await Should.ThrowAsync<Exception>(written[1]);
        (await written[2]).ShouldBeFalse();
        new[] { good, other }.ShouldAllBe(claim => _world.Find(claim.Message.Id).State == MessageState.Sent);
        _world.Find(bad.Message.Id).State.ShouldBe(MessageState.Dispatching);
    }

    [Fact]
    public async Task A_late_answer_and_the_next_one_of_the_same_line_are_both_written()
    {
        var late = Claimed();
        _world.Enqueue(late.LineId, Traffic.Direct);
        _world.Clock.Advance(_world.Dispatching.ClaimExpiry);
        _world.Run(turn => _world.Settling.ExpireClaims(turn, all: false, _world.Clock.GetUtcNow()));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = _world.Claim().ShouldHaveSingleItem();

        await Task.WhenAll(RecordAsync(late, new SendResult.Accepted("g1")), RecordAsync(next, new SendResult.Accepted("g2")));

        (_world.Find(late.Message.Id).State, _world.Find(next.Message.Id).State).ShouldBe((MessageState.Sent, MessageState.Sent));
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task A_pause_that_is_written_after_the_clock_was_set_back_does_not_wait_out_the_step()
    {
        var claim = Claimed();
        Task<bool> written;
        using (var held = await HeldTurn.TakeAsync(_world.Writer))
        {
            written = RecordAsync(claim, new SendResult.Postponed(
                PostponeScope.Line, TimeSpan.FromSeconds(40), CountsAsAttempt: true, "429", "Slowly."));
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            _world.Clock.Step(TimeSpan.FromHours(-1));
            await held.LetGoAsync();
        }

        await written;

        var line = _world.FindLine(claim.LineId);
        (line.LastAnswerAt - _world.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(-1));
        (line.NextDueAt - _world.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(39));
    }

    [Fact]
    public async Task Whoever_is_left_in_peace_is_so_at_once()
    {
        var claim = Claimed();
        var waiting = _world.Enqueue(claim.LineId, Traffic.Direct);

        await RecordAsync(claim, new SendResult.Postponed(PostponeScope.Recipient, TimeSpan.FromSeconds(60)));

        _world.Find(waiting).RetryAt.ShouldBe(_world.Clock.GetUtcNow().AddSeconds(60));
        _world.FindLine(claim.LineId).NextDueAt.ShouldBe(_world.Clock.GetUtcNow().AddSeconds(60));
    }

    private Task<bool> RecordAsync(Claim claim, SendResult result) =>
        _outcomes.RecordAsync(new Answered(claim, result, _world.Clock.GetUtcNow()), isAskedLater: false);

    private Claim Claimed()
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Direct);
        return _world.Claim().ShouldHaveSingleItem();
    }
}
