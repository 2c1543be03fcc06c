using Newtonsoft.Json.Linq;

namespace OlConnector.Web.Wire;

/// <summary>A contract for which a bare text may stand: it is taken as this field, and nothing else is said.</summary>
/// <param name="field">As the JSON names it.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StandsForAttribute(string field) : Attribute
{
    /// <summary>As the JSON names it.</summary>
    internal string Field { get; } = field;

    /// <summary>The JSON with an object in the place of every bare text that stands for one.</summary>
    internal static JToken Spelled(JToken json, Type type) =>
        json.Type == JTokenType.String && type.GetCustomAttributes(typeof(StandsForAttribute), inherit: false) is [StandsForAttribute known]
            ? new JObject { [known.Field] = json }
            : json;
}
