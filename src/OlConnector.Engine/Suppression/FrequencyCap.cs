namespace OlConnector.Engine.Suppression;

/// <summary>How often a portal writes to one number.</summary>
/// <param name="Messages">So many marketing messages at most, 1–100.</param>
/// <param name="Days">Within so many days, 1–90, counted back from the moment.</param>
public sealed record FrequencyCap(int Messages, int Days)
{
    public const int MostMessages = 100;
    public const int MostDays = 90;

    /// <summary>The cap that a portal's two columns hold; null where it has none.</summary>
    public static FrequencyCap? Of(int? messages, int? days) =>
        messages is { } number && days is { } span ? new FrequencyCap(number, span) : null;

    /// <summary>What was sent since then counts.</summary>
    public DateTimeOffset Since(DateTimeOffset now) => now - TimeSpan.FromDays(Days);
}
