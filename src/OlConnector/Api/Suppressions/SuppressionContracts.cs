using OlConnector.Web.Wire;

namespace OlConnector.Api.Suppressions;

/// <summary>Who keeps a number from marketing.</summary>
internal enum SuppressionKind
{
    /// <summary>The recipient, who refused; who writes START is written to again.</summary>
    OptOut,

    /// <summary>A person of the portal, until a person takes it off.</summary>
    Blacklist,
}

/// <summary>A number, or a mask of numbers, that gets no marketing.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind">Who keeps it there. One number may stand there for both.</param>
/// <param name="Phone">The number; null for a mask, and for a number that was erased.</param>
/// <param name="Mask">The mask; null for a number.</param>
/// <param name="Reason">Why: <c>OPTED_OUT</c>, or the words of who entered it, or <c>BLACKLISTED</c> where there are none.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Who entered it: <c>recipient</c>, <c>user …</c>, <c>token …</c> or <c>operator</c>.</param>
/// <param name="ByName">What people call them; null where they have no name.</param>
internal sealed record SuppressionResource(
    string Id, SuppressionKind Kind, string? Phone, string? Mask, string Reason, DateTimeOffset At, string? By, string? ByName);

/// <summary>What is to get no marketing: a number or a mask.</summary>
/// <param name="Phone">A number.</param>
/// <param name="Mask">The beginning of numbers and a star, <c>+7900*</c>: at least three digits.</param>
/// <param name="Reason">Why, at most 300 characters. <c>OPTED_OUT</c>: the recipient refused, in whatever way.</param>
internal sealed record SuppressionDraft(string? Phone = null, string? Mask = null, [property: Needed] string? Reason = null);

/// <summary>Why a number is taken off the list.</summary>
/// <param name="Reason">At most 300 characters; the audit keeps it.</param>
internal sealed record SuppressionUndo([property: Needed] string? Reason = null);

/// <summary>Which entries are wanted.</summary>
/// <param name="Q">A number as people write it, or a part of one. A whole number finds the masks that it falls under, too.</param>
/// <param name="Kind">Of one kind only.</param>
internal sealed record SuppressionQuery(string? Q = null, SuppressionKind? Kind = null);

/// <summary>What became of a table.</summary>
/// <param name="Added">Rows whose number or mask is new on the list.</param>
/// <param name="Known">Rows whose number or mask stood there already.</param>
/// <param name="RejectedCount">Rows that could not be taken.</param>
/// <param name="Rejected">The first thousand of them.</param>
internal sealed record SuppressionImportAnswer(int Added, int Known, int RejectedCount, IReadOnlyList<RejectedRow> Rejected);

/// <summary>A row that could not be taken.</summary>
/// <param name="Row">As a table program counts: that of the columns' names is 1.</param>
/// <param name="Value">What stood there, at most 100 characters of it.</param>
/// <param name="Reason">
/// <c>required</c>, <c>invalid_number</c>, <c>invalid_mask</c>, <c>mask_too_wide</c> or <c>invalid_value</c>, as a call would be refused.
/// </param>
/// <param name="Detail">The same for people, in the language of Accept-Language.</param>
internal sealed record RejectedRow(int Row, string Value, string Reason, string Detail);
