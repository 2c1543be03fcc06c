using OlConnector.Engine;

namespace OlConnector.Lines;

/// <summary>What a call from outside has to match before it is believed.</summary>
/// <param name="IsOff">The line was deleted: its calls are still taken, and end with LINE_OFF.</param>
/// <param name="ApplicationTokenHash">
/// SHA-256 of the portal's application token; null after an uninstall, and while an older box has not told it.
/// </param>
/// <param name="PreviousApplicationTokenHash">The one before; accepted until <paramref name="PreviousApplicationTokenEndsAt"/>.</param>
internal sealed record LineAddress(
    PortalId PortalId, LineId LineId, string Code, string GatewayKind, bool IsOff, bool TreatAsMarketing,
    string? ApplicationTokenHash, string? PreviousApplicationTokenHash, DateTimeOffset? PreviousApplicationTokenEndsAt);
