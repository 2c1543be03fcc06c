using System.Data.Common;

namespace OlConnector.Keeping.Moving;

/// <summary>Single statements on either database.</summary>
internal static class PlainSql
{
    internal static void Execute(this DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, sql, values);
        command.ExecuteNonQuery();
    }

    /// <summary>What may take longer than the connection waits otherwise.</summary>
    internal static void ExecuteHoweverLong(this DbConnection connection, string sql)
    {
        using var command = Command(connection, sql, []);
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    /// <summary>The first value of the answer; null for none.</summary>
    internal static object? Ask(this DbConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteScalar();
    }

    /// <summary>Whether a question has an answer.</summary>
    internal static bool Finds(this DbConnection connection, string sql, params (string Name, object Value)[] values) =>
        connection.Ask(sql, values) is not null;

    private static DbCommand Command(DbConnection connection, string sql, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
