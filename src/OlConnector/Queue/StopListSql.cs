using OlConnector.Engine.Suppression;

namespace OlConnector.Queue;

/// <summary>
/// The stop list as statements ask it: by the number and by every mask that it falls under, each of them a look into the key, so that the
/// length of the list costs nothing.
/// </summary>
internal static class StopListSql
{
    /// <summary>
    /// Why nothing is to be sent to a message's number, for a statement on <c>messages m</c>. What a person entered comes before what the
    /// recipient said.
    /// </summary>
    internal static readonly string ReasonOfMessage = $"""
        SELECT MIN(s.reason) FROM suppressed_numbers s WHERE s.portal_id = m.portal_id AND s.phone IN (m.phone, {Masks()})
        """;

    private const int Lengths = NumberMask.MostDigits - NumberMask.FewestDigits + 1;

    private static string Masks() => string.Join(", ", Enumerable.Range(NumberMask.FewestDigits, Lengths)
        .Select(length => $"SUBSTR(m.phone, 1, {length}) || '*'"));
}
