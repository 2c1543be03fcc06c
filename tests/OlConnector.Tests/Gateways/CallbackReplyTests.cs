using OlConnector.Engine.Gateways;
using OlConnector.Hooks;

namespace OlConnector.Tests.Gateways;

/// <summary>What a gateway's call is answered with, by what each line reads in it; null is a line whose gateway cannot be opened.</summary>
public sealed class CallbackReplyTests
{
    private static readonly CallbackResult Understood = new CallbackResult.Understood([]);
    private static readonly CallbackResult Unreadable = new CallbackResult.Unreadable("no JSON");
    private static readonly CallbackResult Challenge = new CallbackResult.Challenge("42");

    [Fact]
    public void One_line_that_takes_the_call_is_enough()
    {
        Reply(Forged("first"), null, Understood).ShouldBe(new CallbackReply.Taken());
        Reply(Understood, Forged("first")).ShouldBe(new CallbackReply.Taken());
        Reply(Forged("first"), Unreadable).ShouldBe(new CallbackReply.Taken());
    }

    [Fact]
    public void A_call_is_forged_only_when_every_line_could_judge_it_and_the_first_reason_is_told()
    {
        Reply(Forged("first"), Forged("second")).ShouldBe(new CallbackReply.Forged("first"));
        Reply(Forged("first"), null).ShouldBe(new CallbackReply.NotNow());
        Reply(null, Forged("first")).ShouldBe(new CallbackReply.NotNow());
    }

    [Fact]
    public void A_call_that_nobody_could_judge_has_to_come_again()
    {
        Reply(default(CallbackResult)).ShouldBe(new CallbackReply.NotNow());
        Reply().ShouldBe(new CallbackReply.NotNow());
    }

    [Fact]
    public void A_proof_that_one_line_can_give_is_the_answer()
    {
        Reply(Forged("not mine"), Challenge, Understood).ShouldBe(new CallbackReply.Proof("42"));
    }

    private static CallbackReply Reply(params CallbackResult?[] readings) => CallbackReply.Together(readings.Select(CallbackReply.Of));

    private static CallbackResult Forged(string why) => new CallbackResult.Refused(why);
}
