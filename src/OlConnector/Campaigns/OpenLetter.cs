using System.Data.Common;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Storage;

namespace OlConnector.Campaigns;

/// <summary>
/// A campaign that may take messages of its letter, as one turn knows it. What it takes is written once for all of them.
/// </summary>
internal sealed class OpenLetter
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    internal const string Columns =
        "id, author, marker, started_at, last_arrival_at, stopped_at, is_held_by_guard, skeleton, "
        + "CASE WHEN skeleton IS NULL THEN first_text END AS first_text";

    private string? _stored;

    private OpenLetter(Guid id, DateTimeOffset startedAt, string? marker) => (Id, StartedAt, Marker) = (id, startedAt, marker);

    internal Guid Id { get; }

    internal DateTimeOffset StartedAt { get; }

    internal DateTimeOffset LastArrivalAt { get; private set; }

    internal string? Author { get; private set; }

    internal string? Marker { get; }

    /// <summary>What its messages have in common.</summary>
    internal Skeleton Skeleton { get; private set; } = null!;

    /// <summary>Its first message, where it was begun in this turn.</summary>
    internal Arrival? First { get; private init; }

    /// <summary>It took something in this turn.</summary>
    internal bool HasTaken { get; private set; }

    /// <summary>It was stopped, or the guard holds something of it: what arrives must not get past that.</summary>
    internal bool IsHalted => StoppedAt is not null || IsHeldByGuard;

    private DateTimeOffset? StoppedAt { get; init; }

    private bool IsHeldByGuard { get; init; }

    internal static OpenLetter Read(DbDataReader row) => new(row.GetGuid(0), row.Moment(3), row.TextOrNull(2))
    {
        Author = row.TextOrNull(1),
        LastArrivalAt = row.Moment(4),
        StoppedAt = row.MomentOrNull(5),
        IsHeldByGuard = row.GetBoolean(6),
        Skeleton = SkeletonOf(row.TextOrNull(7), row.TextOrNull(8)),
        _stored = row.TextOrNull(7),
    };

    /// <summary>A letter begins with this message, which has to be taken yet.</summary>
    internal static OpenLetter Begun(Guid id, Arrival first) => new(id, first.Row.AcceptedAt, first.Letter.Marker) { First = first };

    /// <summary>As it was stored. A campaign that is older than skeletons begins with the one of its first text.</summary>
    internal static Skeleton SkeletonOf(string? stored, string? firstText) =>
        Skeleton.Parse(stored) ?? Skeleton.Of(LetterText.Of(firstText ?? ""));

    internal bool IsOpen(DateTimeOffset at, CampaignOptions rules) =>
        Joining.IsOpen(StartedAt, LastArrivalAt, at, rules);

    internal OpenMailing AsMailing() => new(Id, Skeleton, Author, Marker);

    internal void Take(Arrival arrival)
    {
        var at = arrival.Row.AcceptedAt;
        (LastArrivalAt, Author, HasTaken) = (at > LastArrivalAt ? at : LastArrivalAt, Author ?? arrival.Letter.Author, true);
        Skeleton = Skeleton?.With(arrival.Letter.Text) ?? Skeleton.Of(arrival.Letter.Text);
    }

    /// <summary>Its skeleton to be stored; null where that is stored already.</summary>
    internal string? ChangedSkeleton() => Skeleton.ToString() is var now && now != _stored ? now : null;
}
