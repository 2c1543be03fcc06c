using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Composing;

/// <summary>A message with everything its admission needs.</summary>
internal sealed record Composed(AcceptedMessage Message, LineTerms Terms, PhoneResult Phone, Composition Text);
