using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class CancelTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData(MessageState.Accepted)]
    [InlineData(MessageState.Queued)]
    [InlineData(MessageState.Held)]
    public async Task A_message_that_waits_is_cancelled_once_and_the_audit_says_by_whom(MessageState state)
    {
        var message = (await world.MessagesAsync(world.Line, state))[0];

        var cancelled = await world.Person("cancelling", isAdmin: true).PostAsync($"messages/{message}/cancel");
        var again = await world.Admin().PostAsync($"messages/{message}/cancel");

        (cancelled["state"]!.ToString(), cancelled["reason"]!.ToString()).ShouldBe(("cleared", "DISCARDED"));
        cancelled["history"]!.Last!["by"]!.ToString().ShouldBe("user cancelling");
        (again.Status, again.Code).ShouldBe((409, "wrong_state"));
        var entry = (await world.Admin().GetAsync($"audit?subject={message}")).Items.ShouldHaveSingleItem();
        (entry["action"]!.ToString(), entry["before"]!.ToString()).ShouldBe(("message cancelled", EnumText(state)));
    }

    [Theory]
    [InlineData(MessageState.Dispatching, "handed to the gateway right now")]
    [InlineData(MessageState.Sent, "has left")]
    [InlineData(MessageState.Unknown, "has left")]
    [InlineData(MessageState.Failed, "nothing to cancel")]
    public async Task A_message_that_left_or_ended_says_that_it_is_too_late(MessageState state, string said)
    {
        var message = (await world.MessagesAsync(world.Line, state))[0];

        var refused = await world.Admin().PostAsync($"messages/{message}/cancel");

        (refused.Status, refused.Code).ShouldBe((409, "wrong_state"));
        refused["detail"]!.ToString().ShouldContain(said);
        (await world.Admin().GetAsync($"messages/{message}"))["state"]!.ToString().ShouldBe(EnumText(state));
    }

    [Fact]
    public async Task Nobody_cancels_a_stranger_s_message()
    {
        var message = (await world.MessagesAsync(world.Line, MessageState.Queued))[0];

        (await world.Admin(ApiWorld.Theirs).PostAsync($"messages/{message}/cancel")).Status.ShouldBe(404);
        (await world.Admin().GetAsync($"messages/{message}"))["state"]!.ToString().ShouldBe("queued");
    }

    private static string EnumText(MessageState state) => state.ToString().ToLowerInvariant();
}
