using OlConnector.Engine.Gateways;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Sending;

/// <summary>What is found out about a message just before it would leave, so that nothing is sent that is sure to be refused.</summary>
internal sealed class Preflight(
    NumberChecks numbers, LineTemplates templates, Conversations conversations, Writer writer, TimeProvider clock, ILogger<Preflight> log)
{
    /// <summary>The refusal that the gateway would give anyway; null when the message may go, also when nobody can tell.</summary>
    public async Task<SendResult.Refused?> RefusalAsync(Claim claim) =>
        await FindOutAsync(claim, TemplateRefusalAsync)
        ?? await FindOutAsync(claim, WindowRefusalAsync)
        ?? await numbers.RefusalAsync(claim, CancellationToken.None);

    /// <summary>What cannot be found out keeps no message: the gateway decides.</summary>
    private async Task<SendResult.Refused?> FindOutAsync(Claim claim, Func<Claim, Task<SendResult.Refused?>> question)
    {
        try
        {
            return await question(claim);
        }
        catch (Exception failure)
        {
            log.NotFoundOut(claim.LineId, failure.GetType().Name);
            return null;
        }
    }

    private async Task<SendResult.Refused?> TemplateRefusalAsync(Claim claim) =>
        await templates.ProblemOfAsync(claim.LineId, claim.Message.Text, CancellationToken.None) is { } problem
            ? new SendResult.Refused(Fault.Message, "TEMPLATE", problem.En)
            : null;

    private async Task<SendResult.Refused?> WindowRefusalAsync(Claim claim)
    {
        if (!await templates.IsFreeTextAsync(claim.LineId, claim.Message.Text)) return null;
        var now = clock.GetUtcNow();
        return await writer.RunAsync(turn => conversations.IsClosed(turn, claim.LineId, claim.Message.To, now))
            ? new SendResult.Refused(Fault.Window, "WINDOW", "The client has not written for 24 hours. Send an approved template.")
            : null;
    }
}
