using Microsoft.Extensions.Logging;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Parts;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Smpp;

/// <summary>One line at an SMSC.</summary>
internal sealed class SmppGateway : IGateway, IReportSource
{
    private readonly SmppAccount _account;
    private readonly SmppLink _link;
    private readonly SmppSubmits _submits;
    private readonly SmppGroups _groups = new();
    private readonly ILogger _log;
    private readonly Random _chance;
    private Func<IReadOnlyList<GatewayEvent>, Task>? _store;

    public SmppGateway(SmppAccount account, SmppTimes times, GatewayRoom room, Random chance)
    {
        _account = account;
        _chance = chance;
        _log = room.Logs.CreateLogger("OlConnector.Gateways.smpp");
        _link = new SmppLink(
            ct => SmppSession.OpenAsync(account, times, room.Clock, room.Reach, TakeAsync, ct), times, room.Clock, chance);
        _submits = new SmppSubmits(room.Clock, account.StatusTable);
    }

    public void ReportTo(Func<IReadOnlyList<GatewayEvent>, Task> store) => _store = store;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        if (VisibleText.IsBlank(message.Text))
            return Answers.Refused(Fault.Message, "EMPTY_TEXT", "An SMS without text is not sent.");
        var parts = SmppText.Submits(_account, message.To.Digits, message.Text, Reference());
        if (parts.Count > SmsSize.MostParts) return Answers.Refused(Fault.Message, "TOO_LONG", "The text takes more than 255 parts.");
        var opening = await OpeningAsync(ct);
        if (opening is not SmppOpening.Bound { Session: { IsOpen: true } session })
            return SmppAnswers.NoSession(opening, _link.IsRefusedForLong);

        _groups.Began();
        try
        {
            var (result, ids) = await _submits.SendAsync(session, parts, ct);
            return ids is null ? result : await AcceptAsync([.. ids.Select(_account.AnswerId)]);
        }
        finally
        {
            _groups.Ended();
        }
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct)
    {
        var opening = await OpeningAsync(ct);
        return SmppAnswers.Connection(opening, _link.IsRefusedForLong);
    }

    public Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct) =>
        Task.FromResult<LookupResult>(new LookupResult.CannotTell("An SMSC cannot be asked about a message whose id it did not give."));

    /// <summary>Nobody calls back over HTTP: reports come on the session.</summary>
    public CallbackResult ReadCallback(CallbackRequest request) => new CallbackResult.Refused("An SMPP line has no callbacks over HTTP.");

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async Task<SmppOpening> OpeningAsync(CancellationToken ct)
    {
        try
        {
            return await _link.GetAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return new SmppOpening.Away("TIMEOUT", "The SMSC could not be reached in time.");
        }
    }

    private async Task<SendResult> AcceptAsync(IReadOnlyList<string> ids)
    {
        if (ids is [var only]) return new SendResult.Accepted(only);
        if (_groups.Watch(ids) is { } early && _store is { } store) await store([early]);
        return new SendResult.Accepted(SmppGroups.IdOf(ids));
    }

    /// <summary>Says how to answer a delivery: only what is stored is answered with 0.</summary>
    private async Task<uint> TakeAsync(Pdu pdu)
    {
        var message = ShortMessageBody.Read(pdu);
        if (message is null) _log.DeliveryUnreadable(_account.Host);
        var events = message is null ? [SmppStrange.Unreadable(pdu)] : EventsOf(message);
        if (events.Count == 0) return SmppStatus.Ok;
        if (_store is not { } store) return SmppStatus.TemporaryAppError;
        try
        {
            await store(events);
            return message is null ? SmppStatus.PermanentAppError : SmppStatus.Ok;
        }
        catch (Exception failure)
        {
            // Whatever broke: the SMSC keeps the report and brings it again.
            _log.DeliveryNotStored(_account.Host, failure);
            return SmppStatus.TemporaryAppError;
        }
    }

    private IReadOnlyList<GatewayEvent> EventsOf(ShortMessageBody message)
    {
        if (SmppReceipts.IsReply(message)) return RepliesOf(message);
        if (!SmppReceipts.IsReceipt(message)) return SmppStrange.IsInterim(message) ? [] : [SmppStrange.Kind(message)];
        return SmppReceipts.Read(message) switch
        {
            null => [SmppStrange.ReceiptWithoutId(message)],
            { IsStrange: true } strange => [SmppStrange.ReceiptState(message, strange.Code)],
            var receipt => FateOf(receipt),
        };
    }

    private IReadOnlyList<GatewayEvent> FateOf(SmppReceipt receipt)
    {
        var other = receipt.OtherId is { } id ? _account.ReceiptId(id) : null;
        return _groups.Take(receipt with { Id = _account.ReceiptId(receipt.Id), OtherId = other }) is { } report ? [report] : [];
    }

    private IReadOnlyList<GatewayEvent> RepliesOf(ShortMessageBody message)
    {
        var text = SmppText.Read(_account, message);
        var reply = new GatewayEvent.MessageReceived(message.From.Digits.TrimStart('+'), text, null)
        {
            MayBeNational = !message.From.IsInternational,
        };
        return text is null ? [reply, SmppStrange.Coding(message)] : [reply];
    }

    private ushort Reference()
    {
        lock (_chance) return (ushort)_chance.Next(1, ushort.MaxValue);
    }
}
