using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Api.Messages;

/// <summary>What a message's waiting depends on besides itself.</summary>
internal sealed record WaitContext(LineState LineState, string? LineReason, bool IsLineClaimed, bool IsCampaignPaused);

/// <summary>Shows messages to people.</summary>
internal static class MessageViews
{
    internal static MessageSummary Summary(Message message, WaitContext? context) => new(
        message.Id.ToString(), message.LineId.ToString(), message.CampaignId?.ToString("N"), PortalIdOf(message), message.Source,
        NumberOf(message), message.Template, message.Text, message.State, message.Reason, WaitReasonOf(message, context),
        message.AcceptedAt, message.SentAt, message.DeliveredAt, message.GatewayMessageId);

    internal static MessageResource Whole(
        Message message, WaitContext? context, IReadOnlyList<string> warnings, IEnumerable<Attempt> attempts) => new(
        message.Id.ToString(), message.LineId.ToString(), message.CampaignId?.ToString("N"), PortalIdOf(message), message.Source,
        NumberOf(message), message.Template, message.Text, SeedOf(message), message.State, message.Reason, WaitReasonOf(message, context),
        message.AcceptedAt, message.SentAt, message.DeliveredAt, message.GatewayMessageId, warnings,
        message.State.IsWaiting() ? message.ExpiresAt : null, [.. attempts.Select(attempt => Show(message, attempt))], HistoryOf(message));

    private static AttemptResource Show(Message message, Attempt attempt) => new(
        string.Create(CultureInfo.InvariantCulture, $"{message.Id}-{attempt.Number}"), attempt.StartedAt, attempt.AnsweredAt,
        attempt.Outcome, attempt.Code, attempt.Text);

    /// <summary>A fingerprint of ours stands where Bitrix24 gave no id; it is none of the caller's business.</summary>
    private static string? PortalIdOf(Message message) => message.PortalMessageId is ['~', ..] ? null : message.PortalMessageId;

    private static string NumberOf(Message message) => message.Phone is { } digits ? "+" + digits : message.RawTo;

    private static string? WaitReasonOf(Message message, WaitContext? context) => message.State switch
    {
        MessageState.Accepted => Reason.Composing,
        MessageState.Queued when context is null => null,
        MessageState.Queued when context.LineState != LineState.Active => context.LineReason ?? Reason.Paused,
        MessageState.Queued when context.IsCampaignPaused => Reason.CampaignPaused,
        MessageState.Queued when message.RetryAt is not null => Reason.Retry,
        MessageState.Queued when context.IsLineClaimed => Reason.InFlight,
        MessageState.Queued => context.LineReason ?? Reason.Interval,
        _ => null,
    };

    private static List<HistoryEntry> HistoryOf(Message message) =>
        [.. MessageHistory.Read(message.History).Select(change => new HistoryEntry(change.At, change.State, change.Reason, change.By))];

    private static string SeedOf(Message message)
    {
        var ingredients = string.Join(
            '|', VariantRandom.Version, message.PortalId, message.Code, message.PortalMessageId ?? message.Id.ToString(), message.Template);
        return $"{VariantRandom.Version}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ingredients)))}";
    }
}
