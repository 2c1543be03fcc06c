using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Authorization;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Portals;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Messages;

/// <summary>Hands messages of every part of the portal to HANDLERs (bitrix24.md §5).</summary>
public sealed class MessageDesk
{
    private readonly SandboxPortal _portal;
    private readonly QueueServer _queue;
    private readonly TimeProvider _clock;
    private readonly Chance _chance;

    internal MessageDesk(SandboxPortal portal, QueueServer queue, TimeProvider clock, Chance chance) =>
        (_portal, _queue, _clock, _chance) = (portal, queue, clock, chance);

    /// <summary>Every call to a HANDLER, with the app's answer.</summary>
    public Happenings<HandlerCall> Calls { get; } = new("HANDLER calls");

    /// <summary>A message typed in a card of the CRM: body A. The user is the author.</summary>
    public Task<HandlerCall> SendFromCardAsync(
        string code, string phone, string text, PortalUser author, params (int TypeId, int Id)[] bindings) =>
        SendAsync(code, phone, text, new MessageSource.Card(bindings), author.Id);

    /// <summary>
    /// A robot's message about a card: body B, B2 for a smart process. Without a responsible person <c>auth</c> has no tokens.
    /// </summary>
    public Task<HandlerCall> SendFromRobotAsync(string code, string phone, string text, CrmEntity document, PortalUser? responsible)
    {
        var type = CrmTypes.Name(document.TypeId);
        var className = document.TypeId >= CrmTypes.SmartProcess
            ? @"Bitrix\Crm\Integration\BizProc\Document\Dynamic"
            : $"CCrmDocument{type[0]}{type[1..].ToLowerInvariant()}";
        return SendAsync(code, phone, text, new MessageSource.Robot(className, $"{type}_{document.Id}", type), responsible?.Id ?? 0);
    }

    /// <summary>A confirmation code or a robot on the default provider: body D, the smallest legal call.</summary>
    public Task<HandlerCall> SendSystemSmsAsync(string code, string phone, string text) =>
        SendAsync(code, phone, text, new MessageSource.Bare(), 0);

    /// <summary>
    /// One message of any source: makes the row, calls the HANDLER, marks the row SENT whatever the app answered (bitrix24.md §0, rule 5).
    /// </summary>
    /// <param name="code">CODE of a registered sender; an unknown one, or an unpaid
    /// app, ends in an error inside the portal without a call.</param>
    /// <param name="phone">As typed.</param>
    /// <param name="text">As rendered.</param>
    /// <param name="source">Which part of the portal.</param>
    /// <param name="authorId">The author, 0 for none: then <c>auth</c> has no tokens.</param>
    /// <param name="withAuth">False drops <c>auth</c> although there is an author.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<HandlerCall> SendAsync(
        string code, string phone, string text, MessageSource source, int authorId, bool withAuth = true, CancellationToken ct = default)
    {
        var now = _clock.GetUtcNow();
        var isMarketing = source is MessageSource.Marketing;
        var row = _portal.Messages.Add(new PortalMessage
        {
            Id = _chance.Hex(32),
            Code = code,
            ModuleId = source.ModuleId,
            AuthorId = authorId,
            To = PhoneText.MessageTo(phone),
            Body = text,
            At = now,
            VisibleFrom = isMarketing ? now + _portal.Behaviour.RowDelay : now,
        });
        if (!_portal.IsPaymentAllowed || _portal.App?.Senders.TryGetValue(code, out var sender) != true)
            return Refuse(row);
        var form = PhpQuery.Build(HandlerBody.Build(row, source, WorkflowId(now), Auth(authorId, withAuth)));
        if (isMarketing)
            _portal.Messages.Set(row, "sent", byApp: false);
        var call = await PostAsync(row, sender!.Handler, form, isRepeat: false, withAuth && authorId > 0, ct);
        if (!isMarketing)
            ResetToSentLater(row);
        return call;
    }

    /// <summary>The same call once more, byte for byte: the queue delivers at least once (bitrix24.md §5.5).</summary>
    public Task<HandlerCall> RepeatAsync(HandlerCall call, CancellationToken ct = default) =>
        PostAsync(_portal.Messages.Peek(call.MessageId)!, call.Url, call.Body, isRepeat: true, call.HasAuth, ct);

    private async Task<HandlerCall> PostAsync(PortalMessage row, string url, string form, bool isRepeat, bool hasAuth, CancellationToken ct)
    {
        var at = _clock.GetUtcNow();
        var answer = await _queue.PostFormAsync(url, form, ct);
        var call = new HandlerCall(row.Id, row.To, row.Body, answer.Status, answer.Latency,
            url, form, at, isRepeat, hasAuth, answer.Status == 0 ? answer.Body : "");
        Calls.Add(call);
        return call;
    }

    private HandlerCall Refuse(PortalMessage row)
    {
        _portal.Messages.Set(row, "error", byApp: false);
        return new HandlerCall(row.Id, row.To, row.Body, null, TimeSpan.Zero, "", "", row.At, IsRepeat: false, HasAuth: false);
    }

    private JObject? Auth(int authorId, bool withAuth)
    {
        if (!withAuth)
            return null;
        if (authorId > 0)
            return PortalAuth.WithTokens(_portal, IssueFor(authorId), isEvent: false);
        return _portal.Behaviour.OmitsAuthWithoutAuthor ? null : PortalAuth.WithoutTokens(_portal, applicationToken: null);
    }

    private Grant IssueFor(int authorId) => _portal.Tokens.Issue(_portal.MemberId, authorId, withRefresh: false);

    // CRM rows become SENT after the event was queued, over whatever the app told meanwhile (bitrix24.md §4.3).
    private void ResetToSentLater(PortalMessage row) => _portal.InBackground(async ct =>
    {
        await Task.Delay(_portal.Behaviour.SentDelay, _clock, ct);
        _portal.Messages.Set(row, "sent", byApp: false);
    });

    private string WorkflowId(DateTimeOffset now) =>
        $"{now.ToUnixTimeSeconds():x}{_chance.Hex(6)}.{_chance.Between(10_000_000, 99_999_999)}";
}
