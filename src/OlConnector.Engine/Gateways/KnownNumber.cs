namespace OlConnector.Engine.Gateways;

/// <summary>What a gateway once said about a number. Asking is dear, so the answer is kept (product.md 12.8).</summary>
public sealed class KnownNumber
{
    public required PortalId PortalId { get; init; }
    public required string GatewayKind { get; init; }

    /// <summary>Digits of E.164.</summary>
    public required string Phone { get; init; }

    /// <summary>True when the number has an account there.</summary>
    public bool IsOnNetwork { get; set; }

    /// <summary>The chat that the gateway named for it; null when it named none.</summary>
    public string? Chat { get; set; }

    public DateTimeOffset CheckedAt { get; set; }
}
