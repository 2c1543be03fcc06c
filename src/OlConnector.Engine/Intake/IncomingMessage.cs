using OlConnector.Engine.Messages;

namespace OlConnector.Engine.Intake;

/// <summary>One message as Bitrix24 or our own API hands it over, normalised at the door.</summary>
/// <param name="Line">The line whose key was used.</param>
/// <param name="Code">That line's CODE.</param>
/// <param name="PortalMessageId">Bitrix24's id; a fingerprint with a leading <c>~</c> where it gave none; null from our own API.</param>
/// <param name="To">The number as it came.</param>
/// <param name="Text">The source text, before spintax and values.</param>
/// <param name="Author">The portal's user, when known.</param>
/// <param name="Bindings">CRM entities, <c>type:id</c> by comma.</param>
public sealed record IncomingMessage(
    PortalId Portal,
    LineId Line,
    string Code,
    string? PortalMessageId,
    MessageSource Source,
    Traffic Traffic,
    string To,
    string Text,
    string? Author,
    string? Bindings)
{
    /// <summary>
    /// Characters of a text that are kept, one more than the longest that any gateway takes: a longer one fails as TEXT_TOO_LONG, whatever
    /// else is in it.
    /// </summary>
    public const int MostText = 20_001;

    /// <summary>What our robot is to be told of it; null for a message that no robot waits for.</summary>
    public RobotWait? Robot { get; init; }
}
