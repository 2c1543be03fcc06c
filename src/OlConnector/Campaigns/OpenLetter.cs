using System.Data.Common;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Campaigns.Recognition;
using OlConnector.Queue;
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
        + "CASE WHEN skeleton IS NULL THEN first_text END AS first_text, kind, is_awaiting, merged_into, "
        + "CASE WHEN is_awaiting THEN settings END AS settings";

    private string? _stored;

    private OpenLetter(Guid id, DateTimeOffset startedAt, string? marker) => (Id, StartedAt, Marker) = (id, startedAt, marker);

    internal Guid Id { get; }

    /// <summary>The campaign that takes its messages: itself, unless it was merged into another one.</summary>
    internal Guid Mailing { get => field == default ? Id : field; private init; }

    internal DateTimeOffset StartedAt { get; private set; }

    internal DateTimeOffset LastArrivalAt { get; private set; }

    internal string? Author { get; private set; }

    internal string? Marker { get; }

    /// <summary>What its messages have in common.</summary>
    internal Skeleton Skeleton { get; private set; } = null!;

    /// <summary>Its first message, where it was begun in this turn.</summary>
    internal Arrival? First { get; private init; }

    /// <summary>The prepared mailing that it is a run of, where it was begun in this turn.</summary>
    internal PreparedMailing? RunOf { get; private init; }

    /// <summary>Prepared, and its first message came in this turn.</summary>
    internal bool HasBecomeLive { get; private set; }

    /// <summary>Its first message came in this turn.</summary>
    internal bool Begins => First is not null || HasBecomeLive;

    /// <summary>What its own settings say of collecting; null when nothing.</summary>
    internal bool? OwnCollect => MailingJson.SettingsOf(RunOf?.Settings ?? Settings).Collect;

    /// <summary>How many messages it took in this turn.</summary>
    internal int Taken { get; private set; }

    /// <summary>It was stopped, or the guard holds something of it: what arrives must not get past that.</summary>
    internal bool IsHalted => StoppedAt is not null || IsHeldByGuard;

    private DateTimeOffset? StoppedAt { get; init; }

    private bool IsHeldByGuard { get; init; }

    /// <summary>Its text was known before its first message: no message changes what it is.</summary>
    private bool IsPrepared { get; init; }

    private bool IsAwaiting { get; set; }

    private string? Settings { get; init; }

    internal static OpenLetter Read(DbDataReader row) => new(row.GetGuid(0), row.Moment(3), row.TextOrNull(2))
    {
        Author = row.TextOrNull(1),
        LastArrivalAt = row.Moment(4),
        StoppedAt = row.MomentOrNull(5),
        IsHeldByGuard = row.GetBoolean(6),
        Skeleton = SkeletonOf(row.TextOrNull(7), row.TextOrNull(8)),
        IsPrepared = row.GetString(9) == "prepared",
        IsAwaiting = row.GetBoolean(10),
        Mailing = row.GuidOrNull(11) ?? default,
        Settings = row.TextOrNull(12),
        _stored = row.TextOrNull(7),
    };

    /// <summary>A letter begins with this message, which has to be taken yet.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="first">The message.</param>
    /// <param name="prepared">The prepared mailing whose letter it is, sent once more; null for a letter that nobody prepared.</param>
    internal static OpenLetter Begun(Guid id, Arrival first, PreparedMailing? prepared) =>
        new(id, first.Row.AcceptedAt, first.Letter.Marker)
        {
            First = first,
            RunOf = prepared,
            IsPrepared = prepared is not null,
            Skeleton = prepared?.Skeleton!,
        };

    /// <summary>As it was stored. A campaign that is older than skeletons begins with the one of its first text.</summary>
    internal static Skeleton SkeletonOf(string? stored, string? firstText) =>
        Skeleton.Parse(stored) ?? Skeleton.Of(LetterText.Of(firstText ?? ""));

    internal bool IsOpen(DateTimeOffset at, CampaignOptions rules) =>
        IsAwaiting || Joining.IsOpen(StartedAt, LastArrivalAt, at, rules);

    internal OpenMailing AsMailing() => new(Id, Skeleton, Author, Marker);

    internal void Take(Arrival arrival)
    {
        var at = arrival.Row.AcceptedAt;
        if (IsAwaiting) (StartedAt, LastArrivalAt, IsAwaiting, HasBecomeLive) = (at, at, false, true);
        (LastArrivalAt, Author, Taken) = (at > LastArrivalAt ? at : LastArrivalAt, Author ?? arrival.Letter.Author, Taken + 1);
        if (IsPrepared) return;
        Skeleton = Skeleton?.With(arrival.Letter.Text) ?? Skeleton.Of(arrival.Letter.Text);
    }

    /// <summary>Its skeleton to be stored; null where that is stored already.</summary>
    internal string? ChangedSkeleton() => Skeleton.ToString() is var now && now != _stored ? now : null;
}
