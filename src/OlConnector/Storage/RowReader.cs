using System.Data.Common;
using OlConnector.Engine;

namespace OlConnector.Storage;

/// <summary>
/// Reads a row column by column, in the order in which its statement lists them: whoever adds a column to a list reads it in the same
/// place, and a longer row goes on where a shorter one ended. It costs nothing but its place on the stack.
/// </summary>
internal ref struct RowReader(DbDataReader row)
{
    private int _next;

    internal string NextText() => row.GetString(_next++);

    internal string? NextTextOrNull() => row.TextOrNull(_next++);

    internal int NextInt() => row.GetInt32(_next++);

    internal int? NextIntOrNull() => (int?)row.NumberOrNull(_next++);

    internal long NextLong() => row.GetInt64(_next++);

    internal bool NextFlag() => row.GetBoolean(_next++);

    internal Guid NextGuid() => row.GetGuid(_next++);

    internal Guid? NextGuidOrNull() => row.GuidOrNull(_next++);

    internal DateTimeOffset NextMoment() => row.Moment(_next++);

    internal DateTimeOffset? NextMomentOrNull() => row.MomentOrNull(_next++);

    internal TimeSpan NextSpan() => row.Span(_next++);

    internal TimeSpan? NextSpanOrNull() => row.SpanOrNull(_next++);

    internal PortalId NextPortal() => new(NextText());

    internal LineId NextLine() => new(NextGuid());

    internal MessageId NextMessage() => new(NextGuid());

    /// <inheritdoc cref="EnumText.To{T}"/>
    internal T NextWord<T>() where T : struct, Enum => EnumText.To<T>(NextText());

    /// <inheritdoc cref="EnumText.To{T}"/>
    internal T? NextWordOrNull<T>() where T : struct, Enum => NextTextOrNull() is { } word ? EnumText.To<T>(word) : null;
}
