using System.Net.Http.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Phones;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.Sandbox.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>The gateway kind <c>sandbox</c>: scripted fates, injected faults, callbacks.</summary>
public sealed class PhoneNetworkTests : SandboxTests
{
    private const string Line = "+79990000000";

    private PhoneNetwork Phones => World.Cloud.Phones;

    [Fact]
    public async Task An_accepted_message_is_delivered_then_read_and_the_hook_is_told()
    {
        await RegisterHookAsync();

        var answer = await World.SendToPhoneAsync("+79990001100");
        await AdvanceAsync(1);
        await AdvanceAsync(2);

        answer.Status.ShouldBe(201);
        var told = await Phones.Hooks.Sent.WaitAsync(_ => true, 2);
        told.Select(callback => (callback.What, callback.HookStatus)).ShouldBe([("delivered", 200), ("read", 200)]);
        var body = Requests.Json((await World.App.Requests.WaitAsync(request => request.Path == "/hooks/sandbox/key"))[0].Body);
        body["id"]!.ToString().ShouldBe(answer.Body["id"]!.ToString());
        body["clientId"]!.ToString().ShouldBe("m1");
        body["from"]!.ToString().ShouldBe("+79990001100");
        DateTimeOffset.Parse(body["at"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(Given.Morning.AddSeconds(1));
    }

    [Theory]
    [InlineData("12", 422, "unknown_recipient")]
    [InlineData("13", 403, "line_blocked")]
    public async Task Some_numbers_are_refused_at_once(string ending, int status, string code)
    {
        var answer = await World.SendToPhoneAsync($"+799900011{ending}");

        (answer.Status, answer.Body["code"]!.ToString()).ShouldBe((status, code));
        Phones.Received.Seen.ShouldBeEmpty();
        Phones.TimesAttempted["m1"].ShouldBe(1);
    }

    [Theory]
    [InlineData("14", 429)]
    [InlineData("15", 500)]
    public async Task Some_numbers_fail_the_first_time_only(string ending, int status)
    {
        (await World.SendToPhoneAsync($"+799900011{ending}")).Status.ShouldBe(status);
        (await World.SendToPhoneAsync($"+799900011{ending}")).Status.ShouldBe(201);
        Phones.TimesRecorded["m1"].ShouldBe(1);
    }

    [Fact]
    public async Task A_hanging_answer_has_recorded_the_message_and_the_look_up_says_so()
    {
        using var patience = new CancellationTokenSource();
        var sending = World.SendToPhoneAsync("+79990001116", ct: patience.Token);
        await Phones.WaitForAsync(1);

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        var found = await World.GetAsync($"{Phones.BaseUrl}/messages?clientId=m1");
        found.Body["items"]![0]!["status"]!.ToString().ShouldBe("accepted");
        (await World.GetAsync($"{Phones.BaseUrl}/messages?clientId=other")).Body["items"]!.Count().ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_cut_after_recording_leaves_the_message_on_the_phone()
    {
        await Should.ThrowAsync<HttpRequestException>(() => World.SendToPhoneAsync("+79990001117"));

        (await Phones.WaitForAsync("+79990001117")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_person_replies_stop()
    {
        await RegisterHookAsync();
        await World.SendToPhoneAsync("+79990001119");
        await AdvanceAsync(1);
        await AdvanceAsync(3);

        var reply = (await Phones.Hooks.Sent.WaitAsync(callback => callback.What == "reply"))[0].Body;
        (reply["text"]!.ToString(), reply["from"]!.ToString(), reply["to"]!.ToString()).ShouldBe(("СТОП", "+79990001119", Line));
    }

    [Fact]
    public async Task Injected_faults_go_first_and_in_order()
    {
        Phones.FailNext(new PhoneFault.Answer(503, "busy", "Later."));
        Phones.FailNext(new PhoneFault.TooManyRequests(TimeSpan.FromSeconds(7)));
        Phones.FailNext(new PhoneFault.Cut(IsRecorded: false));
        Phones.FailNext(new PhoneFault.Gibberish());

        (await World.SendToPhoneAsync("+79990001100")).Status.ShouldBe(503);
        (await World.SendToPhoneAsync("+79990001100")).Status.ShouldBe(429);
        await Should.ThrowAsync<HttpRequestException>(() => World.SendToPhoneAsync("+79990001100"));
        (await World.SendToPhoneAsync("+79990001100")).ShouldSatisfyAllConditions(
            reply => reply.Status.ShouldBe(201), reply => reply.Body.Count.ShouldBe(0));
        Phones.Attempts.Seen.Select(attempt => (attempt.Status, attempt.IsRecorded))
            .ShouldBe([(503, false), (429, false), (0, false), (201, true)]);
    }

    [Fact]
    public async Task An_endless_body_and_a_dripping_one_never_come_to_an_end()
    {
        foreach (var fault in (PhoneFault[])[new PhoneFault.EndlessBody(), new PhoneFault.Drip()])
        {
            Phones.FailNext(fault);
            using var content = JsonContent.Create(new { id = "m1", from = Line, to = "+79990001100", text = "Привет" });
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Phones.BaseUrl}/messages") { Content = content };
            using var answer = await World.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await answer.Content.ReadAsStreamAsync();

            ((int)answer.StatusCode).ShouldBe(201);
            (await body.ReadAsync(new byte[1])).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_network_that_went_down_refuses_connections_and_comes_back_on_the_same_port()
    {
        var address = Phones.BaseUrl;
        await Phones.GoDownAsync();
        await Should.ThrowAsync<HttpRequestException>(() => World.SendToPhoneAsync("+79990001100"));

        await Phones.ComeUpAsync();

        Phones.BaseUrl.ShouldBe(address);
        (await World.SendToPhoneAsync("+79990001100")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_blocked_line_stays_blocked_until_it_is_unblocked()
    {
        Phones.BlockLine(Line);
        (await World.SendToPhoneAsync("+79990001100")).Status.ShouldBe(403);
        (await World.SendToPhoneAsync("+79990001100", from: "other")).Status.ShouldBe(201);
        (await LookAsync()).ShouldBe(403);
        Phones.UnblockLine(Line);
        (await World.SendToPhoneAsync("+79990001100")).Status.ShouldBe(201);
        (await LookAsync()).ShouldBe(204);

        // A line's gateway looks at it by telling where to report.
        async Task<int> LookAsync()
        {
            using var answer = await World.Http.PostAsJsonAsync(
                new Uri($"{Phones.BaseUrl}/hooks"), new { from = Line, url = $"{World.App.Url}/hooks/sandbox/key" });
            return (int)answer.StatusCode;
        }
    }

    [Fact]
    public async Task What_happened_before_a_hook_was_known_is_told_when_it_is()
    {
        await World.SendToPhoneAsync("+79990001111");
        await AdvanceAsync(2);
        Phones.Hooks.Sent.Seen.ShouldBeEmpty();

        await RegisterHookAsync();

        (await Phones.Hooks.Sent.WaitAsync(_ => true))[0].What.ShouldBe("undelivered");
    }

    [Fact]
    public async Task A_wait_that_fails_says_what_was_seen_instead()
    {
        await World.SendToPhoneAsync("+79990001100", id: "the-one");

        var failure = await Should.ThrowAsync<SandboxWaitException>(() => Phones.WaitForAsync(2, TimeSpan.FromMilliseconds(50)));

        failure.Message.ShouldContain("waited for 2 × message, got 1");
        failure.Message.ShouldContain("the-one");
    }

    private async Task RegisterHookAsync()
    {
        using var answer = await World.Http.PostAsJsonAsync(
            new Uri($"{Phones.BaseUrl}/hooks"), new { from = Line, url = $"{World.App.Url}/hooks/sandbox/key" });
        ((int)answer.StatusCode).ShouldBe(204);
    }

    private async Task AdvanceAsync(int seconds)
    {
        await World.Clock.ArmedAsync(within: TimeSpan.FromSeconds(seconds));
        World.Clock.Advance(TimeSpan.FromSeconds(seconds));
    }
}
