using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Portals;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Portals take turns in care: a slow one keeps no other waiting.</summary>
public sealed class CareTests : Bitrix24World
{
    private static readonly PortalId One = new("one");
    private static readonly PortalId Other = new("other");

    [Fact]
    public async Task Portals_that_do_not_answer_keep_no_other_portals_providers_from_coming_back()
    {
        await InstallAsync();
        var line = await Product.LineAsync(Portal.MemberId);
        await Get<SenderRegistry>().RegisterAsync(PortalId, line.Id, CancellationToken.None);
        for (var i = 0; i < PortalCare.AtOnce - 1; i++)
        {
            var member = $"5104{i:0000000000000000000000000000}";
            var slow = await Cloud.AddPortalAsync(PortalSeed.Main with { Name = $"slow{i}", MemberId = member });
            (await slow.Lifecycle.InstallAsync(installEvent: InstallEvent.Never)).Status.ShouldBe(200);
            slow.Behaviour.RestDelay = TimeSpan.FromDays(1);
            for (var opening = 0; opening < 5; opening++) Get<PortalCare>().Request(new PortalId(member), refreshAll: false);
        }

        await Portal.Lifecycle.UpdateAsync();
        await Portal.WaitForRestCallAsync(call => call is { Method: "messageservice.sender.add", Status: 200 }, count: 2);

        Portal.App!.Senders.Keys.ShouldBe([line.Code]);
    }

    [Fact]
    public async Task A_portal_stands_in_the_queue_once_however_often_it_asks_and_nothing_it_asked_for_is_forgotten()
    {
        var queue = new CareQueue();
        queue.Put(new CareWish(One, RefreshAll: false));
        queue.Put(new CareWish(One, RefreshAll: true));
        queue.Put(new CareWish(Other, RefreshAll: false));
        queue.Put(new CareWish(One, RefreshAll: false));

        var first = await NextAsync(queue);
        queue.Put(new CareWish(One, RefreshAll: false));
        (first, await NextAsync(queue)).ShouldBe((new CareWish(One, RefreshAll: true), new CareWish(Other, RefreshAll: false)));
        HasNext(queue, CareLane.Quick).ShouldBeFalse("it is being looked after");
        queue.Finish(first, CareLane.Quick, wasTooSlow: false);

        (await NextAsync(queue)).ShouldBe(new CareWish(One, RefreshAll: false));
    }

    [Fact]
    public async Task A_portal_that_was_too_slow_waits_among_the_slow_ones_and_takes_what_it_asks_for_with_it()
    {
        var queue = new CareQueue();
        queue.Put(new CareWish(One, RefreshAll: true));
        queue.Finish(await NextAsync(queue), CareLane.Quick, wasTooSlow: true);
        queue.Put(new CareWish(One, RefreshAll: false));

        HasNext(queue, CareLane.Quick).ShouldBeFalse();
        var wish = await NextAsync(queue, CareLane.Patient);
        wish.ShouldBe(new CareWish(One, RefreshAll: true));
        queue.Finish(wish, CareLane.Patient, wasTooSlow: true);

        HasNext(queue, CareLane.Quick).ShouldBeFalse("whoever was slow among the slow ones waits until he asks again");
        HasNext(queue, CareLane.Patient).ShouldBeFalse();
    }

    private static Task<CareWish> NextAsync(CareQueue queue, CareLane lane = CareLane.Quick) =>
        queue.NextAsync(lane, CancellationToken.None).AsTask();

    /// <summary>Takes one away if there is one.</summary>
    private static bool HasNext(CareQueue queue, CareLane lane)
    {
        using var nobodyWaits = new CancellationTokenSource();
        var next = queue.NextAsync(lane, nobodyWaits.Token);
        if (next.IsCompletedSuccessfully) return true;
        nobodyWaits.Cancel();
        return false;
    }
}
