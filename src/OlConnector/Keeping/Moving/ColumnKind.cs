using System.Data.Common;
using NpgsqlTypes;
using OlConnector.Storage;

namespace OlConnector.Keeping.Moving;

/// <summary>How a column's value is read from either database and written into the new one.</summary>
/// <param name="Read">A value that is not null, the same from both databases.</param>
internal sealed record ColumnKind(NpgsqlDbType Type, Func<DbDataReader, int, object> Read)
{
    private static readonly Dictionary<string, ColumnKind> Known = new(StringComparer.Ordinal)
    {
        ["text"] = new(NpgsqlDbType.Text, (row, at) => ColumnValues.Of(row.GetString(at))),
        ["bigint"] = new(NpgsqlDbType.Bigint, (row, at) => row.GetInt64(at)),
        ["integer"] = new(NpgsqlDbType.Integer, (row, at) => row.GetInt32(at)),
        ["boolean"] = new(NpgsqlDbType.Boolean, (row, at) => row.GetBoolean(at)),
        ["uuid"] = new(NpgsqlDbType.Uuid, (row, at) => row.GetGuid(at)),
        ["double precision"] = new(NpgsqlDbType.Double, (row, at) => row.GetDouble(at)),
    };

    /// <summary>The kind of a column of the new database.</summary>
    /// <exception cref="NotSupportedException">No table has had such a column so far.</exception>
    internal static ColumnKind Of(string storeType) =>
        Known.GetValueOrDefault(storeType) ?? throw new NotSupportedException($"Columns of type {storeType} are not moved yet.");
}
