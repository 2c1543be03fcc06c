using System.Net;
using Microsoft.EntityFrameworkCore;
using OlConnector.Bitrix24.Rest;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Nodes;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Nodes;

[Trait("Database", "PostgreSql")]
public sealed class TwoNodesTests
{
    private static readonly PortalId Portal = new("3b7f0c9de1a24586b0f7d2c4a9e81635");

    [Fact]
    public async Task A_lease_is_one_nodes_until_it_gives_it_back_or_it_ends()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var (one, two) = (TwoNodes.Get<Leases>(nodes.One), TwoNodes.Get<Leases>(nodes.Two));

        (await one.TryTakeAsync(Portal, "tokens", TimeSpan.FromMinutes(1))).ShouldBeTrue();
        (await one.TryTakeAsync(Portal, "tokens", TimeSpan.FromMinutes(1))).ShouldBeTrue("its holder prolongs it");
        (await two.TryTakeAsync(Portal, "tokens", TimeSpan.FromMinutes(1))).ShouldBeFalse();
        await two.GiveBackAsync(Portal, "tokens");
        (await two.TryTakeAsync(Portal, "tokens", TimeSpan.FromMinutes(1))).ShouldBeFalse("only its holder gives it back");

        await one.GiveBackAsync(Portal, "tokens");
        (await two.TryTakeAsync(Portal, "tokens", TimeSpan.FromMinutes(1))).ShouldBeTrue();
        nodes.Clock.Advance(TimeSpan.FromMinutes(1));
        (await one.TryTakeAsync(Portal, "tokens", TimeSpan.FromMinutes(1))).ShouldBeTrue("it ended");
    }

    [Fact]
    public async Task Many_who_want_a_lease_at_once_get_it_one_at_a_time()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);

        var taken = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(
                i => TwoNodes.Get<Leases>(i % 2 == 0 ? nodes.One : nodes.Two).TryTakeAsync(Portal, "statuses", TimeSpan.FromMinutes(1))));

        var (even, odd) = (taken.Where((_, i) => i % 2 == 0).ToList(), taken.Where((_, i) => i % 2 == 1).ToList());
        (even.TrueForAll(got => got) && odd.TrueForAll(got => !got) || odd.TrueForAll(got => got)
            && even.TrueForAll(got => !got)).ShouldBeTrue();
    }

    [Fact]
    public async Task Work_under_a_lease_keeps_it_for_as_long_as_it_takes_and_then_gives_it_back()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var (one, two) = (TwoNodes.Get<Leases>(nodes.One), TwoNodes.Get<Leases>(nodes.Two));
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());

        var working = one.TryWorkAsync(Portal, "statuses", _ => { begun.SetResult(); return end.Task; }, CancellationToken.None);
        await begun.Task;
        var firstEnd = nodes.Clock.GetUtcNow() + Leases.Life;
        nodes.Clock.Advance(Leases.Life / 2);
        await ProlongedAsync(nodes, firstEnd);
        nodes.Clock.Advance(Leases.Life * 0.6);
        (await two.TryWorkAsync(Portal, "statuses",
            _ => throw new InvalidOperationException("Two work at once."), CancellationToken.None)).ShouldBeFalse();

        end.SetResult();
        (await working).ShouldBeTrue();
        (await two.TryTakeAsync(Portal, "statuses", Leases.Life)).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_lost_a_lease_is_told_to_stop()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var begun = new TaskCompletionSource();

        var working = TwoNodes.Get<Leases>(nodes.One).TryWorkAsync(Portal, "statuses", async held =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, nodes.Clock, held);
        }, CancellationToken.None);
        await begun.Task;
        await TwoNodes.Get<Writer>(nodes.Two).RunAsync(
            turn => turn.Execute("UPDATE leases SET holder = @other", ("other", Guid.CreateVersion7(nodes.Clock.GetUtcNow()))));
        nodes.Clock.Advance(Leases.Life / 2);

        (await working.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue("it ends by itself and without a failure");
    }

    private static async Task ProlongedAsync(TwoNodes nodes, DateTimeOffset past)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (await TwoNodes.Get<Writer>(nodes.Two)
            .RunAsync(turn => turn.First("SELECT ends_at FROM leases WHERE name = 'statuses'", row => row.Moment(0))) <= past)
            TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Two_nodes_fill_one_bucket_of_a_portal()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var granted = 0;

        for (var i = 0; i < 60; i++)
        {
            var node = i % 2 == 0 ? nodes.One : nodes.Two;
            var traffic = TwoNodes.Get<PortalTraffics>(node).Of(Portal);
            if (await TwoNodes.Get<SharedBuckets>(node).TryPourAsync(Portal, traffic.Bucket, Priority.Interactive) == TimeSpan.Zero)
                granted++;
        }

        granted.ShouldBe(50, "the bucket's size without an Enterprise licence");
    }

    [Fact]
    public async Task Both_claim_at_once_and_no_line_is_claimed_twice()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        for (var i = 0; i < 40; i++)
        {
            var line = await nodes.One.LineAsync(Portal.Value);
            (await nodes.One.Http.PostAsync($"/b24/sms/{line.HandlerKey}", Call($"m{i}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await TwoNodes.Get<Composer>(nodes.One).ComposeDueAsync(CancellationToken.None);
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => ClaimAsync(i % 2 == 0 ? nodes.One : nodes.Two, nodes.Clock)));

        claims.SelectMany(batch => batch).Select(claim => claim.LineId).ShouldBeUnique();
        claims.Sum(batch => batch.Count).ShouldBe(40);
    }

    [Fact]
    public async Task A_mailing_that_two_nodes_take_in_and_compose_is_one_campaign()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var line = await nodes.One.LineAsync(Portal.Value);
        for (var i = 0; i < 60; i++)
        {
            var node = i % 2 == 0 ? nodes.One : nodes.Two;
            (await node.Http.PostAsync($"/b24/sms/{line.HandlerKey}",
                Call($"m{i}", $"+7999123{i:0000}", marketing: true))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await Task.WhenAll(new[] { nodes.One, nodes.Two }.Select(
            node => Task.Run(() => TwoNodes.Get<Composer>(node).ComposeDueAsync(CancellationToken.None))));
        // Who found the line in the other's hands comes back a moment later.
        nodes.Clock.Advance(TimeSpan.FromSeconds(1));
        await TwoNodes.Get<Composer>(nodes.One).ComposeDueAsync(CancellationToken.None);

        await using var db = TwoNodes.Get<Database>(nodes.One).Read();
        (await db.Campaigns.SingleAsync()).Size.ShouldBe(60);
        (await db.Messages.CountAsync(message => message.State == MessageState.Queued)).ShouldBe(60);
    }

    [Fact]
    public async Task The_same_message_handed_to_both_nodes_is_one_message()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var line = await nodes.One.LineAsync(Portal.Value);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(
                i => (i % 2 == 0 ? nodes.One : nodes.Two).Http.PostAsync($"/b24/sms/{line.HandlerKey}", Call("once"))));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        await using var db = TwoNodes.Get<Database>(nodes.One).Read();
        (await db.Messages.CountAsync()).ShouldBe(1);
        (await db.IntakeTallies.SumAsync(tally => tally.Received)).ShouldBe(1);
    }

    [Fact]
    public async Task A_line_made_on_one_node_takes_calls_on_the_other_at_once()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var line = await nodes.One.LineAsync(Portal.Value);
        TwoNodes.Get<LineDirectory>(nodes.Two).FindByHandlerKey(line.HandlerKey).ShouldBeNull("it has not looked yet");

        (await nodes.Two.Http.PostAsync($"/b24/sms/{line.HandlerKey}", Call("m1"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await nodes.Two.Http.PostAsync($"/hooks/sandbox/{line.HookKey}", Call("m1"))).StatusCode.ShouldNotBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_one_node_changed_the_other_knows_after_its_next_look()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var (changed, other) = (await nodes.One.LineAsync(Portal.Value), await nodes.One.LineAsync(Portal.Value));
        var (one, two) = (TwoNodes.Get<LineDirectory>(nodes.One), TwoNodes.Get<LineDirectory>(nodes.Two));
        await TwoNodes.Get<Neighbours>(nodes.Two).KeepInStepAsync(CancellationToken.None);

        await TwoNodes.Get<Writer>(nodes.One).RunAsync(turn =>
        {
            turn.Execute("UPDATE lines SET treat_as_marketing = @yes", ("yes", true));
            Revisions.Note(turn, changed.Id);
        });
        await one.RefreshAsync();
        one.FindByHandlerKey(changed.HandlerKey)!.TreatAsMarketing.ShouldBeTrue();
        two.FindByHandlerKey(changed.HandlerKey)!.TreatAsMarketing.ShouldBeFalse();
        await TwoNodes.Get<Neighbours>(nodes.Two).KeepInStepAsync(CancellationToken.None);

        two.FindByHandlerKey(changed.HandlerKey)!.TreatAsMarketing.ShouldBeTrue();
        two.FindByHandlerKey(other.HandlerKey)!.TreatAsMarketing.ShouldBeFalse("what nobody noted is not read");
    }

    [Fact]
    public async Task Changes_on_both_nodes_at_once_are_numbered_in_the_order_of_their_commits_and_none_is_missed()
    {
        await using var nodes = await TwoNodes.StartAsync(Idle);
        var lines = new List<GivenLine>();
        for (var i = 0; i < 40; i++) lines.Add(await nodes.One.LineAsync(Portal.Value));
        var (one, two) = (TwoNodes.Get<LineDirectory>(nodes.One), TwoNodes.Get<LineDirectory>(nodes.Two));
        await two.RefreshAsync();

        await Task.WhenAll(lines.Select(async (line, i) =>
        {
            var node = i % 2 == 0 ? nodes.One : nodes.Two;
            await TwoNodes.Get<Writer>(node).RunAsync(turn =>
            {
                turn.Execute("UPDATE lines SET treat_as_marketing = @yes WHERE id = @line", ("yes", true), ("line", line.Id));
                Revisions.Note(turn, line.Id);
            });
            await TwoNodes.Get<LineDirectory>(node).RefreshAsync();
        }));
        await Task.WhenAll(one.RefreshAsync(), two.RefreshAsync());

        lines.ShouldAllBe(line => one.FindByHandlerKey(line.HandlerKey)!.TreatAsMarketing);
        lines.ShouldAllBe(line => two.FindByHandlerKey(line.HandlerKey)!.TreatAsMarketing);
    }

    /// <summary>The test takes each step itself.</summary>
    private static readonly (string Name, string Value)[] Idle = [("Dispatching:Enabled", "false")];

    private static FormUrlEncodedContent Call(string id, string to = "+79991234567", bool marketing = false) => new(
    [
        new("message_id", id), new("message_to", to), new("message_body", "Hello from the shop"),
        new(marketing ? "module_id" : "type", marketing ? "sender" : "SMS"),
    ]);

    private static Task<IReadOnlyList<Claim>> ClaimAsync(Product node, FakeTimeProvider clock)
    {
        var (token, now) = (NewKey.At(clock), clock.GetUtcNow());
        return TwoNodes.Get<Writer>(node).RunAsync(turn => TwoNodes.Get<Claims>(node).Take(turn, 5, token, now));
    }
}
