namespace OlConnector.Storage;

/// <summary>
/// The database cannot be written now: it is away, or its disk is full. Whether the work was stored is not known; all of it may be run
/// again.
/// </summary>
internal sealed class DatabaseAwayException(Exception inner) : Exception("The database cannot be written now.", inner);
