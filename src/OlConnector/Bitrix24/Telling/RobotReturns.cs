using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Bitrix24.Telling;

/// <summary>
/// Lets processes go on that waited for our robot: <c>bizproc.event.send</c> with what became of the message (bitrix24.md §7.3). Any user's
/// token will do for it, so what the portal says to one call is about that process alone.
/// </summary>
internal sealed class RobotReturns(Writer writer, PortalClient client, TimeProvider clock, ILogger<RobotReturns> log)
{
    private const string Send = "bizproc.event.send";

    /// <summary>A process that is not found may not have been put to sleep yet; one that went on is not found ever again.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)];

    /// <summary>Tells what is due, a batch of it; answers what the portal said to each, none for nothing due.</summary>
    internal async Task<List<RestAnswer>> TellSomeAsync(PortalId portal, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await writer.RunAsync(turn => DueReturns.Due(turn, portal, BatchWire.Most, now), ct);
        if (due.Count == 0) return [];
        var answers = due.Count == 1
            ? [await client.CallAsync(portal, Send, Parameters(due[0]), Priority.Background, ct)]
            : await BatchAsync(portal, due, ct);
        var done = clock.GetUtcNow();
        // What was told must be known as told, whoever wants to stop meanwhile.
        await writer.RunAsync(
            turn =>
            {
                foreach (var (one, answer) in due.Zip(answers))
                    if (ResultOf(answer, one, done) is { } result) DueReturns.Settle(turn, portal, one, result, done);
            },
            CancellationToken.None);
        foreach (var refused in answers.OfType<RestAnswer.Failed>()) log.ReturnRefused(portal, refused.Code);
        return answers;
    }

    private async Task<List<RestAnswer>> BatchAsync(PortalId portal, List<DueReturn> due, CancellationToken ct)
    {
        var calls = due.Select((one, index) => new BatchCall($"r{index}", Send, Parameters(one))).ToList();
        var answer = await client.CallBatchAsync(portal, calls, Priority.Background, ct);
        return answer.Whole is RestAnswer.Ok ? calls.ConvertAll(call => answer.Parts[call.Key]) : due.ConvertAll(_ => answer.Whole);
    }

    /// <summary>Null where the answer is about the portal as a whole, and the process waits on.</summary>
    private static TellingResult? ResultOf(RestAnswer answer, DueReturn due, DateTimeOffset now) => answer switch
    {
        RestAnswer.Ok => new TellingResult.Told(),
        RestAnswer.Failed failed when due.Failures < Pauses.Length => new TellingResult.Again(now + Pauses[due.Failures], failed.Code),
        RestAnswer.Failed failed => new TellingResult.Dropped(failed.Code),
        _ => null,
    };

    private static JObject Parameters(DueReturn due) => new()
    {
        ["EVENT_TOKEN"] = due.EventToken,
        ["RETURN_VALUES"] = new JObject
        {
            ["status"] = due.Status,
            ["reason"] = due.Reason ?? "",
            ["message_id"] = due.MessageId?.ToString() ?? "",
        },
        ["LOG_MESSAGE"] = due.Reason is null ? $"OlConnector: {due.Status}" : $"OlConnector: {due.Status}, {due.Reason}",
    };
}
