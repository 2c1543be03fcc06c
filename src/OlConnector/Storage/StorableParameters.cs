using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OlConnector.Storage;

/// <summary>
/// Asks EF's questions with texts in the form in which they are kept: PostgreSQL refuses a statement that holds U+0000, and strangers can
/// put it wherever a text goes.
/// </summary>
internal sealed class StorableParameters : DbCommandInterceptor
{
    internal static readonly StorableParameters Instance = new();

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
            if (parameter.Value is string or IEnumerable<string>) parameter.Value = ColumnValues.Of(parameter.Value);
        return result;
    }
}
