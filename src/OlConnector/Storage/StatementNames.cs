namespace OlConnector.Storage;

/// <summary>
/// The names of a statement's values. A statement is prepared once, and whoever runs it next may give its values in another order.
/// </summary>
internal static class StatementNames
{
    internal static string[] Of(ReadOnlySpan<(string Name, object? Value)> values)
    {
        var names = new string[values.Length];
        for (var i = 0; i < names.Length; i++) names[i] = values[i].Name;
        return names;
    }

    /// <summary>The value of the name that stood at this place when the statement was prepared; most often it stands there again.</summary>
    /// <exception cref="ArgumentException">There is no value of that name.</exception>
    internal static object? ValueAt(string[] names, int place, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var name = names[place];
        if (place < values.Length && values[place].Name == name) return values[place].Value;
        foreach (var (given, value) in values)
            if (given == name) return value;
        throw new ArgumentException($"The statement's value @{name} was not given.", nameof(values));
    }
}
