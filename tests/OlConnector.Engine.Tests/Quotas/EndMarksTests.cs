using OlConnector.Engine.Quotas;

namespace OlConnector.Engine.Tests.Quotas;

/// <summary>When people hear that something is about to end (product.md §11).</summary>
public sealed class EndMarksTests
{
    [Theory]
    [InlineData(2.5, null, null)]
    [InlineData(2, null, 2)]
    [InlineData(1.5, 2, null)]
    [InlineData(1, 2, 1)]
    [InlineData(0.2, 1, null)]
    [InlineData(0.2, null, 1)]
    [InlineData(0.2, 0, null)]
    [InlineData(-0.1, null, null)]
    public void Each_mark_is_told_once_and_the_nearest_alone(double left, int? told, int? due) =>
        EndMarks.Due(EndMarks.OfDemo, left, told).ShouldBe(due);

    [Fact]
    public void A_term_is_told_of_seven_three_and_one_day_before_its_end()
    {
        var (told, heard) = ((int?)null, new List<int>());
        for (var days = 10; days >= -2; days--)
            if (EndMarks.Due(EndMarks.OfTerm, days, told) is { } mark)
            {
                told = mark;
                heard.Add(days);
            }

        heard.ShouldBe([7, 3, 1]);
    }
}
