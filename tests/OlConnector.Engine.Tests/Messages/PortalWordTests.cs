using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Messages;

public sealed class PortalWordTests
{
    [Fact]
    public void Every_state_has_one_of_the_five_words() =>
        Enum.GetValues<MessageState>().Select(PortalWord.Of).Distinct().Order()
            .ShouldBe([PortalWord.Delivered, PortalWord.Failed, PortalWord.Queued, PortalWord.Sent, PortalWord.Undelivered]);

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
