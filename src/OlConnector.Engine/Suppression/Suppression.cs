namespace OlConnector.Engine.Suppression;

/// <summary>A number, or a mask of numbers, that gets no marketing from this portal, on any line.</summary>
public sealed class SuppressedNumber
{
    public required PortalId PortalId { get; init; }

    /// <summary>E.164 digits, a mask, or the keyed hash of a number that was erased.</summary>
    public required string Phone { get; init; }

    /// <summary>OPTED_OUT or BLACKLISTED. A number may stand there for both: undoing the one leaves the other.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset At { get; set; }

    /// <summary>Who entered it: <c>recipient</c>, a user or a token.</summary>
    public string? By { get; set; }

    /// <summary>Why, in the words of whoever entered it; null where nothing was said.</summary>
    public string? Note { get; set; }

    /// <summary>
    /// Another form of a number that stands there too: it comes and goes with that one (<see cref="Phones.PhoneForms"/>).
    /// </summary>
    public bool IsOtherForm { get; set; }
}
