using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Lines;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

public sealed class ResumeTests
{
    [Theory]
    [InlineData("active", LineState.Active)]
    [InlineData("unpaid", LineState.Frozen)]
    [InlineData("gone", LineState.Frozen)]
    public async Task A_line_of_a_portal_that_is_not_served_stays_frozen_whoever_resumes_it(string portalState, LineState expected)
    {
        await using var product = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning), settings: [("Dispatching:Enabled", "false")]);
        var line = await product.LineAsync(
            "3b7f0c9de1a24586b0f7d2c4a9e81635", change: row => (row.State, row.FrozenReason) = (LineState.Frozen, Reason.PortalUnpaid));
        await product.Services.GetRequiredService<Writer>()
            .RunAsync(turn => turn.Execute("UPDATE portals SET state = @state", ("state", portalState)));

        await product.Services.GetRequiredService<LineControl>().ResumeAsync(line.Portal, line.Id, "user 1");

        await using var db = product.Services.GetRequiredService<Database>().Read();
        (await db.Lines.SingleAsync()).State.ShouldBe(expected);
    }
}
