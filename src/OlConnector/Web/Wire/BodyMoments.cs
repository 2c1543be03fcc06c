using System.Globalization;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using OlConnector.Engine;
using OlConnector.Engine.Lines;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Moments in bodies that come without a zone: they mean the portal's (product.md §17.2), and are given back with one.</summary>
internal static class BodyMoments
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    /// <summary>Those of a body, by the contract that it is meant for.</summary>
    internal static IEnumerable<JValue> WithoutZone(JToken? json, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (json is JValue { Value: string text } value)
            return plain == typeof(DateTimeOffset) && IsLocal(text, out _) ? [value] : [];
        return (json, ApiJson.Serializer.ContractResolver.ResolveContract(plain)) switch
        {
            (JObject found, JsonObjectContract contract) => contract.Properties
                .Where(property => property.PropertyName is not null)
                .SelectMany(property => WithoutZone(found[property.PropertyName!], property.PropertyType!)),
            (JArray list, JsonArrayContract contract) => list.SelectMany(item => WithoutZone(item, contract.CollectionItemType!)),
            _ => [],
        };
    }

    /// <summary>Puts it where the portal's clock shows it; the refusal of a time that this clock skips, or null.</summary>
    internal static Refusal? Place(JValue value, TimeZoneInfo zone)
    {
        IsLocal((string)value.Value!, out var local);
        var moment = LocalTimes.At(local, zone);
        if (TimeZoneInfo.ConvertTime(moment, zone).DateTime != local)
            return new Refusal(400, "skipped_hour", new Said(
                $"Этого времени на часах портала ({zone.Id}) нет: их переводят вперёд. Укажите другое.",
                $"The portal's clock ({zone.Id}) skips this time: it is put forward. Choose another one."), value.Path);
        value.Value = moment.ToString("O", CultureInfo.InvariantCulture);
        return null;
    }

    private static bool IsLocal(string text, out DateTime local) =>
        DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);
}
