using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Messages;

public sealed class PortalWordTests
{
    private static readonly DateTimeOffset Accepted = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_state_has_one_of_the_five_words() =>
        Enum.GetValues<MessageState>().Select(PortalWord.Of).Distinct().Order()
            .ShouldBe([PortalWord.Delivered, PortalWord.Failed, PortalWord.Queued, PortalWord.Sent, PortalWord.Undelivered]);

    [Fact]
    public void Nothing_is_told_in_the_first_ten_seconds() =>
        PortalWord.TellAt(PortalWord.Delivered, null, Accepted, Accepted.AddSeconds(2)).ShouldBe(Accepted.AddSeconds(10));

    [Fact]
    public void Later_words_are_told_at_once() =>
        PortalWord.TellAt(PortalWord.Delivered, PortalWord.Queued, Accepted, Accepted.AddMinutes(5)).ShouldBe(Accepted.AddMinutes(5));

    [Fact]
    public void Sent_is_told_only_after_queued_was()
    {
        PortalWord.TellAt(PortalWord.Sent, null, Accepted, Accepted.AddMinutes(5)).ShouldBeNull();
        PortalWord.TellAt(PortalWord.Sent, PortalWord.Queued, Accepted, Accepted.AddMinutes(5)).ShouldNotBeNull();
    }

    [Fact]
    public void The_same_word_is_not_told_twice() =>
        PortalWord.TellAt(PortalWord.Failed, PortalWord.Failed, Accepted, Accepted.AddMinutes(5)).ShouldBeNull();

    [Theory]
    [InlineData(MessageState.Delivered, MessageState.Sent)]
    [InlineData(MessageState.Read, MessageState.Delivered)]
    [InlineData(MessageState.Sent, MessageState.Queued)]
    [InlineData(MessageState.Cleared, MessageState.Queued)]
    [InlineData(MessageState.Undelivered, MessageState.Sent)]
    public void No_state_goes_back(MessageState from, MessageState to) => from.CanBecome(to).ShouldBeFalse();

    [Theory]
    [InlineData(MessageState.Failed)]
    [InlineData(MessageState.Undelivered)]
    public void A_late_delivery_corrects_a_failure(MessageState from) => from.CanBecome(MessageState.Delivered).ShouldBeTrue();
}
