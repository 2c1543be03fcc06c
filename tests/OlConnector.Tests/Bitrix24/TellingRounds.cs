using OlConnector.Bitrix24.Telling;

namespace OlConnector.Tests.Bitrix24;

/// <summary>One round of the telling loop, by hand: what it would start, one portal after another, and when it would look again.</summary>
internal static class TellingRounds
{
    internal static async Task<DateTimeOffset?> TellDueAsync(this Teller teller, CancellationToken ct)
    {
        var (portals, _) = await teller.DueAsync(ct);
        foreach (var portal in portals) await teller.TellAsync(portal, ct);
        return (await teller.DueAsync(ct)).Next;
    }
}
