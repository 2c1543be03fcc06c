using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Installing;
using OlConnector.Engine;
using OlConnector.Lines;

namespace OlConnector.Intake;

/// <summary>Whether a call is its portal's (bitrix24.md §5.4).</summary>
internal sealed class CallProof(LineDirectory lines, TokenLearning learning)
{
    /// <summary>
    /// What in the call contradicts the key it came by; null when it is genuine. The key alone has to do where nothing better is known: a
    /// message that is refused is lost.
    /// </summary>
    /// <param name="form">The call.</param>
    /// <param name="portal">Whose key it came by.</param>
    /// <param name="code">What the key is of, as the portal names it.</param>
    /// <param name="line">A line of the portal, for the tokens that all of them share; null where it has none.</param>
    internal async Task<string?> ForgeryAsync(PortalForm form, PortalId portal, string code, LineAddress? line)
    {
        if (form["auth[member_id]"] is { Length: > 0 } member && member != portal.Value) return "member_id";
        if (form["code"] is { Length: > 0 } named && named != code) return "code";
        if (form["auth[application_token]"] is not { Length: > 0 } token || line is null
            || await lines.IsGenuineAsync(line, token)) return null;
        if (line.ApplicationTokenHash is not null)
            return await learning.ProveAsync(portal, form) == TokenProof.Refuted ? "application_token" : null;
        learning.Begin(portal, form);
        return null;
    }
}
