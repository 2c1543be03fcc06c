namespace OlConnector.Engine;

/// <summary>A portal's key: Bitrix24's <c>member_id</c>, which survives a rename of the portal (bitrix24.md §0).</summary>
public readonly record struct PortalId(string Value)
{
    /// <summary>The longest <c>member_id</c> that is believed. Real ones are 32 hexadecimal characters.</summary>
    public const int MaxLength = 64;

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A line's key. Time-ordered (RFC 9562 version 7).</summary>
public readonly record struct LineId(Guid Value)
{
    /// <summary>A new key for this moment.</summary>
    public static LineId New(TimeProvider clock) => new(NewKey.At(clock));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>A message's key. Time-ordered (RFC 9562 version 7).</summary>
public readonly record struct MessageId(Guid Value)
{
    /// <summary>A new key for this moment.</summary>
    public static MessageId New(TimeProvider clock) => new(NewKey.At(clock));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

/// <summary>Makes time-ordered keys for everything that has no strong id of its own.</summary>
public static class NewKey
{
    /// <summary>A version 7 key whose time is the given clock's.</summary>
    public static Guid At(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
}
