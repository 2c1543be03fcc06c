using OlConnector.Bitrix24.Crm;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Messages;

/// <summary>A message in a list.</summary>
/// <param name="Id">Its key.</param>
/// <param name="LineId">The line it belongs to.</param>
/// <param name="CampaignId">The campaign it was counted to; null for direct messages.</param>
/// <param name="PortalMessageId">Bitrix24's id; null where it gave none.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="To">The number in E.164 with plus, or as it came where it is no number.</param>
/// <param name="Template">The source text.</param>
/// <param name="Text">The text that goes out; null until composed.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it stands there.</param>
/// <param name="WaitReason">While accepted or queued: why it waits.</param>
/// <param name="AcceptedAt">When it was stored.</param>
/// <param name="SentAt">When the gateway took it.</param>
/// <param name="DeliveredAt">When it arrived.</param>
/// <param name="GatewayMessageId">The gateway's id.</param>
internal sealed record MessageSummary(
    string Id, string LineId, string? CampaignId, string? PortalMessageId, MessageSource Source, string To, string Template, string? Text,
    MessageState State, string? Reason, string? WaitReason, DateTimeOffset AcceptedAt, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt,
    string? GatewayMessageId);

/// <summary>A message with everything that happened to it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="LineId">The line it belongs to.</param>
/// <param name="CampaignId">The campaign it was counted to; null for direct messages.</param>
/// <param name="PortalMessageId">Bitrix24's id; null where it gave none.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="To">The number in E.164 with plus, or as it came where it is no number.</param>
/// <param name="Template">The source text.</param>
/// <param name="Text">The text that goes out; null until composed.</param>
/// <param name="Seed">What the choice of the variant was seeded with: version, then SHA-256 of portal, CODE, id and template.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why it stands there.</param>
/// <param name="WaitReason">While accepted or queued: why it waits.</param>
/// <param name="AcceptedAt">When it was stored.</param>
/// <param name="SentAt">When the gateway took it.</param>
/// <param name="DeliveredAt">When it arrived.</param>
/// <param name="GatewayMessageId">The gateway's id.</param>
/// <param name="Warnings"><c>landline</c>: an SMS to a fixed line, which may not arrive.</param>
/// <param name="ExpiresAt">While it waits: when it is not worth sending any more.</param>
/// <param name="Cards">The CRM cards it is bound to; none for who may not see people.</param>
/// <param name="Attempts">Every try to hand it to the gateway, oldest first.</param>
/// <param name="History">Every state it was in, oldest first.</param>
internal sealed record MessageResource(
    string Id, string LineId, string? CampaignId, string? PortalMessageId, MessageSource Source, string To, string Template, string? Text,
    string Seed, MessageState State, string? Reason, string? WaitReason, DateTimeOffset AcceptedAt, DateTimeOffset? SentAt,
    DateTimeOffset? DeliveredAt, string? GatewayMessageId, IReadOnlyList<string> Warnings, DateTimeOffset? ExpiresAt,
    IReadOnlyList<CardReference> Cards, IReadOnlyList<AttemptResource> Attempts, IReadOnlyList<HistoryEntry> History);

/// <summary>One try to hand a message to the gateway.</summary>
/// <param name="Id">The message's id and the number of the try.</param>
/// <param name="StartedAt">Before the bytes left.</param>
/// <param name="AnsweredAt">When the gateway answered.</param>
/// <param name="Outcome">accepted, postponed, refused, lineDown, unknown or returned; null while in flight.</param>
/// <param name="Code">The gateway's code.</param>
/// <param name="Text">The gateway's words, or the app's in English.</param>
/// <param name="Said">Where those are the app's: the same in the language of Accept-Language (ru or en).</param>
internal sealed record AttemptResource(
    string Id, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt, string? Outcome, string? Code, string? Text, string? Said);

/// <summary>One change of a message's state.</summary>
/// <param name="At">When.</param>
/// <param name="State">What it became.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who: portal, system, gateway, or a person's or token's id.</param>
/// <param name="Name">What people call the person or token, where known.</param>
internal sealed record HistoryEntry(DateTimeOffset At, MessageState State, string? Reason, string By, string? Name);

/// <summary>A card of the portal's CRM.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id there.</param>
internal sealed record CardReference(CardKind Kind, long Id);

/// <summary>What a single message is.</summary>
internal enum QuickSendKind
{
    /// <summary>Meant for this person: it leaves at the line's direct pace.</summary>
    Direct,

    /// <summary>An offer: it obeys all that a mailing obeys, opt-outs, guard, hours and pace.</summary>
    Marketing,
}

/// <summary>One message to send.</summary>
/// <param name="Line">The line's id.</param>
/// <param name="To">The number.</param>
/// <param name="Text">The text; spintax works, placeholders are filled from CRM by the number.</param>
/// <param name="Kind">
/// What it is. Default: direct. Direct messages with alike texts to more numbers than Guard:Warn within ten minutes are taken for
/// marketing.
/// </param>
/// <param name="Transactional">
/// The recipient asked for it, so it goes out in spite of an opt-out, and however many are alike. Takes the role support, or a token made
/// for it. Default: false.
/// </param>
internal sealed record QuickSendDraft(
    [property: Needed] string? Line = null, [property: Needed] string? To = null, [property: Needed] string? Text = null,
    QuickSendKind? Kind = null, bool? Transactional = null);

/// <summary>A message that was accepted for sending.</summary>
/// <param name="Id">Its key.</param>
/// <param name="State">Always accepted; <c>messages/{id}</c> tells what becomes of it.</param>
/// <param name="Parts">
/// SMS parts of the text that will go out, before placeholders are filled; information only where the network does not split texts.
/// </param>
internal sealed record QuickSendAnswer(string Id, MessageState State, int Parts);

/// <summary>A person's wish about a held message.</summary>
/// <param name="As">Absent: composed as usual.</param>
internal sealed record ReleaseWish(ReleaseAs? As = null);

/// <summary>What a person knows about a message of unknown fate.</summary>
internal enum ResolveAs
{
    /// <summary>It left.</summary>
    Sent,

    /// <summary>It never left and shall not.</summary>
    Failed,

    /// <summary>It never left and goes back to the queue. Certainty is the person's.</summary>
    Resend,
}

/// <summary>A person's word about a message of unknown fate.</summary>
/// <param name="As">What became of it.</param>
internal sealed record ResolveWish([property: Needed] ResolveAs? As = null);
