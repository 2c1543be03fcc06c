using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Suppression;
using OlConnector.Gateways;
using OlConnector.Lines;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>What composing and admitting have to know of a line and its portal.</summary>
/// <param name="MaxTextLength">Longest text that the line's gateway takes, in characters.</param>
/// <param name="PortalGuard">How large mailings may be, as the portal says; null when it says nothing.</param>
/// <param name="LineGuard">The same of the line.</param>
/// <param name="Tariff">Its prices, read when they are asked for first; null where it has none.</param>
internal sealed record LineTerms(
    LineState State, int MaxTextLength, DateTimeOffset? ConnectedAt, string PortalStatus, string? Country, bool LiteralSpintax,
    bool AcceptAnyNumber, MissingValuePolicy MissingValue, bool SkipsRepeats, FrequencyCap? Cap,
    MailingGuard? PortalGuard, MailingGuard? LineGuard, bool HoldsHighRisk, Channel Channel, Func<Tariff?> Tariff, string? Currency)
{
    /// <summary>For a line whose gateway this product does not know any more.</summary>
    private const int LongestText = 4096;

    private const string Select = $"""
        SELECT l.id, l.state, l.gateway_kind, l.connected_at, p.status, p.country, p.literal_spintax, p.accept_any_number, p.missing_value,
               p.skips_repeats, p.cap_messages, p.cap_days, p.guard, l.guard, p.holds_high_risk, l.tariff, l.currency
          FROM lines l JOIN portals p ON p.id = l.portal_id WHERE l.id {RowSet.Lines}
        """;

    /// <summary>The same for a mailing that says some of it by itself.</summary>
    internal LineTerms For(MailingSettings? own) => own is null
        ? this
        : this with { SkipsRepeats = own.Dedupe ?? SkipsRepeats, MissingValue = own.MissingValue ?? MissingValue };

    /// <summary>The terms of each of these lines.</summary>
    internal static Dictionary<LineId, LineTerms> Of(WriteTurn turn, IEnumerable<LineId> lines, GatewayCatalog kinds) => turn.Query(
        Select,
        row => (Line: new LineId(row.GetGuid(0)), Terms: new LineTerms(
            EnumText.To<LineState>(row.GetString(1)),
            kinds.TryGet(row.GetString(2), out var kind) ? kind.Traits.MaxTextLength : LongestText,
            row.MomentOrNull(3), row.GetString(4), row.TextOrNull(5), row.GetBoolean(6), row.GetBoolean(7),
            EnumText.To<MissingValuePolicy>(row.GetString(8)), row.GetBoolean(9),
            FrequencyCap.Of((int?)row.NumberOrNull(10), (int?)row.NumberOrNull(11)),
            GuardJson.GuardOf(row.TextOrNull(12)), GuardJson.GuardOf(row.TextOrNull(13)), row.GetBoolean(14),
            kind?.Traits.Channel ?? Channel.WhatsApp,
            TariffIn(row.TextOrNull(15)), row.TextOrNull(16))),
        ("lines", lines)).ToDictionary(row => row.Line, row => row.Terms);

    /// <summary>Most lines have no tariff, and most turns ask a line for its prices often.</summary>
    private static Func<Tariff?> TariffIn(string? stored)
    {
        var tariff = new Lazy<Tariff?>(() => LineTariff.Read(stored));
        return () => tariff.Value;
    }
}
