using System.Globalization;
using Newtonsoft.Json;

namespace OlConnector.Bitrix24;

/// <summary>
/// The flat name of the value at which a reader of JSON stands: <c>auth[member_id]</c>, <c>bindings[0][OWNER_ID]</c>. Made while the
/// reader walks down, so that a name costs its own length and never that of all that stands above it once more for each value.
/// </summary>
internal sealed class FlatName
{
    /// <summary>Longest flat name. Those that anybody asks for have fewer than forty characters.</summary>
    internal const int MaxLength = 128;

    private readonly Stack<(string Name, int? Next)> _above = new();

    /// <summary>The name; empty for a body that is a single value.</summary>
    internal string Text { get; private set; } = "";

    /// <summary>Takes the reader's next step; false when the name gets too long.</summary>
    internal bool Follow(JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonToken.PropertyName:
                return TryName((string)reader.Value!);
            case JsonToken.StartObject or JsonToken.StartArray:
                if (!TryCount()) return false;
                _above.Push((Text, reader.TokenType == JsonToken.StartArray ? 0 : null));
                return true;
            case JsonToken.EndObject or JsonToken.EndArray:
                Text = _above.Pop().Name;
                return true;
            case JsonToken.Comment:
                return true;
            default:
                return TryCount();
        }
    }

    /// <summary>The elements of a list are named by their numbers.</summary>
    private bool TryCount()
    {
        if (!_above.TryPeek(out var list) || list.Next is not { } number) return true;
        _above.Pop();
        _above.Push((list.Name, number + 1));
        return TryName(number.ToString(CultureInfo.InvariantCulture));
    }

    private bool TryName(string part)
    {
        var above = _above.Peek().Name;
        if (above.Length + part.Length + 2 > MaxLength) return false;
        Text = above.Length == 0 ? part : $"{above}[{part}]";
        return true;
    }
}
