using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>Asks gateways how sent messages fare; what they say goes the way of their callbacks.</summary>
internal sealed class Asker(
    Writer writer, Askings askings, LineGateways gateways, EventReception reception, TimeProvider clock, ILogger<Asker> log)
{
    /// <summary>Lines that ask at once on this node.</summary>
    private const int AtOnce = 16;

    /// <summary>How long one answer is waited for. Well under <see cref="Askings.ClaimExpiry"/>. 10 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A line whose gateway cannot be asked now leaves it in peace for as long. 1 minute.</summary>
    private static readonly TimeSpan WithoutGateway = TimeSpan.FromMinutes(1);

    /// <summary>Asks one question of every line whose time has come; answers when the next one is due, null when none is.</summary>
    public async Task<DateTimeOffset?> AskDueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var questions = await writer.RunAsync(turn => askings.Take(turn, AtOnce, now), ct);
        await Task.WhenAll(questions.Select(question => AskAsync(question, ct)));
        return await writer.RunAsync(askings.NextAt, ct);
    }

    private async Task AskAsync(StatusQuestion question, CancellationToken ct)
    {
        var (gap, isFound) = (WithoutGateway, true);
        try
        {
            if (await gateways.FindAsync(question.LineId) is IStatusAsking gateway)
            {
                gap = gateway.LeastGap;
                var answer = await clock.AskWithinAsync(Patience, either => gateway.AskAsync(question.GatewayMessageId, either), ct);
                isFound = answer is not StatusAnswer.NotFound;
                if (answer is StatusAnswer.Told told) await reception.TakeAsync(question.PortalId, question.LineId, [told.Report]);
            }
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.StatusNotAsked(question.LineId, failure.GetType().Name);
        }

        var now = clock.GetUtcNow();
        await writer.RunAsync(turn => askings.Finish(turn, question, isFound, gap, now), CancellationToken.None);
    }
}
