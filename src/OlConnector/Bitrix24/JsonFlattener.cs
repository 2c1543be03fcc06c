using System.Globalization;
using System.Text;
using Newtonsoft.Json;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Bitrix24;

/// <summary>Turns a JSON body into the same flat names that PHP's form encoding gives; nulls vanish, true is 1 and false is 0.</summary>
internal static class JsonFlattener
{
    private const int MaxDepth = 16;

    /// <summary>Fills the values; answers what is wrong, or null.</summary>
    internal static string? Flatten(ReadOnlyMemory<byte> body, Dictionary<string, string> values)
    {
        try
        {
            using var reader = new CountedJsonReader(body, Encoding.UTF8, MaxDepth);
            var place = new FlatName();
            while (reader.Read())
            {
                if (!place.Follow(reader)) return $"A name in the body is longer than {FlatName.MaxLength} characters.";
                if (Value(reader) is not { } value) continue;
                if (values.Count == PortalForm.MaxValues) return $"The body has more than {PortalForm.MaxValues} values.";
                values[place.Text] = value;
            }

            return null;
        }
        catch (JsonException)
        {
            return "The body is no readable JSON.";
        }
    }

    private static string? Value(JsonReader reader) => reader.TokenType switch
    {
        JsonToken.String => (string)reader.Value!,
        JsonToken.Integer or JsonToken.Float => Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
        JsonToken.Boolean => (bool)reader.Value! ? "1" : "0",
        _ => null,
    };
}
