using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>What a person forbids while messages wait is obeyed by the very next dispatch.</summary>
public sealed class StopListAtDispatchTests : IDisposable
{
    private static readonly SendResult.Accepted Accepted = new("g1");
    private readonly QueueWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("79991234567")]
    [InlineData("799*")]
    [InlineData("7999123*")]
    [InlineData("79991234567*")]
    public void A_number_or_mask_listed_meanwhile_is_suppressed_before_its_message_leaves_and_direct_ones_go(string entry)
    {
        var line = _world.AddLine();
        var (marketing, direct) = (_world.Enqueue(line, Traffic.Marketing), _world.Enqueue(line, Traffic.Direct));
        List(entry);

        var claim = _world.Claim().ShouldHaveSingleItem();
        _world.Settle(claim, Accepted);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));

        claim.Message.Id.ShouldBe(direct);
        _world.Claim().ShouldBeEmpty();
        Outcome(marketing).ShouldBe((MessageState.Suppressed, Reason.Blacklisted));
    }

    [Theory]
    [InlineData("7999123456*8")]
    [InlineData("7998*")]
    [InlineData("79*")]
    [InlineData("799912345678*")]
    public void What_does_not_match_keeps_nobody_back(string entry)
    {
        var line = _world.AddLine();
        _world.Enqueue(line, Traffic.Marketing);
        List(entry);

        _world.Claim().Count.ShouldBe(1);
    }

    [Fact]
    public void A_cap_set_while_messages_wait_lets_as_many_go_as_it_says_and_no_more()
    {
        var line = _world.AddLine();
        var messages = Enumerable.Range(0, 4).Select(_ => _world.Enqueue(line, Traffic.Marketing)).ToList();
        Cap(2, 7);

        for (var i = 0; i < 2; i++)
        {
            _world.Settle(_world.Claim().ShouldHaveSingleItem(), Accepted);
            _world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        _world.Claim().ShouldBeEmpty();
        messages.Select(id => Outcome(id).State).ShouldBe(
            [MessageState.Sent, MessageState.Sent, MessageState.Suppressed, MessageState.Suppressed]);
        Outcome(messages[3]).Reason.ShouldBe(Reason.FrequencyCap);
    }

    [Fact]
    public void Lines_that_are_due_together_share_one_cap()
    {
        var messages = Enumerable.Range(0, 3).Select(_ => _world.Enqueue(_world.AddLine(), Traffic.Marketing)).ToList();
        Cap(1, 7);

        _world.Claim().Count.ShouldBe(1);

        messages.Count(id => Outcome(id) == (MessageState.Suppressed, Reason.FrequencyCap)).ShouldBe(2);
    }

    private (MessageState State, string? Reason) Outcome(Engine.MessageId id)
    {
        var message = _world.Find(id);
        return (message.State, message.Reason);
    }

    private void List(string entry) => _world.Run(turn => turn.Execute(
        "INSERT INTO suppressed_numbers (portal_id, phone, reason, at, by) VALUES (@portal, @phone, 'BLACKLISTED', 0, 'user 1')",
        ("portal", QueueWorld.PortalId), ("phone", entry)));

    private void Cap(int messages, int days) => _world.Run(turn => turn.Execute(
        "UPDATE portals SET cap_messages = @messages, cap_days = @days WHERE id = @portal",
        ("messages", messages), ("days", days), ("portal", QueueWorld.PortalId)));
}
