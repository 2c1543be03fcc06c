using System.Data.Common;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>A prepared mailing as its later runs take after it: name, text, settings and whom they tell.</summary>
internal sealed record PreparedMailing(
    Guid Id, string Name, string Text, Skeleton Skeleton, string? Settings, DateTimeOffset? ValidUntil, string? Author,
    string? Notify, string? NotifyNumber)
{
    private const string ByMarker = """
        SELECT id, name, first_text, skeleton, settings, valid_until, author, notify, notify_number FROM campaigns
         WHERE portal_id = @portal AND marker = @marker AND kind = 'prepared' AND run_of IS NULL
        """;

    /// <summary>The one whose letter has this marker; null when nobody prepared such a letter.</summary>
    internal static PreparedMailing? Find(WriteTurn turn, Engine.PortalId portal, string marker) =>
        turn.First(ByMarker, Read, ("portal", portal), ("marker", marker));

    private static PreparedMailing Read(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), OpenLetter.SkeletonOf(row.TextOrNull(3), row.GetString(2)),
        row.TextOrNull(4), row.MomentOrNull(5), row.TextOrNull(6), row.TextOrNull(7), row.TextOrNull(8));
}
