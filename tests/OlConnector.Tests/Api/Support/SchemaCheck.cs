using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace OlConnector.Tests.Api.Support;

/// <summary>Compares an answer with the API's description: the part of JSON schema 2020-12 that the description uses.</summary>
public sealed class SchemaCheck(JObject document)
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "$ref", "description", "title", "type", "properties", "required", "items",
        "additionalProperties", "enum", "pattern", "format", "oneOf", "minimum", "maximum", "maxItems", "default",
    };

    /// <summary>What of the answer is not as described; empty when all is.</summary>
    public IReadOnlyList<string> Problems(Answer answer)
    {
        if (Operation(answer) is not { } operation) return [$"{answer.Method} {answer.Path} is not described"];
        var responses = (JObject)operation["responses"]!;
        var status = answer.Status.ToString(CultureInfo.InvariantCulture);
        if (answer.Status < 400 && responses[status] is null)
            return [$"{answer.Method} {answer.Path} answers {status}, which is not described"];
        var content = (responses[status] ?? responses["default"])!["content"]?[answer.ContentType?.Split(';')[0] ?? ""];
        if (content is null)
            return answer.ContentType is null
                ? []
                : [$"{answer.Method} {answer.Path} answers {answer.ContentType}, which is not described"];
        return [.. Check(answer["table"] ?? answer.Body, (JObject)content["schema"]!, "")];
    }

    /// <summary>What of a value is not as a schema of the description says.</summary>
    public IReadOnlyList<string> ProblemsOf(JToken value, JObject schema) => [.. Check(value, schema, "")];

    /// <summary>The described path that an address belongs to; null where none is.</summary>
    public string? TemplateOf(string address) => ((JObject)document["paths"]!).Properties().Select(property => property.Name)
        .Where(template => Fits(template.Split('/'), address.Split('?')[0].Split('/')))
        .MinBy(template => template.Count(sign => sign == '{'));

    private static bool Fits(string[] template, string[] address) =>
        template.Length == address.Length && template.Zip(address).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);

    private JToken? Operation(Answer answer) =>
        TemplateOf(answer.Path) is { } template ? document["paths"]![template]![answer.Method.Method.ToLowerInvariant()] : null;

    private IEnumerable<string> Check(JToken value, JObject schema, string path)
    {
        foreach (var word in schema.Properties().Where(word => !Known.Contains(word.Name)))
            yield return $"{path}: this check does not know {word.Name}";
        var problems = schema["$ref"] is { } reference ? Check(value, Resolve(reference), path)
            : schema["oneOf"] is JArray options ? OneOf(value, options, path)
            : CheckPlain(value, schema, path);
        foreach (var problem in problems) yield return problem;
    }

    private IEnumerable<string> OneOf(JToken value, JArray options, string path)
    {
        var fitting = options.Cast<JObject>().Count(option => !Check(value, option, path).Any());
        if (fitting != 1) yield return $"{path}: fits {fitting} of {options.Count} options";
    }

    private IEnumerable<string> CheckPlain(JToken value, JObject schema, string path)
    {
        if (!TypesOf(schema).Contains(TypeOf(value), StringComparer.Ordinal))
            return [$"{path}: {TypeOf(value)} instead of {schema["type"]}"];
        return value switch
        {
            JObject found => CheckObject(found, schema, path),
            JArray list => list.SelectMany((item, index) => Check(item, (JObject)schema["items"]!, $"{path}[{index}]")),
            _ => CheckValue(value, schema, path),
        };
    }

    private IEnumerable<string> CheckObject(JObject value, JObject schema, string path)
    {
        var properties = schema["properties"] as JObject ?? [];
        foreach (var missing in (schema["required"] as JArray ?? []).Where(name => value[name.ToString()] is null))
            yield return $"{path}.{missing} is missing";
        foreach (var property in value.Properties())
        {
            var described = properties[property.Name] ?? schema["additionalProperties"];
            if (described is null && schema.HasValues && schema["type"] is not null)
                yield return $"{path}.{property.Name} is not described";
            if (described is not JObject inner) continue;
            foreach (var problem in Check(property.Value, inner, $"{path}.{property.Name}")) yield return problem;
        }
    }

    private static IEnumerable<string> CheckValue(JToken value, JObject schema, string path)
    {
        if (value.Type == JTokenType.Null)
        {
            if (schema["enum"] is JArray closed && closed.All(word => word.Type != JTokenType.Null))
                yield return $"{path}: null is none of {closed.ToString(Newtonsoft.Json.Formatting.None)}";
            yield break;
        }

        var text = value.Value<string>()!;
        if (schema["enum"] is JArray words && words.All(word => word.ToString() != text))
            yield return $"{path}: {text} is none of {words.ToString(Newtonsoft.Json.Formatting.None)}";
        if (schema["pattern"] is { } pattern && value.Type == JTokenType.String
            && !Regex.IsMatch(text, pattern.ToString(), RegexOptions.None, TimeSpan.FromSeconds(1)))
            yield return $"{path}: {text} does not fit {pattern}";
        if (schema["format"]?.ToString() == "date-time" && !IsMoment(text)) yield return $"{path}: {text} is no ISO 8601 time with zone";
    }

    /// <summary>ISO 8601 with a zone, as DateTimeOffset writes it.</summary>
    private static bool IsMoment(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private JObject Resolve(JToken reference) => (JObject)document.SelectToken(reference.ToString()[2..].Replace('/', '.'))!;

    /// <summary>A schema without a type takes anything.</summary>
    private static IEnumerable<string> TypesOf(JObject schema) => schema["type"] switch
    {
        null => ["object", "array", "string", "integer", "number", "boolean", "null"],
        JArray several => several.Select(type => type.ToString()).SelectMany(WithIntegers),
        var one => WithIntegers(one.ToString()),
    };

    private static string[] WithIntegers(string type) => type == "number" ? ["number", "integer"] : [type];

    private static string TypeOf(JToken value) => value.Type switch
    {
        JTokenType.Object => "object",
        JTokenType.Array => "array",
        JTokenType.Integer => "integer",
        JTokenType.Float => "number",
        JTokenType.Boolean => "boolean",
        JTokenType.Null => "null",
        _ => "string",
    };
}
