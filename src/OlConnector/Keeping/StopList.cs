using OlConnector.Engine;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>Asks a portal's stop-list for a number; one that was erased is found by its keyed hash.</summary>
internal sealed class StopList(ErasedNumbers erased)
{
    private const string ReasonFor =
        "SELECT reason FROM suppressed_numbers WHERE portal_id = @portal AND phone IN (@phone, @erased) LIMIT 1";

    /// <summary>Why nothing is to be sent to the number; null when it is not on the list.</summary>
    /// <param name="turn">The transaction of what depends on the answer.</param>
    /// <param name="portal">Whose list.</param>
    /// <param name="phone">Digits of E.164.</param>
    internal string? ReasonOf(WriteTurn turn, PortalId portal, string phone) => turn.First(
        ReasonFor, found => found.GetString(0), ("portal", portal), ("phone", phone), ("erased", erased.NameOf(portal, phone)));
}
