using System.Globalization;
using System.Text;
using Newtonsoft.Json;

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
            using var text = new StringReader(Encoding.UTF8.GetString(body.Span));
            using var reader = new JsonTextReader(text) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
            while (reader.Read())
            {
                if (Value(reader) is not { } value) continue;
                if (values.Count == PortalForm.MaxValues) return $"The body has more than {PortalForm.MaxValues} values.";
                values[FlatName(reader.Path)] = value;
            }

            return null;
        }
        catch (JsonException)
        {
            return "The body is no readable JSON.";
        }
    }

    private static string? Value(JsonTextReader reader) => reader.TokenType switch
    {
        JsonToken.String => (string)reader.Value!,
        JsonToken.Integer or JsonToken.Float => Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
        JsonToken.Boolean => (bool)reader.Value! ? "1" : "0",
        _ => null,
    };

    /// <summary>
    /// <c>auth.member_id</c> and <c>bindings[0].OWNER_ID</c> become <c>auth[member_id]</c> and <c>bindings[0][OWNER_ID]</c>.
    /// </summary>
    private static string FlatName(string path)
    {
        var parts = path.Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
            .Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "" : parts[0] + string.Concat(parts.Skip(1).Select(part => $"[{part}]"));
    }
}
