namespace OlConnector.Engine.Gateways;

/// <summary>
/// One line's connection to the network that really sends. Speaks one vendor's protocol and translates it into the house's words.
/// </summary>
/// <remarks>
/// An implementation is safe for concurrent calls; a line has at most one send in flight, callbacks and checks may run beside it.
/// </remarks>
public interface IGateway : IAsyncDisposable
{
    /// <summary>Hands one message to the gateway, once. Never retries by itself and never follows a redirect.</summary>
    /// <param name="message">What to send. Its id is the key that a gateway able to echo one must carry.</param>
    /// <param name="ct">
    /// Ends when the time to send is over. When bytes may have left by then, the result is <see cref="SendResult.Unknown"/>.
    /// </param>
    /// <returns>What the vendor's answer means. An exception counts as <see cref="SendResult.Unknown"/>.</returns>
    Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct);

    /// <summary>
    /// Asks in what state the connection is. Never throws for a vendor's refusal:
    /// wrong credentials are <see cref="LineConnection.NeedsLogin"/>.
    /// </summary>
    Task<ConnectionReport> GetConnectionAsync(CancellationToken ct);

    /// <summary>Asks whether a message whose send ended <c>unknown</c> arrived at the gateway.</summary>
    Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct);

    /// <summary>Checks who calls and reads what the call says. Pure: touches neither the network nor the clock.</summary>
    CallbackResult ReadCallback(CallbackRequest request);
}

/// <summary>A kind of gateway: what it is called, which settings it takes and how a line's connection is opened.</summary>
public interface IGatewayKind
{
    /// <summary>The stable word of the outer contract, for example <c>green-api</c>.</summary>
    string Kind { get; }

    /// <summary>The name that people see.</summary>
    string Name { get; }

    /// <summary>What this kind can and cannot do.</summary>
    GatewayTraits Traits { get; }

    /// <summary>The settings a line of this kind takes, in the order a form shows them.</summary>
    IReadOnlyList<GatewaySetting> Settings { get; }

    /// <summary>Says what is wrong with the settings; empty when a connection may be opened with them.</summary>
    IReadOnlyList<SettingProblem> Validate(GatewaySettings settings);

    /// <summary>Opens a connection for one line. Does no I/O yet.</summary>
    /// <param name="settings">Settings that <see cref="Validate"/> found nothing wrong with.</param>
    /// <param name="hook">
    /// The line's public callback address with its secret key, for vendors that
    /// are told it with every message; null when there is none.
    /// </param>
    IGateway Open(GatewaySettings settings, Uri? hook = null);
}
