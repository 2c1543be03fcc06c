using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OlConnector.Bitrix24.Crm;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Storage;
using OlConnector.Web.Access;

namespace OlConnector.Api.Messages;

/// <summary>What a message's waiting depends on besides itself.</summary>
internal sealed record WaitContext(LineState LineState, string? LineReason, bool IsLineClaimed, bool IsCampaignPaused);

/// <summary>
/// Shows messages to people. Whoever may not see people gets numbers with their middle hidden, and nothing that holds words or numbers of
/// theirs: texts, the seed made of them, vendors' words, and vendors' ids, of which WhatsApp's are numbers.
/// </summary>
internal static class MessageViews
{
    /// <summary>Stands for a text that the caller may not read.</summary>
    internal const string Hidden = "…";

    internal static MessageSummary Summary(Message message, WaitContext? context, Caller caller) => new(
        message.Id.ToString(), message.LineId.ToString(), message.CampaignId?.ToString("N"), PortalIdOf(message), message.Source,
        NumberOf(message, caller), TextOf(message.Template, caller)!, TextOf(message.Text, caller), message.State, message.Reason,
        WaitReasonOf(message, context), message.AcceptedAt, message.SentAt, message.DeliveredAt,
        TextOf(message.GatewayMessageId, caller));

    internal static MessageResource Whole(
        Message message, WaitContext? context, IReadOnlyList<string> warnings, IEnumerable<Attempt> attempts,
        IReadOnlyDictionary<string, string> names, Caller caller) => new(
        message.Id.ToString(), message.LineId.ToString(), message.CampaignId?.ToString("N"), PortalIdOf(message), message.Source,
        NumberOf(message, caller), TextOf(message.Template, caller)!, TextOf(message.Text, caller), TextOf(SeedOf(message), caller)!,
        message.State, message.Reason, WaitReasonOf(message, context), message.AcceptedAt, message.SentAt, message.DeliveredAt,
        TextOf(message.GatewayMessageId, caller), warnings, message.State.IsWaiting() ? message.ExpiresAt : null, CardsOf(message, caller),
        [.. attempts.Select(attempt => Show(message, attempt, caller))], HistoryOf(message, names));

    private static AttemptResource Show(Message message, Attempt attempt, Caller caller) => new(
        string.Create(CultureInfo.InvariantCulture, $"{message.Id}-{attempt.Number}"), attempt.StartedAt, attempt.AnsweredAt,
        attempt.Outcome, attempt.Code, TextOf(attempt.Text, caller), OwnWords.Find(attempt.Text)?[caller.ReadsIn]);

    /// <summary>A fingerprint of ours stands where Bitrix24 gave no id; it is none of the caller's business.</summary>
    internal static string? PortalIdOf(Message message) => message.PortalMessageId is ['~', ..] ? null : message.PortalMessageId;

    internal static string NumberOf(Message message, Caller caller)
    {
        if (message.Phone is not { } digits) return TextOf(message.RawTo, caller)!;
        if (caller.SeesPeople) return "+" + digits;
        return PhoneNumber.TryFromDigits(digits, out var number) ? number.Value.ToString() : Hidden;
    }

    internal static string? TextOf(string? text, Caller caller) => caller.SeesPeople || text is null ? text : Hidden;

    private static string? WaitReasonOf(Message message, WaitContext? context) => message.State switch
    {
        MessageState.Accepted => message.Reason ?? Reason.Composing,
        MessageState.Queued when context is null => null,
        MessageState.Queued when context.LineState != LineState.Active => context.LineReason ?? Reason.Paused,
        MessageState.Queued when context.IsCampaignPaused => Reason.CampaignPaused,
        MessageState.Queued when message is
        {
            RetryAt: not null, Reason: Reason.Window or Reason.Scheduled or Reason.Collecting or Reason.Composing,
        } => message.Reason,
        MessageState.Queued when message.RetryAt is not null => Reason.Retry,
        MessageState.Queued when context.IsLineClaimed => Reason.InFlight,
        MessageState.Queued => context.LineReason ?? Reason.Interval,
        _ => null,
    };

    private static List<HistoryEntry> HistoryOf(Message message, IReadOnlyDictionary<string, string> names) =>
        [.. MessageHistory.Read(message.History).Select(change => new HistoryEntry(
            change.At, change.State, change.Reason, change.By, names.GetValueOrDefault(change.By)))];

    private static List<CardReference> CardsOf(Message message, Caller caller)
    {
        if (!caller.SeesPeople) return [];
        var bound = CardBindings.Read(message.Bindings);
        IReadOnlyList<CardKey> cards = bound.Deal is { } deal ? [.. bound.Clients, deal] : bound.Clients;
        return [.. cards.Select(card => new CardReference(card.Kind, card.Id))];
    }

    private static string SeedOf(Message message)
    {
        var ingredients = string.Join(
            '|', VariantRandom.Version, message.PortalId, message.Code, message.PortalMessageId ?? message.Id.ToString(), message.Template);
        return $"{VariantRandom.Version}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ingredients)))}";
    }
}
