using System.Globalization;

namespace OlConnector.Api.Messages;

/// <summary>
/// Conditions of a raw statement that add up. Only their words stand in the statement: every value travels as a parameter.
/// </summary>
internal sealed class Conditions
{
    private readonly List<string> _conditions = [];
    private readonly List<object> _values = [];

    /// <summary>The conditions so far, for behind <c>WHERE</c>.</summary>
    internal string Text => string.Join(" AND ", _conditions);

    /// <summary>The values of all conditions, in the order of their places.</summary>
    internal object[] Values => [.. _values];

    /// <summary>Adds a condition; none where there is no value.</summary>
    /// <param name="condition">Column and operator, for example <c>line_id =</c>.</param>
    internal Conditions And(string condition, object? value)
    {
        if (value is null) return this;
        _conditions.Add(string.Create(CultureInfo.InvariantCulture, $"{condition} {{{_values.Count}}}"));
        _values.Add(value);
        return this;
    }
}
