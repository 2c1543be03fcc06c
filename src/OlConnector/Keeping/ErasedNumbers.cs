using OlConnector.Engine;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Keeps an opt-out of a number that was erased, without the number and without what people noted of it: the stop list holds a keyed hash
/// in its place (docs/adr/0009). The key never leaves this installation, so the hash tells nobody else whose it was.
/// </summary>
internal sealed class ErasedNumbers(DemoLedgers ledgers)
{
    private const string Hash = """
        INSERT INTO suppressed_numbers (portal_id, phone, reason, at, by, is_other_form)
        SELECT portal_id, @hash, reason, at, by, is_other_form FROM suppressed_numbers WHERE portal_id = @portal AND phone = @phone
        ON CONFLICT (portal_id, phone, reason) DO NOTHING
        """;

    private const string Remove = "DELETE FROM suppressed_numbers WHERE portal_id = @portal AND phone = @phone";
    private const string IsThere = "SELECT 1 FROM suppressed_numbers WHERE portal_id = @portal AND phone = @hash";

    /// <summary>How such a name begins.</summary>
    internal const string Mark = "erased:";

    /// <summary>Whether an entry of the stop list is such a name.</summary>
    internal static bool IsName(string entry) => entry.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>The number's name in this portal's stop-list and audit.</summary>
    public string NameOf(PortalId portal, string phone) => Mark + ledgers.Keyed($"{portal.Value}|{phone}");

    /// <summary>Puts the name in the number's place. True when the number is on the stop-list.</summary>
    internal bool Replace(WriteTurn turn, PortalId portal, string phone)
    {
        turn.Execute(Hash, ("hash", NameOf(portal, phone)), ("portal", portal), ("phone", phone));
        turn.Execute(Remove, ("portal", portal), ("phone", phone));
        return turn.First(IsThere, _ => true, ("portal", portal), ("hash", NameOf(portal, phone)));
    }
}
