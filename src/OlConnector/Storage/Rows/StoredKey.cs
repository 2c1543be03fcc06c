namespace OlConnector.Storage.Rows;

/// <summary>One key of the ring, wrapped.</summary>
internal sealed class StoredKey
{
    /// <summary>The name that Data Protection gives it.</summary>
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
