using Microsoft.Extensions.DependencyInjection;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

public sealed class HealthTests
{
    [Fact]
    public async Task A_node_that_can_work_is_live_and_ready()
    {
        await using var product = await Product.StartAsync(new FakeTimeProvider(Given.Morning));

        var live = await new Caller(product, token: null).GetAsync("/health/live");
        var ready = await new Caller(product, token: null).GetAsync("/health/ready");

        (live.Status, live["status"]!.ToString(), live.ContentType).ShouldBe((200, "live", "application/json"));
        (ready.Status, ready["status"]!.ToString()).ShouldBe((200, "ready"));
        (ready["checks.database"]!.ToString(), ready["checks.dispatch"]!.ToString()).ShouldBe(("ok", "ok"));
    }

    [Fact]
    public async Task A_node_whose_database_is_away_is_live_but_not_ready()
    {
        using var folder = new TempFolder();
        await using var product = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning), folder: folder.Path, settings: [("Dispatching:Enabled", "false")]);
        await using (var connection = TestDatabase.Connect(product.Services.GetRequiredService<Database>()))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE portals";
            await command.ExecuteNonQueryAsync();
        }

        var ready = await new Caller(product, token: null).GetAsync("/health/ready");

        (ready.Status, ready["status"]!.ToString()).ShouldBe((503, "notReady"));
        ready["checks.database"]!.ToString().ShouldBe("The database cannot be read or written.");
        (await new Caller(product, token: null).GetAsync("/health/live")).Status.ShouldBe(200);
    }
}
