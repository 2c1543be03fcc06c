using OlConnector.Engine;
using OlConnector.Engine.Phones;
using OlConnector.Engine.Suppression;
using OlConnector.Storage;

namespace OlConnector.Keeping;

/// <summary>
/// Writes into a portal's stop list and takes out of it. A telephone that has several numbers stands there with all of them, and is shown
/// once.
/// </summary>
internal sealed class StopListBook(ErasedNumbers erased)
{
    private const string Insert = """
        INSERT INTO suppressed_numbers (portal_id, phone, reason, at, by, note, is_other_form)
        VALUES (@portal, @phone, @reason, @now, @by, @note, @other)
        ON CONFLICT (portal_id, phone, reason) DO NOTHING
        """;

    private const string Stands =
        $"SELECT 1 FROM suppressed_numbers WHERE portal_id = @portal AND reason = @reason AND phone {RowSet.Phones}";

    private const string Remove =
        $"DELETE FROM suppressed_numbers WHERE portal_id = @portal AND reason = @reason AND phone {RowSet.Phones}";

    /// <summary>Adds a number or a mask; false when it stands there already, for the same reason.</summary>
    /// <param name="turn">The transaction.</param>
    /// <param name="portal">Whose list.</param>
    /// <param name="entry">Digits of E.164, or a mask.</param>
    /// <param name="reason">OPTED_OUT or BLACKLISTED.</param>
    /// <param name="note">Why, in a person's words.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="now">When.</param>
    internal bool Add(WriteTurn turn, PortalId portal, string entry, string reason, string? note, string by, DateTimeOffset now)
    {
        if (turn.First(Stands, _ => true, ("portal", portal), ("reason", reason), ("phones", NamesOf(portal, entry)))) return false;
        foreach (var (index, form) in FormsOf(entry).Index())
            turn.Execute(
                Insert, ("portal", portal), ("phone", form), ("reason", reason), ("now", now), ("by", by), ("note", note),
                ("other", index > 0));
        return true;
    }

    /// <summary>Takes a number or a mask out.</summary>
    internal void Take(WriteTurn turn, PortalId portal, string entry, string reason) =>
        turn.Execute(Remove, ("portal", portal), ("reason", reason), ("phones", NamesOf(portal, entry)));

    /// <summary>Everything under which the entry may stand there, erased numbers by their hash.</summary>
    private List<string> NamesOf(PortalId portal, string entry) =>
        [.. FormsOf(entry).SelectMany(form => NumberMask.IsStored(form) ? [form] : new[] { form, erased.NameOf(portal, form) })];

    private static IReadOnlyList<string> FormsOf(string entry) =>
        PhoneNumber.TryFromDigits(entry, out var number) ? PhoneForms.Of(number.Value) : [entry];
}
