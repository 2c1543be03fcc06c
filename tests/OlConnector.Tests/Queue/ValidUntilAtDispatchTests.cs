using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;

namespace OlConnector.Tests.Queue;

/// <summary>The end of a mailing's time is obeyed by the very next dispatch, before anything looks after it.</summary>
public sealed class ValidUntilAtDispatchTests : IDisposable
{
    private readonly QueueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_message_whose_mailing_is_over_by_time_expires_instead_of_leaving_and_others_go_on()
    {
        var line = _world.AddLine();
        var (ending, other) = (_world.AddCampaign(line, rank: 0), _world.AddCampaign(line, rank: 1));
        _world.Enqueue(line, Traffic.Marketing, campaign: ending);
        var (late, next) = (
            _world.Enqueue(line, Traffic.Marketing, campaign: ending), _world.Enqueue(line, Traffic.Marketing, campaign: other));
        var until = _world.Clock.GetUtcNow().AddSeconds(20);
        _world.Run(turn => turn.Execute("UPDATE campaigns SET valid_until = @until WHERE id = @id", ("until", until), ("id", ending)));

        _world.Settle(_world.Claim().ShouldHaveSingleItem(), new SendResult.Accepted("g1"));
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        var claim = _world.Claim().ShouldHaveSingleItem();

        claim.Message.Id.ShouldBe(next);
        var expired = _world.Find(late);
        (expired.State, expired.Reason).ShouldBe((MessageState.Expired, Reason.Validity));
    }
}
