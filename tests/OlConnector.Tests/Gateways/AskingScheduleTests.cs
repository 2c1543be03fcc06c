using OlConnector.Engine.Gateways;

namespace OlConnector.Tests.Gateways;

public sealed class AskingScheduleTests
{
    private static readonly DateTimeOffset SentAt = new(2026, 8, 11, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Questions_come_ever_more_rarely_and_end_after_a_day()
    {
        var moments = Enumerable.Range(0, AskingSchedule.MostQuestions)
            .Select(asked => AskingSchedule.Next(SentAt, asked)!.Value)
            .ToList();

        moments[0].ShouldBe(SentAt.AddMinutes(1));
        moments[^1].ShouldBe(SentAt + AskingSchedule.GiveUpAfter);
        var pauses = moments.Zip(moments.Skip(1), (one, next) => next - one).ToList();
        pauses.ShouldBe(pauses.Order());
        AskingSchedule.Next(SentAt, AskingSchedule.MostQuestions).ShouldBeNull();
    }
}
