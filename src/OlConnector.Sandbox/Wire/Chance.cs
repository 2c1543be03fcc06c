namespace OlConnector.Sandbox.Wire;

/// <summary>Seeded chance that many threads may share.</summary>
public sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>True in this share of cases; 0 never, 1 always.</summary>
    public bool Happens(double share)
    {
        lock (_lock)
            return _random.NextDouble() < share;
    }

    /// <summary>A whole number from the lower bound up to, not including, the upper one.</summary>
    public int Between(int from, int to)
    {
        lock (_lock)
            return _random.Next(from, to);
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string Hex(int digits)
    {
        lock (_lock)
            return _random.GetHexString(digits, lowercase: true);
    }

    /// <summary>The same things in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var copy = items.ToArray();
        lock (_lock)
            _random.Shuffle(copy);
        return copy;
    }
}
