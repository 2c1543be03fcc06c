using OlConnector.Engine.Gateways;
using OlConnector.Web.Wire;

namespace OlConnector.Api.Lines;

/// <summary>How far the linking of a line's telephone is.</summary>
internal enum LoginState
{
    /// <summary>Scan the image with the telephone.</summary>
    Scan,

    /// <summary>Type the code into the telephone.</summary>
    Code,

    /// <summary>The telephone is linked.</summary>
    Linked,

    /// <summary>Not now; the text says why.</summary>
    NotNow,
}

/// <summary>
/// A way to link a telephone to a line. Whoever sees it can take the line over: it is for administrators and kept nowhere.
/// </summary>
/// <param name="State">What to do.</param>
/// <param name="Qr">With <c>scan</c>: a PNG in base64, without a prefix.</param>
/// <param name="Code">With <c>code</c>: what to type.</param>
/// <param name="Text">With <c>notNow</c>: why, in the gateway's words, or in ours in English.</param>
/// <param name="Said">Where those are ours: the same in the language of Accept-Language (ru or en).</param>
/// <param name="ExpiresAt">When to ask for a fresh one; null when the vendor does not say.</param>
/// <param name="Actions">What this gateway's session can be told to do.</param>
internal sealed record LoginAnswer(
    LoginState State, string? Qr, string? Code, string? Text, string? Said, DateTimeOffset? ExpiresAt,
    IReadOnlyList<SessionAction> Actions) : IUncached;

/// <summary>The line's own number, to get a code for it.</summary>
/// <param name="Phone">The number of the telephone that is to be linked.</param>
internal sealed record LoginDraft([property: Needed] string? Phone = null);

/// <summary>What the session at the gateway is to do.</summary>
/// <param name="Action">One of the actions that <c>GET lines/{id}/login</c> names.</param>
internal sealed record SessionDraft([property: Needed] SessionAction? Action = null);
