using OlConnector.Engine;
using OlConnector.Engine.Lines;

namespace OlConnector.Lines;

/// <summary>What a call from outside has to match before it is believed.</summary>
/// <param name="ApplicationTokenHash">
/// SHA-256 of the portal's application token; null after an uninstall, and while an older box has not told it.
/// </param>
/// <param name="PreviousApplicationTokenHash">The one before; accepted until <paramref name="PreviousApplicationTokenEndsAt"/>.</param>
internal sealed record LineAddress(
    PortalId PortalId, LineId LineId, string Code, string GatewayKind, LineState State, bool TreatAsMarketing,
    string? ApplicationTokenHash, string? PreviousApplicationTokenHash, DateTimeOffset? PreviousApplicationTokenEndsAt);
