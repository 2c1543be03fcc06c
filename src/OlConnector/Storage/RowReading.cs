using System.Data.Common;

namespace OlConnector.Storage;

/// <summary>Reads columns with the meaning that <see cref="WriteTurn"/> and EF's converters write them with.</summary>
internal static class RowReading
{
    internal static DateTimeOffset Moment(this DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    internal static DateTimeOffset? MomentOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);

    internal static long? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    internal static TimeSpan Span(this DbDataReader row, int column) => TimeSpan.FromMilliseconds(row.GetInt64(column));

    internal static TimeSpan? SpanOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Span(column);

    internal static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    internal static Guid? GuidOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
