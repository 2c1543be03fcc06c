using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Storage;

namespace OlConnector.Benchmarks.Queue;

/// <summary>Accepted marketing messages composed and admitted a second: spintax, phone, campaign, duplicates, guard, all of it.</summary>
internal static class ComposeFigures
{
    public static async Task RunAsync(int messages)
    {
        await using var host = await ProductHost.StartAsync(settings: ProductHost.StandingStill);
        await host.AddLinesAsync(1, TimeSpan.FromSeconds(15));
        var (writer, acceptance, clock) = (host.Get<Writer>(), host.Get<Acceptance>(), TimeProvider.System);
        var line = await writer.RunAsync(turn => turn.First("SELECT id FROM lines", row => new LineId(row.GetGuid(0))));
        foreach (var slice in Enumerable.Range(0, messages).Chunk(500))
            await writer.RunAsync(turn => Array.ForEach(
                slice, i => acceptance.Store(turn, AMessage(line, i), MessageId.New(clock), clock.GetUtcNow())));

        var start = clock.GetTimestamp();
        await host.Get<Composer>().ComposeDueAsync(CancellationToken.None);
        QueueFigures.Print("Compose and admit (spintax, phone, campaign, duplicate, guard)",
            messages / clock.GetElapsedTime(start).TotalSeconds, "messages/s");
    }

    private static IncomingMessage AMessage(LineId line, int i) => new(
        ProductHost.Portal, line, $"olc_{line}", $"m{i}", MessageSource.Marketing, Traffic.Marketing, $"+7999{1000000 + i}",
        $"{{Здравствуйте|Добрый день|Приветствуем}}, "
        + $"клиент {i}! {{Сегодня|Только сегодня}} скидка {{15|20}} процентов на {{весь каталог|все букеты}}.", "1", null);
}
