using OlConnector.Sandbox.Messages;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>How events and messages leave the portal (bitrix24.md §5.1, §5.5).</summary>
public sealed class QueueTests : SandboxTests
{
    [Fact]
    public async Task A_queue_server_calls_itself_by_its_name_and_a_person_s_browser_does_not()
    {
        await World.InstalledAsync();

        await World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001122", "Текст");

        var message = (await World.App.Requests.WaitAsync(request => request.Path.StartsWith("/b24/sms/", StringComparison.Ordinal)))[0];
        (message.Agent, message.Protocol).ShouldBe(("Bitrix24 Webhook Engine", "HTTP/1.1"));
        World.App.Requests.Seen.First(request => request.Path == "/b24/install").Agent.ShouldStartWith("Mozilla/");
    }

    [Fact]
    public async Task A_slow_app_is_called_less_often_and_never_twice()
    {
        await World.InstalledAsync();
        World.Portal.Queue.SlowAfter = TimeSpan.Zero;
        // The row's own timer must not be taken for the queue's.
        World.Portal.Behaviour.SentDelay = TimeSpan.FromHours(1);
        await SendAsync();

        var second = SendAsync();
        await World.Clock.ArmedAsync(within: TimeSpan.FromSeconds(1));
        World.App.Requests.Seen.Count(IsMessage).ShouldBe(1);
        World.Clock.Advance(TimeSpan.FromSeconds(1));
        await second;
        World.Portal.Queue.SlowAfter = TimeSpan.FromMinutes(1);
        var third = SendAsync();
        await World.Clock.ArmedAsync(within: TimeSpan.FromSeconds(2));
        World.Clock.Advance(TimeSpan.FromSeconds(2));
        await third;
        await SendAsync();

        World.App.Requests.Seen.Count(IsMessage).ShouldBe(4);
    }

    [Fact]
    public async Task Single_messages_leave_five_a_run()
    {
        await World.InstalledAsync();
        Enqueue(7);

        (await World.Portal.Agent.RunAsync()).Count.ShouldBe(5);
        (await World.Portal.Agent.RunAsync()).Count.ShouldBe(2);

        World.Portal.Agent.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_row_whose_run_died_is_sent_again_with_the_same_id_after_some_minutes()
    {
        await World.InstalledAsync();
        World.Portal.Agent.Deaths = 1;
        Enqueue(1);
        var first = (await World.Portal.Agent.RunAsync()).ShouldHaveSingleItem();

        (await World.Portal.Agent.RunAsync()).ShouldBeEmpty();
        World.Clock.Advance(World.Portal.Agent.StuckFor);

        var again = (await World.Portal.Agent.RunAsync()).ShouldHaveSingleItem();
        (again.MessageId, again.Body, again.IsRepeat).ShouldBe((first.MessageId, first.Body, true));
        (await World.Portal.Agent.RunAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Above_the_day_s_limit_rows_wait_for_the_next_day()
    {
        await World.InstalledAsync();
        World.Portal.Agent.DailyLimit = 2;
        Enqueue(3);

        (await World.Portal.Agent.RunAsync()).Count.ShouldBe(2);
        (await World.Portal.Agent.RunAsync()).ShouldBeEmpty();
        World.Clock.Advance(TimeSpan.FromDays(1));

        (await World.Portal.Agent.RunAsync()).Count.ShouldBe(1);
    }

    private static bool IsMessage(AppRequest request) => request.Path.StartsWith("/b24/sms/", StringComparison.Ordinal);

    private Task<HandlerCall> SendAsync() => World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001122", "Текст");

    private void Enqueue(int count)
    {
        for (var i = 0; i < count; i++)
            World.Portal.Agent.Enqueue(new WaitingMessage(SandboxWorld.Code, "+79990001122", $"Письмо {i}", new MessageSource.Bare()));
    }
}
