using Microsoft.Extensions.DependencyInjection;
using OlConnector.Api.Texts;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Tests.Api.Support;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using Access = OlConnector.Web.Access;

namespace OlConnector.Tests.Api.Texts;

/// <summary>A dry run has three seconds, whatever texts it is given.</summary>
public sealed class PreviewBudgetTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Theory]
    [InlineData(1.4, null)]
    [InlineData(1.6, "items[2]")]
    [InlineData(3.1, "items[1]")]
    public async Task What_does_not_fit_into_three_seconds_is_refused_by_its_place(double secondsPerText, string? refusedAt)
    {
        var desk = ActivatorUtilities.CreateInstance<PreviewDesk>(
            world.Product.Services, new CostlyTexts(TimeSpan.FromSeconds(secondsPerText)));
        var caller = new Access.Caller(CallerKind.Session, new PortalId(ApiWorld.Ours), "1", "Anna", Role.Marketer, Lines: null);
        var hostile = new PreviewDraft(string.Concat(Enumerable.Repeat("{a|b|c|d|e|f|g|h}", 40)));

        var answer = await desk.TryAsync(
            caller, new ItemList<PreviewDraft> { Items = [hostile, hostile, hostile] }, CancellationToken.None);

        if (refusedAt is null) answer.Value.ShouldNotBeNull().Items.Count.ShouldBe(3);
        else answer.Result.ShouldBeOfType<Refusal>()
            .ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("too_costly"), refusal => refusal.Field.ShouldBe(refusedAt));
    }

    /// <summary>Each look at the clock is one text later.</summary>
    private sealed class CostlyTexts(TimeSpan perText) : TimeProvider
    {
        private long _looks = -2;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Math.Max(0, ++_looks) * perText.Ticks;
    }
}
