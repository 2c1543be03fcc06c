namespace OlConnector.Engine;

/// <summary>The larger and the smaller of two moments, or of two spans of time.</summary>
public static class Moments
{
    /// <summary>The moment that comes first.</summary>
    public static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    /// <summary>The moment that comes first, where one that is missing never comes.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is { } one && right is { } other ? Earlier(one, other) : left ?? right;

    /// <summary>The moment that comes last.</summary>
    public static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    /// <summary>The span that is over first.</summary>
    public static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>The span that is over last.</summary>
    public static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
