using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Suppression;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Asks a portal's stop list for a number, by itself and by every mask that it falls under; one that was erased is found by its keyed hash.
/// </summary>
internal sealed class StopList(ErasedNumbers erased)
{
    /// <summary>BLACKLISTED first: whoever takes a number off that list has to see that it stood there.</summary>
    private const string ReasonFor = $"SELECT MIN(reason) FROM suppressed_numbers WHERE portal_id = @portal AND phone {RowSet.Phones}";

    private const string OptedOut = $"""
        SELECT 1 FROM suppressed_numbers WHERE portal_id = @portal AND reason = '{Reason.OptedOut}' AND phone {RowSet.Phones}
        """;

    /// <summary>Why nothing is to be sent to the number; null when it is not on the list.</summary>
    /// <param name="turn">The transaction of what depends on the answer.</param>
    /// <param name="portal">Whose list.</param>
    /// <param name="phone">Digits of E.164.</param>
    internal string? ReasonOf(WriteTurn turn, PortalId portal, string phone) => turn.First(
        ReasonFor, found => found.TextOrNull(0), ("portal", portal),
        ("phones", NumberMask.Over(phone).Append(phone).Append(erased.NameOf(portal, phone))));

    /// <summary>Whether the number itself stands there because its owner said so.</summary>
    internal bool HasOptedOut(WriteTurn turn, PortalId portal, string phone) => turn.First(
        OptedOut, _ => true, ("portal", portal), ("phones", new[] { phone, erased.NameOf(portal, phone) }));
}
