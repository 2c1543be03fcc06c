namespace OlConnector.Storage.Rows;

/// <summary>
/// These books were moved to another database. The same mark stands in both: in the old one, so that nothing sends from it any more; in
/// the new one, so that a move that was cut off just then is found out to have succeeded.
/// </summary>
internal sealed class MoveMark
{
    public required Guid Id { get; init; }

    /// <summary>When all rows were there, just before they became valid in the new database.</summary>
    public required DateTimeOffset At { get; init; }
}
