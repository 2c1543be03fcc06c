using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Compares JSON with the contract it is meant for, before anything is converted: no unknown field, no guessed type.</summary>
internal static class JsonShape
{
    private const int MaxShown = 100;

    private static readonly Said AnObject = new("объект", "an object");
    private static readonly Said AList = new("список", "a list");

    private static readonly Said ADuration = new(
        "длительность чч:мм:сс[.ддддддд], например 00:00:15",
        "a duration hh:mm:ss[.fffffff], such as 00:00:15");

    /// <summary>What is wrong, with the path of the field; null when the JSON can be converted.</summary>
    internal static Refusal? Check(JToken json, Type type, string path = "")
    {
        if (json.Type == JTokenType.Null) return null;
        if (type == typeof(object)) return json is JValue ? null : Wrong(path, new Said("одно значение", "a single value"));
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return ApiJson.Serializer.ContractResolver.ResolveContract(plain) switch
        {
            JsonObjectContract contract => CheckObject(json, contract, path),
            JsonDictionaryContract contract => json is JObject map
                ? First(map.Properties(), property => Check(property.Value, contract.DictionaryValueType!, Join(path, property.Name)))
                : Wrong(path, AnObject),
            JsonArrayContract contract => json is JArray list
                ? First(Spelled(list, contract.CollectionItemType!).Index(),
                    item => Check(item.Item, contract.CollectionItemType!, Join(path, item.Index)))
                : Wrong(path, AList),
            _ => CheckValue(json, plain, path),
        };
    }

    /// <summary>The list itself, its bare texts written out where they stand for objects: so it is converted, too.</summary>
    private static JArray Spelled(JArray list, Type type)
    {
        if (!type.IsDefined(typeof(StandsForAttribute), inherit: false)) return list;
        for (var i = 0; i < list.Count; i++) list[i] = StandsForAttribute.Spelled(list[i], type);
        return list;
    }

    private static Refusal? CheckObject(JToken json, JsonObjectContract contract, string path)
    {
        if (json is not JObject found) return Wrong(path, AnObject);
        return First(found.Properties(), property => contract.Properties.GetProperty(property.Name, StringComparison.Ordinal) is { } known
            ? CheckLength(property.Value, known, Join(path, property.Name))
                ?? Check(property.Value, known.PropertyType!, Join(path, property.Name))
            : Refuse.UnknownField(Join(path, property.Name)));
    }

    /// <summary>A list that is too long is refused before anything in it is looked at.</summary>
    private static Refusal? CheckLength(JToken json, JsonProperty property, string path)
    {
        if (json is not JArray list) return null;
        var rules = property.AttributeProvider?.GetAttributes(typeof(MaxLengthAttribute), inherit: true);
        return rules is [MaxLengthAttribute { Length: var most }] && list.Count > most ? Refuse.TooManyItems(path, most) : null;
    }

    private static Refusal? CheckValue(JToken json, Type type, string path)
    {
        if (type == typeof(bool)) return json.Type == JTokenType.Boolean ? null : Wrong(path, new Said("true или false", "true or false"));
        if (type == typeof(int)) return IsInt(json) ? null : Wrong(path, new Said("целое число", "a whole number"));
        if (type == typeof(decimal))
            return json.Type is JTokenType.Integer or JTokenType.Float ? null : Wrong(path, new Said("число", "a number"));
        if (json.Type != JTokenType.String) return Wrong(path, new Said("строка в кавычках", "a text in quotes"));
        if (type == typeof(TimeSpan)) return IsDuration((string)json!) ? null : Wrong(path, ADuration);
        return type.IsEnum && !WordsOf(type).Contains((string)json!, StringComparer.Ordinal)
            ? Wrong(path, OneOf(WordsOf(type)))
            : null;
    }

    private static bool IsInt(JToken json) =>
        json.Type == JTokenType.Integer && json is JValue { Value: long and >= int.MinValue and <= int.MaxValue };

    /// <summary>A bare number would be read as days.</summary>
    private static bool IsDuration(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static IEnumerable<string> WordsOf(Type type) => Enum.GetValues(type).Cast<Enum>().Select(Storage.EnumText.Of);

    private static Said OneOf(IEnumerable<string> words)
    {
        var list = string.Join(", ", words);
        return new Said($"одно из: {list}", $"one of: {list}");
    }

    private static Refusal Wrong(string path, Said wanted) => path.Length == 0
        ? Refuse.NotJson($"expected {wanted.En}.")
        : Refuse.Invalid(path, new Said(
            $"Поле {path} — {wanted.Ru}.",
            $"{path} has to be {wanted.En}."));

    private static Refusal? First<T>(IEnumerable<T> items, Func<T, Refusal?> check) =>
        items.Select(check).FirstOrDefault(refusal => refusal is not null);

    private static string Join(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>A name that the caller chose is repeated to them, but not a megabyte of it.</summary>
    private static string Join(string path, string name)
    {
        var shown = name.Length <= MaxShown ? name : name[..MaxShown] + "…";
        return path.Length == 0 ? shown : $"{path}.{shown}";
    }
}
