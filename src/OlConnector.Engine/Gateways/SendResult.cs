using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Gateways;

/// <summary>A message as a gateway gets it: number and final text.</summary>
/// <param name="Id">Our id, the same on every attempt.</param>
/// <param name="To">The recipient.</param>
/// <param name="Text">The final text. Never logged.</param>
/// <param name="Traffic">Direct or marketing; some vendors want to know.</param>
public sealed record OutboundMessage(MessageId Id, PhoneNumber To, string Text, Traffic Traffic)
{
    /// <summary>Which attempt this is, from 1, those that did not count included.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>
    /// The chat that the gateway named for the number when it was asked about
    /// it (<see cref="NumberStanding"/>); null when it was not.
    /// </summary>
    public string? Chat { get; init; }

    /// <summary>The vendor's template that the text asks for; null for a free text, and where the template is not known.</summary>
    public GatewayTemplate? Template { get; init; }
}

/// <summary>What a gateway says about one attempt (design.md §4.7). A closed family.</summary>
public abstract record SendResult
{
    private SendResult() { }

    /// <summary>The gateway has it.</summary>
    /// <param name="GatewayMessageId">Its id there, by which status reports are matched.</param>
    public sealed record Accepted(string GatewayMessageId) : SendResult
    {
        /// <summary>By what the gateway calls the recipient, where that is not the number; null where it is, or is not told.</summary>
        public string? KnownAs { get; init; }
    }

    /// <summary>Surely not sent, and worth another try.</summary>
    /// <param name="Scope">What has to wait.</param>
    /// <param name="After">How long at least; null leaves it to the retry schedule.</param>
    /// <param name="CountsAsAttempt">False when the message is not at fault (too fast, gateway away).</param>
    /// <param name="Code">The vendor's code, for the attempt's record.</param>
    /// <param name="Text">The vendor's words, without secrets and texts.</param>
    /// <param name="MostRetries">Counted retries that this answer is worth; null for as many as the retry schedule has.</param>
    public sealed record Postponed(
        PostponeScope Scope,
        TimeSpan? After = null,
        bool CountsAsAttempt = true,
        string? Code = null,
        string? Text = null,
        int? MostRetries = null) : SendResult;

    /// <summary>Refused for good. The line goes on.</summary>
    public sealed record Refused(Fault Fault, string Code, string Text) : SendResult
    {
        /// <summary>The recipient has told the vendor to get nothing more.</summary>
        public bool IsOptOut { get; init; }
    }

    /// <summary>The line cannot send until a person acts. The message goes back to the front, uncounted.</summary>
    /// <param name="Connection">What the line shows from now on.</param>
    public sealed record LineDown(string Code, string Text, LineConnection Connection = LineConnection.NeedsLogin) : SendResult;

    /// <summary>Bytes may have left and nobody can say what came of them. Never sent again by itself.</summary>
    public sealed record Unknown(string Why) : SendResult;
}

/// <summary>What waits after <see cref="SendResult.Postponed"/>.</summary>
public enum PostponeScope
{
    /// <summary>This message only.</summary>
    Message,

    /// <summary>This recipient only; the line goes on with the next message.</summary>
    Recipient,

    /// <summary>The whole line.</summary>
    Line,
}

/// <summary>Whose fault a refusal is.</summary>
public enum Fault
{
    /// <summary>The number: not on the network, blocked us, opted out there.</summary>
    Recipient,

    /// <summary>The text or template.</summary>
    Message,

    /// <summary>Neither: the client's own last message is too long ago for a text that is no template.</summary>
    Window,

    /// <summary>We built a wrong request: somebody of us should look.</summary>
    Bug,
}

/// <summary>What a look-up found about an unknown send.</summary>
public abstract record LookupResult
{
    private LookupResult() { }

    /// <summary>It is there: the send is settled.</summary>
    public sealed record Found(string GatewayMessageId, DeliveryStatus Status) : LookupResult
    {
        /// <summary>The vendor's code and words where it was not delivered.</summary>
        public string? Code { get; init; }

        /// <inheritdoc cref="Code"/>
        public string? Text { get; init; }

        /// <summary>Whose fault that is; null where the code does not tell.</summary>
        public Fault? Fault { get; init; }
    }

    /// <summary>The vendor vouches that it never will be sent. Absence from a list is not such a proof.</summary>
    public sealed record NeverSent(string Why) : LookupResult;

    /// <summary>Nothing can be said; ask again later or ask a person.</summary>
    public sealed record CannotTell(string Why) : LookupResult;
}
