using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Engine.Messages;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Nodes;

/// <summary>SIGTERM to a real process, with sends under way.</summary>
public sealed class GracefulStopTests
{
    private const string Portal = "3b7f0c9de1a24586b0f7d2c4a9e81635";

    [Fact]
    public async Task Sends_under_way_end_none_begins_and_everything_accepted_is_in_the_books()
    {
        using var folder = new TempFolder();
        await using var slow = await SlowSink.StartAsync();
        await using var silent = await SlowSink.StartAsync();
        var (answered, unanswered) = await LinesAsync(folder.Path, slow.Url, silent.Url);

        await using var node = await NodeProcess.StartAsync(
            folder.Path, ("Dispatching:SendTimeout", "00:00:04"), ("Dispatching:ClaimExpiry", "00:00:08"));
        for (var i = 0; i < 3; i++)
            foreach (var line in (GivenLine[])[answered, unanswered])
                (await PostAsync(node.Http, line, $"m{i}")).ShouldBe(HttpStatusCode.OK);
        await Task.WhenAll(slow.ArrivedAsync(), silent.ArrivedAsync());
        await node.TerminateAsync();
        await node.SaysAsync("Application is shutting down");
        slow.Answer();

        (await node.EndAsync()).ShouldBe(0, node.Output);
        (slow.Taken, silent.Taken).ShouldBe((1, 1));
        (await StatesAsync(folder.Path, answered)).ShouldBe(["Sent", "Waits", "Waits"]);
        (await StatesAsync(folder.Path, unanswered)).ShouldBe(["Unknown", "Waits", "Waits"]);
    }

    private static async Task<(GivenLine Answered, GivenLine Unanswered)> LinesAsync(string folder, string slow, string silent)
    {
        await using var product = await Product.StartAsync(
            TimeProvider.System, folder: folder, settings: [("Dispatching:Enabled", "false")]);
        return (await product.LineAsync(Portal, slow), await product.LineAsync(Portal, silent));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, GivenLine line, string id)
    {
        var form = new Dictionary<string, string>
        {
            ["module_id"] = "crm",
            ["message_id"] = $"{line.Id}-{id}",
            ["message_to"] = "+79991234500",
            ["message_body"] = $"Your order {id} has come",
            ["type"] = "SMS",
        };
        return (await http.PostAsync($"/b24/sms/{line.HandlerKey}", new FormUrlEncodedContent(form))).StatusCode;
    }

    /// <summary>
    /// The books right after the restart, before anything is dispatched; no line may still be claimed. Whether a text was composed before
    /// the node stopped is the composer's pace: it waits either way.
    /// </summary>
    private static async Task<IEnumerable<string>> StatesAsync(string folder, GivenLine line)
    {
        await using var product = await Product.StartAsync(
            TimeProvider.System, folder: folder, settings: [("Dispatching:Enabled", "false")]);
        await using var db = product.Services.GetRequiredService<Database>().Read();
        (await db.Lines.CountAsync(row => row.ClaimToken != null)).ShouldBe(0);
        var states = await db.Messages.Where(row => row.LineId == line.Id).Select(row => row.State).ToListAsync();
        return states.Select(state => state is MessageState.Accepted or MessageState.Queued ? "Waits" : state.ToString())
            .Order(StringComparer.Ordinal);
    }
}
