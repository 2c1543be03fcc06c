using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Sending;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>People are told what is wrong with a line, and not again and again.</summary>
public sealed class LineAlarmTests
{
    private const string Notice = "im.notify.system.add";

    [Fact]
    public async Task A_stopped_line_is_noticed_once_a_day()
    {
        var clock = new ManualClock();
        await using var world = await ReportsWorld.StartAsync(clock);

        (await TellAsync(world)).ShouldBeTrue();
        await world.Get<LineAlarms>().LineFrozeAsync(world.PortalId, world.LineId, new SendResult.LineDown("SCAN_QR_CODE", "The phone is not linked"));
        clock.Advance(TimeSpan.FromHours(23.9));
        (await TellAsync(world)).ShouldBeFalse();
        clock.Advance(TimeSpan.FromHours(0.1));
        await world.RenewTokensAsync(1);
        (await TellAsync(world)).ShouldBeTrue();

        var told = world.Portal.RestCalls.Seen.Where(call => call.Method == Notice).ToList();
        told.Count.ShouldBe(2);
        (told[1].At - told[0].At).ShouldBe(TimeSpan.FromHours(24));
    }

    /// <summary>As an alarm tells it, but to its end.</summary>
    private static Task<bool> TellAsync(ReportsWorld world) =>
        world.Get<AdminNotices>().TellOnceAsync(world.PortalId, $"olc-line-{world.LineId}", new Said("Линия остановлена", "A line has stopped"));
}
