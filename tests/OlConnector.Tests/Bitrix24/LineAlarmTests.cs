using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Sending;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>People are told what is wrong with a line, and not again and again.</summary>
public sealed class LineAlarmTests : Bitrix24World
{
    [Fact]
    public async Task A_stopped_line_is_noticed_once_a_day()
    {
        await InstallAsync();
        var line = await AddLineAsync();

        (await TellAsync(line)).ShouldBeTrue();
        await Get<LineAlarms>().LineFrozeAsync(PortalId, line.Id, new SendResult.LineDown("SCAN_QR_CODE", "The phone is not linked"));
        Clock.Advance(TimeSpan.FromHours(23.9));
        (await TellAsync(line)).ShouldBeFalse();
        Clock.Advance(TimeSpan.FromHours(0.1));
        (await TellAsync(line)).ShouldBeTrue();

        var told = Calls("im.notify.system.add");
        told.Count.ShouldBe(2);
        (told[1].At - told[0].At).ShouldBe(TimeSpan.FromHours(24));
    }

    /// <summary>As an alarm tells it, but to its end.</summary>
    private Task<bool> TellAsync(GivenLine line) =>
        Get<AdminNotices>().TellOnceAsync(PortalId, $"olc-line-{line.Id}", new Said("Линия остановлена", "A line has stopped"));
}
