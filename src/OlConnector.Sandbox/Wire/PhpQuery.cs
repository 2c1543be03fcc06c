using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Wire;

/// <summary>
/// Encodes like PHP's <c>http_build_query</c> (bitrix24.md §5.1): nested names in brackets, space as <c>+</c>, nulls and empty arrays
/// vanish, <c>true</c> is <c>1</c> and <c>false</c> is <c>0</c>.
/// </summary>
public static class PhpQuery
{
    private const string Bare = "-_.";

    /// <summary>The form body of a map, in its own order.</summary>
    public static string Build(JObject values)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in values)
            Append(query, Encode(name), value);
        return query.ToString();
    }

    /// <summary>PHP's <c>urlencode</c>: everything but ASCII letters, digits, <c>-_.</c> is percent-encoded UTF-8.</summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
            encoded.Append(octet switch
            {
                (byte)' ' => "+",
                _ when char.IsAsciiLetterOrDigit((char)octet) || Bare.Contains((char)octet) => ((char)octet).ToString(),
                _ => $"%{octet:X2}",
            });
        return encoded.ToString();
    }

    private static void Append(StringBuilder query, string name, JToken? value)
    {
        switch (value)
        {
            case JObject map:
                foreach (var (key, inner) in map)
                    Append(query, $"{name}%5B{Encode(key)}%5D", inner);
                break;
            case JArray list:
                for (var i = 0; i < list.Count; i++)
                    Append(query, $"{name}%5B{i.ToString(CultureInfo.InvariantCulture)}%5D", list[i]);
                break;
            case JValue { Value: not null } scalar:
                query.Append(query.Length > 0 ? "&" : "").Append(name).Append('=').Append(Encode(PhpValue.Text(scalar)));
                break;
        }
    }
}
