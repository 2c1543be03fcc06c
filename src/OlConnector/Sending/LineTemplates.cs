using System.Runtime.CompilerServices;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;

namespace OlConnector.Sending;

/// <summary>
/// The templates of lines whose vendor approves them, kept for minutes: vendors allow few such questions. What is kept goes with the line's
/// connection.
/// </summary>
internal sealed class LineTemplates(LineGateways gateways, TimeProvider clock, ILogger<LineTemplates> log)
{
    /// <summary>A list is good for so long. 10 minutes.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A list that says no, or none at all, is asked for again after this: somebody may have just corrected it. 1 minute.
    /// </summary>
    private static readonly TimeSpan DoubtAfter = TimeSpan.FromMinutes(1);

    /// <summary>How long the vendor's answer is waited for. 3 seconds, so that a claim has time left to send.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConditionalWeakTable<ITemplates, Kept> _kept = [];

    /// <summary>True when the line's gateway sends templates.</summary>
    public async Task<bool> HasTemplatesAsync(LineId line) => await gateways.FindAsync(line) is ITemplates;

    /// <summary>True when the text is one that a vendor of templates sends only within a client's reply window.</summary>
    public async Task<bool> IsFreeTextAsync(LineId line, string text) =>
        await gateways.FindAsync(line) is ITemplates gateway && !gateway.IsTemplate(text);

    /// <summary>The line's templates; null when it has none or its vendor cannot be asked.</summary>
    public async Task<IReadOnlyList<GatewayTemplate>?> ListAsync(LineId line, CancellationToken ct) =>
        await gateways.FindAsync(line) is ITemplates gateway ? await ListAsync(gateway, GoodFor, ct) : null;

    /// <summary>The template that a text asks for, as the line's account has it; null for free text, and when nobody can tell.</summary>
    public async Task<GatewayTemplate?> FindAsync(LineId line, string text, CancellationToken ct)
    {
        try
        {
            return await gateways.FindAsync(line) is ITemplates gateway && gateway.IsTemplate(text)
                && await ListAsync(gateway, GoodFor, ct) is { } known ? gateway.Find(text, known) : null;
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.NotFoundOut(line, failure.GetType().Name);
            return null;
        }
    }

    /// <summary>What keeps a text from being sent as the template it asks for; null when nothing does or nobody can tell.</summary>
    public async Task<Said?> ProblemOfAsync(LineId line, string text, CancellationToken ct)
    {
        if (await gateways.FindAsync(line) is not ITemplates gateway || !gateway.IsTemplate(text)) return null;
        if (await ListAsync(gateway, GoodFor, ct) is not { } known || gateway.ProblemOf(text, known) is null) return null;
        return await ListAsync(gateway, DoubtAfter, ct) is { } fresh ? gateway.ProblemOf(text, fresh) : null;
    }

    private async Task<IReadOnlyList<GatewayTemplate>?> ListAsync(ITemplates gateway, TimeSpan noOlderThan, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(gateway, out var kept) && now - kept.At < (kept.List is null ? DoubtAfter : noOlderThan)) return kept.List;
        var list = await AskAsync(gateway, ct);
        _kept.AddOrUpdate(gateway, new Kept(now, list));
        return list;
    }

    private async Task<IReadOnlyList<GatewayTemplate>?> AskAsync(ITemplates gateway, CancellationToken ct)
    {
        try
        {
            return await clock.AskWithinAsync(Patience, gateway.ListTemplatesAsync, ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed record Kept(DateTimeOffset At, IReadOnlyList<GatewayTemplate>? List);
}
