namespace OlConnector.Sandbox.Portals;

/// <summary>What the app's status on a portal allows, and until when (bitrix24.md §1.6).</summary>
public sealed class PortalPayment(TimeProvider clock, string status)
{
    /// <summary>How long a bought app (status P) goes on after its term. A subscription and a trial have no such days.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(14);

    /// <summary>L, F, D, T, P or S.</summary>
    public string Status { get; set; } = status;

    /// <summary>When the term ends; nothing when it has no end.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>True once the term is over, in the days of grace too: <c>PAYMENT_EXPIRED</c> of <c>app.info</c>.</summary>
    public bool IsExpired => EndsAt <= clock.GetUtcNow();

    /// <summary>True in the days of grace.</summary>
    public bool IsInGrace => IsExpired && Status == "P" && clock.GetUtcNow() < EndsAt + Grace;

    /// <summary>False blocks the app: no HANDLER calls, no REST, no tokens.</summary>
    public bool IsAllowed => !IsExpired || IsInGrace;

    /// <summary><c>DAYS</c> of <c>app.info</c>: nothing without an end, negative after it.</summary>
    public int? DaysLeft => EndsAt is { } end ? (int)Math.Floor((end - clock.GetUtcNow()).TotalDays) : null;

    /// <summary>A term of so many days from now.</summary>
    public void Extend(int days) => EndsAt = clock.GetUtcNow().AddDays(days);
}
