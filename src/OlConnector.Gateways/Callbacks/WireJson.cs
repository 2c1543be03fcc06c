using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OlConnector.Gateways.Callbacks;

/// <summary>Reads JSON that strangers wrote: nothing in it can throw, and a value of another type than expected reads as absent.</summary>
internal static class WireJson
{
    /// <summary>Longest body that is read. 1 MB; real ones are a few kilobytes.</summary>
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Deepest nesting that is read. Vendors' events are about six deep.</summary>
    private const int MaxDepth = 32;

    /// <summary>Broken bytes become replacement characters; a mark of the byte order is no JSON.</summary>
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The value, or null when the bytes are no JSON (RFC 8259), too long, too deep or too many values.</summary>
    public static JToken? Read(ReadOnlyMemory<byte> body) =>
        body.Length > MaxBytes ? null : Read(new CountedJsonReader(body, Lenient, MaxDepth));

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static JToken? Read(string text) => Read(new CountedJsonReader(text, MaxDepth));

    private static JToken? Read(CountedJsonReader json)
    {
        using var reader = json;
        try
        {
            var token = JToken.ReadFrom(reader);
            return reader.Read() ? null : token;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of an object; null for anything else.</summary>
    public static JToken? At(this JToken? token, string name) => token is JObject members ? members[name] : null;

    /// <summary>The elements of an array; none for anything else.</summary>
    public static IEnumerable<JToken> Items(this JToken? token) => token is JArray items ? items : [];

    /// <summary>A string, or a number as it was written; null for anything else and for the empty string.</summary>
    public static string? Text(this JToken? token) => token switch
    {
        JValue { Type: JTokenType.String, Value: string { Length: > 0 } text } => text,
        JValue { Type: JTokenType.Integer, Value: IFormattable number } => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A whole number, also one written as a string; null for anything else.</summary>
    public static long? Number(this JToken? token) =>
        long.TryParse(token.Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Seconds since 1970 as a moment; null when absent or outside of the years 1 to 9999.</summary>
    public static DateTimeOffset? UnixSeconds(this JToken? token) =>
        token.Number() is { } seconds and >= -62_135_596_800 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Milliseconds since 1970 as a moment; null when absent or outside of the years 1 to 9999.</summary>
    public static DateTimeOffset? UnixMilliseconds(this JToken? token) =>
        token.Number() is { } milliseconds and >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>True for the literal true only.</summary>
    public static bool IsTrue(this JToken? token) => token is JValue { Type: JTokenType.Boolean, Value: true };

    /// <summary>True for the literal false only.</summary>
    public static bool IsFalse(this JToken? token) => token is JValue { Type: JTokenType.Boolean, Value: false };

    /// <summary>
    /// Writes a request's body: compact, UTF-8, texts unchanged. Without a charset, which JSON does not have (RFC 8259 §11) and which
    /// Meta's own description does not allow.
    /// </summary>
    public static HttpContent Body(JObject value) =>
        new ByteArrayContent(Encoding.UTF8.GetBytes(value.ToString(Formatting.None)))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
}
