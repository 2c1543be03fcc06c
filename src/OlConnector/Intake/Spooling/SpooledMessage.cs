using System.Text;
using Newtonsoft.Json;
using OlConnector.Engine;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Messages;

namespace OlConnector.Intake.Spooling;

/// <summary>
/// A message as the spool keeps it: with the id and the moment it was accepted with, so that storing it twice stores it once.
/// </summary>
internal sealed record SpooledMessage(IncomingMessage Message, MessageId Id, DateTimeOffset AcceptedAt)
{
    internal byte[] ToBytes() => Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(new Wire(
        Message.Portal.Value, Message.Line.Value, Message.Code, Message.PortalMessageId, Message.Source, Message.Traffic, Message.To,
        Message.Text, Message.Author, Message.Bindings, Id.Value, AcceptedAt.ToUnixTimeMilliseconds(),
        Message.Robot?.EventToken, Message.Robot?.EndsAt.ToUnixTimeMilliseconds())));

    /// <exception cref="JsonException">A newer or older version wrote it.</exception>
    internal static SpooledMessage Read(byte[] bytes)
    {
        var wire = JsonConvert.DeserializeObject<Wire>(Encoding.UTF8.GetString(bytes))
            ?? throw new JsonSerializationException("A record of the spool is empty.");
        return new SpooledMessage(
            new IncomingMessage(
                new PortalId(wire.Portal), new LineId(wire.Line), wire.Code, wire.MessageId, wire.Source, wire.Traffic, wire.To, wire.Text,
                wire.Author, wire.Bindings)
            {
                Robot = wire is { EventToken: { } token, WaitsUntil: { } until }
                    ? new RobotWait(token, DateTimeOffset.FromUnixTimeMilliseconds(until))
                    : null,
            },
            new MessageId(wire.Id), DateTimeOffset.FromUnixTimeMilliseconds(wire.AcceptedAt));
    }

    private sealed record Wire(
        string Portal, Guid Line, string Code, string? MessageId, MessageSource Source, Traffic Traffic, string To, string Text,
        string? Author, string? Bindings, Guid Id, long AcceptedAt, string? EventToken = null, long? WaitsUntil = null);
}
