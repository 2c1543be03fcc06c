namespace OlConnector.Engine.Quotas;

/// <summary>What a portal has used of its demo. Survives uninstalling with all data, so it knows the portal by a keyed hash only.</summary>
public sealed class DemoLedger
{
    /// <summary>Keyed hash (HMAC-SHA256) of the <c>member_id</c>, hexadecimal.</summary>
    public required string PortalHash { get; init; }

    /// <summary>Marketing messages that hold or used a unit.</summary>
    public int Used { get; set; }

    /// <summary>When administrators heard that nothing is left: they hear it once (product.md §11).</summary>
    public DateTimeOffset? SpentToldAt { get; set; }
}

/// <summary>A CODE that no line may ever get again.</summary>
public sealed class RetiredCode
{
    public required string Code { get; init; }
}
