using System.Data.Common;
using OlConnector.Engine.Messages;
using OlConnector.Storage;

namespace OlConnector.Queue;

/// <summary>A message that waits to be composed and admitted.</summary>
internal sealed record AcceptedMessage(
    MessageRow Row, Traffic Traffic, string? Author, string? Bindings, string RawTo, string Template, string? ComposeAs,
    bool IsGuardCounted, bool IsReleased, MessageSource Source, string? Fields = null, int? Place = null)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    internal const string Columns = $"""
        {MessageRow.Columns},
        traffic, author, bindings, raw_to, template, compose_as, is_guard_counted, is_released, source, fields, place
        """;

    private const string Keep = "UPDATE messages SET compose_after = @lease WHERE sequence = @sequence AND state = 'accepted'";

    private const string ForgetLeases = "UPDATE messages SET compose_after = accepted_at WHERE state = 'accepted'";

    /// <summary>Nobody else takes a message before then.</summary>
    internal static void KeepTaken(WriteTurn turn, long sequence, DateTimeOffset until) =>
        turn.Put(Keep, ("lease", until), ("sequence", sequence));

    /// <summary>At the start on SQLite every lease is a dead process's.</summary>
    internal static int FreeAll(WriteTurn turn) => turn.Execute(ForgetLeases);

    internal static AcceptedMessage Read(DbDataReader row)
    {
        var columns = new RowReader(row);
        return new AcceptedMessage(
            MessageRow.Read(ref columns), columns.NextWord<Traffic>(), columns.NextTextOrNull(), columns.NextTextOrNull(),
            columns.NextText(), columns.NextText(), columns.NextTextOrNull(), columns.NextFlag(), columns.NextFlag(),
            columns.NextWord<MessageSource>(), columns.NextTextOrNull(), columns.NextIntOrNull());
    }
}
