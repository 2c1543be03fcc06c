using OlConnector.Web.Wire;

namespace OlConnector.Api.Campaigns;

/// <summary>Somebody whom an own mailing is to reach. In a list a bare number in quotes means the same as <c>phone</c> alone.</summary>
/// <param name="Phone">Their number, a text.</param>
/// <param name="Text">A text of their own, with groups and fields. Default: the mailing's.</param>
/// <param name="Fields">Values by field, at most 200. They go before those of CRM.</param>
[StandsFor("phone")]
internal sealed record RecipientDraft(string? Phone = null, string? Text = null, IReadOnlyDictionary<string, string>? Fields = null);

/// <summary>Further recipients of an own mailing.</summary>
/// <param name="Recipients">1–1000 of them.</param>
internal sealed record NewRecipients(IReadOnlyList<RecipientDraft>? Recipients = null);

/// <summary>What became of recipients that a call named.</summary>
/// <param name="Accepted">Recipients that were taken.</param>
/// <param name="Duplicates">Numbers that the mailing had.</param>
/// <param name="Recipients">Recipients of the mailing for whom no message has been made yet.</param>
internal sealed record RecipientsAnswer(int Accepted, int Duplicates, int Recipients);

/// <summary>How the mailings of one call differ.</summary>
internal enum BulkType
{
    /// <summary>One text for all.</summary>
    Bulk,

    /// <summary>A text for each.</summary>
    Personal,
}

/// <summary>Mailings that begin with one call.</summary>
/// <param name="Campaigns">1–20 of them, with at most 1000 recipients in all.</param>
internal sealed record BulkDraft(IReadOnlyList<BulkCampaign>? Campaigns = null);

/// <summary>One of them.</summary>
/// <param name="Line">The line it goes out by.</param>
/// <param name="Name">1–200 characters. Default: the beginning of its text.</param>
/// <param name="Type">bulk or personal.</param>
/// <param name="Text">With <c>bulk</c>: the text, with groups and fields.</param>
/// <param name="StartAt">When it begins, at most 30 days ahead. Default: at once.</param>
/// <param name="Recipients">With <c>personal</c> each has a text.</param>
/// <param name="AcknowledgeRisk">Where its risk is high: the caller knows it.</param>
internal sealed record BulkCampaign(
    string? Line = null, string? Name = null, BulkType? Type = null, string? Text = null, DateTimeOffset? StartAt = null,
    IReadOnlyList<RecipientDraft>? Recipients = null, bool? AcknowledgeRisk = null);

/// <summary>Mailings that have begun.</summary>
/// <param name="Id">Of the call.</param>
/// <param name="Campaigns">In the order of the call.</param>
internal sealed record BulkAnswer(string Id, IReadOnlyList<BulkStarted> Campaigns);

/// <summary>One of them.</summary>
/// <param name="Id">Its key among campaigns.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Recipients">Recipients that were taken.</param>
/// <param name="Duplicates">Numbers that it had.</param>
/// <param name="StartAt">When it begins; null for at once.</param>
internal sealed record BulkStarted(string Id, string Name, int Recipients, int Duplicates, DateTimeOffset? StartAt);
