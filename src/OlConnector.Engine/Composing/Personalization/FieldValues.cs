namespace OlConnector.Engine.Composing.Personalization;

/// <summary>How a letter sees the values of one recipient: names without case, values trimmed and without control characters.</summary>
internal static class FieldValues
{
    /// <summary>The cleaned value; null when there is none or when nothing is left of it.</summary>
    public static string? Find(IReadOnlyDictionary<string, string> values, string field)
    {
        if (!values.TryGetValue(field, out var value) && !IsCaseBlind(values)) value = FindOtherCase(values, field);
        var clean = value is null ? "" : Clean(value);
        return VisibleText.IsBlank(clean) ? null : clean;
    }

    /// <summary>Control characters but line feeds removed, then blanks at both ends. The same string when nothing changes.</summary>
    public static string Clean(string value)
    {
        foreach (var c in value)
        {
            if (IsUnwanted(c)) return string.Concat(value.Where(each => !IsUnwanted(each))).Trim();
        }
        return value.Trim();
    }

    private static bool IsUnwanted(char c) => c != '\n' && char.IsControl(c);

    private static bool IsCaseBlind(IReadOnlyDictionary<string, string> values) =>
        values is Dictionary<string, string> dictionary && dictionary.Comparer == StringComparer.OrdinalIgnoreCase;

    private static string? FindOtherCase(IReadOnlyDictionary<string, string> values, string field)
    {
        foreach (var (name, value) in values)
        {
            if (string.Equals(name, field, StringComparison.OrdinalIgnoreCase)) return value;
        }
        return null;
    }
}
