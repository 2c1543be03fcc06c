using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;

namespace OlConnector.Bitrix24.Crm;

/// <summary>
/// Sends any number of CRM calls as batches, one after the other. A part that the portal did not carry out says for how long to stay away.
/// </summary>
internal sealed class CrmCalls(PortalClient client)
{
    /// <summary>A portal without payment, rights or scope is asked again when a person had time to act.</summary>
    private static readonly TimeSpan UntilPersonActs = TimeSpan.FromMinutes(1);

    /// <summary>The content of <c>result</c> of each call, in their order.</summary>
    internal async Task<List<Reading<JToken>>> RunAsync(
        PortalId portal, IReadOnlyList<(string Method, JObject Parameters)> calls, CancellationToken ct)
    {
        var results = new List<Reading<JToken>>(calls.Count);
        TimeSpan? away = null;
        foreach (var slice in calls.Chunk(BatchWire.Most))
        {
            var batch = slice.Select((call, i) => new BatchCall($"c{i}", call.Method, call.Parameters)).ToList();
            var answer = away is null ? await client.CallBatchAsync(portal, batch, Priority.Background, ct) : null;
            if (answer is not null && answer.Whole is not RestAnswer.Ok) away = AwayFor(answer.Whole);
            results.AddRange(batch.Select(call => away is { } length ? new Reading<JToken>.Away(length) : Read(answer!.Parts[call.Key])));
        }

        return results;
    }

    private static Reading<JToken> Read(RestAnswer answer) =>
        answer is RestAnswer.Ok ok ? new Reading<JToken>.Known(ok.Result) : new Reading<JToken>.Away(AwayFor(answer));

    private static TimeSpan AwayFor(RestAnswer answer) => answer is RestAnswer.Later later ? later.After : UntilPersonActs;
}
