using System.Collections.Concurrent;

namespace OlConnector.Harness.Load;

/// <summary>One HANDLER call and what it was answered.</summary>
/// <param name="Id">Bitrix24's message id.</param>
/// <param name="Line">The line's name.</param>
/// <param name="IsMarketing">A mailing.</param>
/// <param name="OfferedAt">Monotonic moment before the call.</param>
/// <param name="AnsweredAt">Monotonic moment after the answer, or after the call broke.</param>
/// <param name="Status">The answer's status; 0 when there was none. Only 200 is a promise.</param>
public sealed record Offer(string Id, string Line, bool IsMarketing, long OfferedAt, long AnsweredAt, int Status)
{
    /// <summary>The product promised to take care of it.</summary>
    public bool IsAccepted => Status == 200;
}

/// <summary>
/// What was offered, in the order of the answers. Kept by the harness, never by a node: a node that dies takes none of it along.
/// </summary>
public sealed class OfferJournal
{
    private readonly ConcurrentQueue<Offer> _offers = new();

    /// <summary>Notes one call.</summary>
    public void Note(Offer offer) => _offers.Enqueue(offer);

    /// <summary>All calls so far.</summary>
    public IReadOnlyList<Offer> All => [.. _offers];
}
