using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Lines;
using OlConnector.Sending;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>People are told what is wrong with a line, once for each freeze, whichever way it was noticed.</summary>
public sealed class LineAlarmTests : Bitrix24World
{
    private static readonly ConnectionReport YellowCard = new(LineConnection.SuspectedSpam, "yellowCard: sending is suspended");

    private GivenLine _line = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await AddLineAsync(row => (row.Name, row.Connection) = ("Sales", LineConnection.Connected));
    }

    [Fact]
    public async Task A_freeze_by_the_gateways_own_call_is_told_with_the_lines_name_the_cause_and_what_to_do()
    {
        await Get<EventReception>().TakeAsync(PortalId, _line.Id, [new GatewayEvent.ConnectionChanged(YellowCard)]);

        var told = (await NoticesAsync(1))[0];
        told.ShouldContain("«Sales»");
        told.ShouldContain("yellowCard: sending is suspended.");
        told.ShouldEndWith("OlConnector → «Линии».");
    }

    [Fact]
    public async Task A_freeze_that_a_check_notices_is_told_too()
    {
        await using var vendor = await ScriptedServer.StartAsync(Clock);
        vendor.Usually = _ => Reply.Text(401, "{}");
        var checkedLine = await Product.LineAsync(Portal.MemberId, vendor.Url, row => row.Connection = LineConnection.Connected);

        await Get<ConnectionChecks>().CheckAsync(PortalId, checkedLine.Id, CancellationToken.None);

        (await NoticesAsync(1))[0].ShouldContain("asks for a login");
    }

    [Fact]
    public async Task A_freeze_rings_once_and_the_next_one_after_a_resume_rings_again_the_same_day()
    {
        await FreezeAsync();
        await FreezeAsync();
        await NoticesAsync(1);
        // Not longer than the portal's answer to the first notice is waited for: it may still be under way.
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await Get<LineControl>().ResumeAsync(PortalId, _line.Id, "user 1")).IsResumed.ShouldBeTrue();
        await Get<LineConnections>().NoteAsync(PortalId, _line.Id, new ConnectionReport(LineConnection.Connected));

        await FreezeAsync();

        (await NoticesAsync(2)).Count.ShouldBe(2);
        Portal.Notifications.Count.ShouldBe(2, "each freeze has a notice of its own");
    }

    [Fact]
    public async Task A_second_administrator_who_opened_the_app_hears_it_and_one_who_is_none_any_more_does_not()
    {
        var second = Portal.Users.Single(user => user.Id == 3);
        (await Portal.Lifecycle.OpenAppAsync(second)).Status.ShouldBe(200);
        (await Portal.Lifecycle.OpenAppAsync(Portal.Employee)).Status.ShouldBe(200);

        await FreezeAsync();
        await Portal.RestCalls.WaitAsync(call => call.Method == "im.notify.system.add", count: 2);

        Calls("im.notify.system.add").Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe(["1", "3"]);
    }

    [Fact]
    public async Task A_frozen_line_keeps_its_cause_when_the_next_check_finds_it_connected()
    {
        await FreezeAsync();
        await Get<LineConnections>().NoteAsync(PortalId, _line.Id, new ConnectionReport(LineConnection.Connected));

        var frozen = TheLine(_line);
        (frozen.State, frozen.Connection, frozen.ConnectionText).ShouldBe((LineState.Frozen, LineConnection.Connected, null));
        (frozen.FrozenText, frozen.FrozenAt).ShouldBe((YellowCard.Text, Clock.GetUtcNow()));

        await Get<LineControl>().ResumeAsync(PortalId, _line.Id, "user 1");
        (TheLine(_line).FrozenText, TheLine(_line).FrozenAt).ShouldBe((null, null));
    }

    private Task FreezeAsync() =>
        Get<EventReception>().TakeAsync(PortalId, _line.Id, [new GatewayEvent.ConnectionChanged(YellowCard)]);

    /// <summary>Texts of the notices, once so many have come.</summary>
    private async Task<List<string>> NoticesAsync(int count)
    {
        var calls = await Portal.RestCalls.WaitAsync(call => call.Method == "im.notify.system.add", count);
        return [.. calls.Select(call => (string)call.Parameters["MESSAGE"]!)];
    }
}
