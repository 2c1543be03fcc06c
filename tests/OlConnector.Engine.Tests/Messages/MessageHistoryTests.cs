using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Tests.Messages;

public sealed class MessageHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, 250, TimeSpan.Zero);

    [Fact]
    public void A_change_is_one_line_that_people_and_sql_can_read() =>
        MessageHistory.Line(Now, MessageState.Held, Reason.Stale, "system").ShouldBe("1772442000250|held|STALE|system\n");

    [Fact]
    public void Every_state_is_read_as_it_was_written()
    {
        var states = Enum.GetValues<MessageState>();
        var history = string.Concat(states.Select(state => MessageHistory.Line(Now, state, null, "user 1")));

        MessageHistory.Read(history).ShouldBe(states.Select(state => new MessageChange(Now, state, null, "user 1")));
    }

    [Fact]
    public void Who_did_it_may_be_written_with_any_sign_but_a_line_break() =>
        MessageHistory.Read(MessageHistory.Line(Now, MessageState.Cleared, Reason.Discarded, "user 1|Ann"))
            .ShouldHaveSingleItem().By.ShouldBe("user 1|Ann");

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("words\n")]
    [InlineData("later|held|STALE|system\n")]
    [InlineData("1772442000250|lost|STALE|system\n")]
    [InlineData("1772442000250|held\n")]
    public void A_line_that_tells_of_no_change_is_passed_over(string history) => MessageHistory.Read(history).ShouldBeEmpty();
}
