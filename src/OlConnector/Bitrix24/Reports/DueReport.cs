using OlConnector.Engine;

namespace OlConnector.Bitrix24.Reports;

/// <summary>A word that a portal is to be told now.</summary>
/// <param name="Sequence">The message; also the key of the report's row.</param>
/// <param name="Wanted">One of Bitrix24's five words (bitrix24.md §4.3).</param>
/// <param name="Version">Grows with each new word; guards the note about this one.</param>
/// <param name="Failures">How often the portal refused this word.</param>
internal sealed record DueReport(long Sequence, string Code, string PortalMessageId, string Wanted, long Version, int Failures, DateTimeOffset AcceptedAt);

/// <summary>A portal that has something to be told, now or later.</summary>
/// <param name="NextAt">When its earliest report is due.</param>
/// <param name="Standing">What decides whether asking it again makes sense.</param>
internal sealed record ReportingPortal(PortalId Portal, DateTimeOffset NextAt, ReportingStanding Standing);

/// <summary>A portal's standing. When it changes, a pause that was made for the old one ends.</summary>
/// <param name="State"><c>active</c>, <c>unpaid</c> or <c>gone</c>.</param>
internal sealed record ReportingStanding(string State, bool NeedsReauthorization, long TokenVersion)
{
    internal bool IsGone => State == "gone";
}
