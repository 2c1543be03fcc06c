namespace OlConnector.Sandbox.Phones;

/// <summary>One way in which a send goes wrong on the wire.</summary>
public abstract record PhoneFault
{
    private PhoneFault() { }

    /// <summary>The account of the line is blocked: 403.</summary>
    public static PhoneFault LineBlocked { get; } = new Answer(403, "line_blocked", "This line is blocked.");

    /// <summary>An error with a code and a text; not recorded.</summary>
    public sealed record Answer(int Status, string Code, string Text) : PhoneFault;

    /// <summary>429 with Retry-After, or without it; not recorded.</summary>
    public sealed record TooManyRequests(TimeSpan? RetryAfter) : PhoneFault;

    /// <summary>The answer never comes; the message was recorded, or was not.</summary>
    public sealed record Hang(bool IsRecorded) : PhoneFault;

    /// <summary>The connection is reset without a byte of answer; the message was recorded, or was not.</summary>
    public sealed record Cut(bool IsRecorded) : PhoneFault;

    /// <summary>Recorded; 201 with a body that never ends.</summary>
    public sealed record EndlessBody : PhoneFault;

    /// <summary>Recorded; 201 whose body comes a byte per second of sandbox time.</summary>
    public sealed record Drip : PhoneFault;

    /// <summary>Recorded; 201 with a body that is no JSON.</summary>
    public sealed record Gibberish : PhoneFault;

    /// <summary>True when the phone gets the message although the sender cannot know.</summary>
    public bool LeavesRecord => this switch
    {
        Hang hang => hang.IsRecorded,
        Cut cut => cut.IsRecorded,
        EndlessBody or Drip or Gibberish => true,
        _ => false,
    };
}
