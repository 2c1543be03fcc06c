using Newtonsoft.Json.Linq;

namespace OlConnector.Web.Wire;

/// <summary>A JSON merge patch (RFC 7396) of a resource's settings: absent leaves a field alone, null takes its default.</summary>
/// <typeparam name="T">What is patched. The patch holds no other fields.</typeparam>
internal sealed class MergePatch<T>(JObject changes) : IMergePatch where T : class
{
    /// <summary>Names of the fields at the top that are touched.</summary>
    public IEnumerable<string> Fields => changes.Properties().Select(property => property.Name);

    /// <summary>Whether the patch itself says what is there, instead of leaving what stands.</summary>
    /// <param name="path">Names from the top down.</param>
    public bool Gives(params ReadOnlySpan<string> path)
    {
        JToken? value = changes;
        foreach (var name in path)
        {
            value = (value as JObject)?[name];
            if (value is null) return false;
        }

        return true;
    }

    /// <summary>The settings as they would be.</summary>
    public T ApplyTo(T current)
    {
        var settings = JObject.FromObject(current, ApiJson.Serializer);
        Merge(settings, changes);
        return settings.ToObject<T>(ApiJson.Serializer)!;
    }

    /// <summary>RFC 7396 §2, step by step: objects merge, everything else replaces.</summary>
    private static void Merge(JObject target, JObject changes)
    {
        foreach (var change in changes.Properties())
        {
            if (change.Value.Type == JTokenType.Null) target.Remove(change.Name);
            else if (change.Value is JObject inner) target[change.Name] = Merged(target[change.Name] as JObject ?? [], inner);
            else target[change.Name] = change.Value.DeepClone();
        }
    }

    private static JObject Merged(JObject target, JObject changes)
    {
        Merge(target, changes);
        return target;
    }
}

/// <summary>Marks patches of every resource for the reader of bodies and for the API's description.</summary>
internal interface IMergePatch;
