using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OlConnector.Web.Wire;

namespace OlConnector.Api.OpenApi;

/// <summary>
/// What the description says of bodies that are sent: which fields have to be there and are never null, and that a patch may leave out
/// anything at any depth. Clients are generated from it.
/// </summary>
internal static class SentShapes
{
    private const string PatchPrefix = "MergePatchOf";

    /// <summary>A gateway's setting: one value.</summary>
    private const JsonSchemaType Single = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null;

    internal static Task NameNeededAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(NeededAttribute), inherit: true) != true) continue;
            schema.Required ??= new HashSet<string>(StringComparer.Ordinal);
            schema.Required.Add(property.Name);
        }

        if (context.JsonTypeInfo.Type == typeof(IReadOnlyDictionary<string, object?>))
            schema.AdditionalProperties = new OpenApiSchema { Type = Single };
        return Task.CompletedTask;
    }

    internal static Task FinishAsync(OpenApiDocument document)
    {
        var known = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        foreach (var (_, patch) in known.Where(schema => schema.Key.StartsWith(PatchPrefix, StringComparison.Ordinal)))
            LeaveOutAnything((OpenApiSchema)patch, known);
        var bodies = document.Paths.Values.SelectMany(path => path.Operations ?? [])
            .SelectMany(operation => operation.Value.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
            .Select(body => body.Value.Schema);
        var seen = new HashSet<OpenApiSchema>();
        foreach (var body in bodies) RefuseNull(body, known, seen);
        return Task.CompletedTask;
    }

    /// <summary>What is patched inside the patched resource is a patch too, and no draft of which all is needed.</summary>
    private static void LeaveOutAnything(OpenApiSchema patch, IDictionary<string, IOpenApiSchema> known)
    {
        foreach (var (name, property) in patch.Properties?.ToList() ?? [])
        {
            if (Resolved(Option(property) ?? property, known) is not { Properties.Count: > 0 } inner) continue;
            patch.Properties![name] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object | JsonSchemaType.Null,
                Properties = inner.Properties,
                Description = inner.Description,
            };
        }
    }

    private static void RefuseNull(IOpenApiSchema? schema, IDictionary<string, IOpenApiSchema> known, HashSet<OpenApiSchema> seen)
    {
        if (schema is null || Resolved(schema, known) is not { } shape || !seen.Add(shape)) return;
        foreach (var name in shape.Required ?? new HashSet<string>())
            if (shape.Properties?.TryGetValue(name, out var needed) == true) shape.Properties[name] = Present(needed);
        List<IOpenApiSchema?> within = [shape.Items, .. shape.Properties?.Values ?? [], .. shape.OneOf ?? []];
        within.ForEach(inner => RefuseNull(inner, known, seen));
    }

    /// <summary>The schema of a value that is there.</summary>
    private static IOpenApiSchema Present(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema plain) return schema;
        if (Option(plain) is { } present) return present;
        plain.Type &= ~JsonSchemaType.Null;
        return plain;
    }

    /// <summary>Of a choice between null and something, the something.</summary>
    private static IOpenApiSchema? Option(IOpenApiSchema schema) =>
        (schema as OpenApiSchema)?.OneOf?.FirstOrDefault(option => option.Type != JsonSchemaType.Null);

    private static OpenApiSchema? Resolved(IOpenApiSchema schema, IDictionary<string, IOpenApiSchema> known) => schema switch
    {
        OpenApiSchemaReference { Reference.Id: { } id } => known.TryGetValue(id, out var target) ? target as OpenApiSchema : null,
        _ => schema as OpenApiSchema,
    };
}
