namespace OlConnector.Lines;

/// <summary>What a wish to let a line go on did.</summary>
/// <param name="IsResumed">The line goes on now; false where it may not, and where it moved already.</param>
/// <param name="Held">Mailings of which messages are held now because they waited too long: people have to hear of it.</param>
internal sealed record Resumption(bool IsResumed, IReadOnlyList<Guid> Held);
