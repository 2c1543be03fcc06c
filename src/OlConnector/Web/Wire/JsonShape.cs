using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Compares JSON with the contract it is meant for, before anything is converted: no unknown field, no guessed type.</summary>
internal static class JsonShape
{
    /// <summary>What is wrong, with the path of the field; null when the JSON can be converted.</summary>
    internal static Refusal? Check(JToken json, Type type, string path = "")
    {
        if (json.Type == JTokenType.Null) return null;
        if (type == typeof(object)) return json is JValue ? null : Wrong(path, "a single value", "одно значение");
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return ApiJson.Serializer.ContractResolver.ResolveContract(plain) switch
        {
            JsonObjectContract contract => CheckObject(json, contract, path),
            JsonDictionaryContract contract => json is JObject map
                ? First(map.Properties(), property => Check(property.Value, contract.DictionaryValueType!, Join(path, property.Name)))
                : Wrong(path, "an object", "объект"),
            JsonArrayContract contract => json is JArray list
                ? First(list.Index(), item => Check(item.Item, contract.CollectionItemType!, string.Create(CultureInfo.InvariantCulture, $"{path}[{item.Index}]")))
                : Wrong(path, "a list", "список"),
            _ => CheckValue(json, plain, path),
        };
    }

    private static Refusal? CheckObject(JToken json, JsonObjectContract contract, string path)
    {
        if (json is not JObject found) return Wrong(path, "an object", "объект");
        return First(found.Properties(), property => contract.Properties.GetProperty(property.Name, StringComparison.Ordinal) is { } known
            ? CheckLength(property.Value, known, Join(path, property.Name)) ?? Check(property.Value, known.PropertyType!, Join(path, property.Name))
            : Refuse.UnknownField(Join(path, property.Name)));
    }

    /// <summary>A list that is too long is refused before anything in it is looked at.</summary>
    private static Refusal? CheckLength(JToken json, JsonProperty property, string path)
    {
        if (json is not JArray list || property.AttributeProvider?.GetAttributes(typeof(MaxLengthAttribute), inherit: true) is not [MaxLengthAttribute { Length: var most }]) return null;
        return list.Count > most ? Refuse.TooManyItems(path, most) : null;
    }

    private static Refusal? CheckValue(JToken json, Type type, string path)
    {
        if (type == typeof(bool)) return json.Type == JTokenType.Boolean ? null : Wrong(path, "true or false", "true или false");
        if (type == typeof(int)) return IsInt(json) ? null : Wrong(path, "a whole number", "целое число");
        if (type == typeof(decimal)) return json.Type is JTokenType.Integer or JTokenType.Float ? null : Wrong(path, "a number", "число");
        if (json.Type != JTokenType.String) return Wrong(path, "a text in quotes", "строка в кавычках");
        if (type == typeof(TimeSpan)) return IsDuration((string)json!) ? null : Wrong(path, "a duration hh:mm:ss[.fffffff], such as 00:00:15", "длительность чч:мм:сс[.ддддддд], например 00:00:15");
        return type.IsEnum && !WordsOf(type).Contains((string)json!, StringComparer.Ordinal)
            ? Wrong(path, $"one of: {string.Join(", ", WordsOf(type))}", $"одно из: {string.Join(", ", WordsOf(type))}")
            : null;
    }

    private static bool IsInt(JToken json) => json.Type == JTokenType.Integer && json is JValue { Value: long and >= int.MinValue and <= int.MaxValue };

    /// <summary>A bare number would be read as days.</summary>
    private static bool IsDuration(string text) => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<string> WordsOf(Type type) => Enum.GetValues(type).Cast<Enum>().Select(Storage.EnumText.Of);

    private static Refusal Wrong(string path, string en, string ru) => path.Length == 0
        ? Refuse.NotJson($"expected {en}.")
        : Refuse.Invalid(path, $"{path} has to be {en}.", $"Поле {path} — {ru}.");

    private static Refusal? First<T>(IEnumerable<T> items, Func<T, Refusal?> check) => items.Select(check).FirstOrDefault(refusal => refusal is not null);

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
