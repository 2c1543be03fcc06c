using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OlConnector.Web.Access;
using OlConnector.Web.Refusals;
using OlConnector.Web.Wire;

namespace OlConnector.Api.OpenApi;

/// <summary>
/// Describes the API as <c>/openapi/v1.json</c>. Schemas come from System.Text.Json, which is set up to write what Newtonsoft writes.
/// </summary>
internal static class ApiDescription
{
    private const string Json = "application/json";
    private const string MergePatchJson = "application/merge-patch+json";

    internal static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.DictionaryKeyPolicy = null;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    internal static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) => DescribeAsync(document));
        options.AddOperationTransformer(AddProblemsAsync);
        options.AddOperationTransformer(NameBodiesAsync);
        options.AddOperationTransformer(ApiOperations.NameAsync);
        options.AddOperationTransformer(ApiOperations.NameTableAsync);
        options.AddOperationTransformer(ApiOperations.NameWorkbookAsync);
        options.AddSchemaTransformer(SentShapes.NameNeededAsync);
        options.AddSchemaTransformer(ShowPatchAsync);
        options.AddSchemaTransformer(KeepNullApartAsync);
        options.AddDocumentTransformer((document, _, _) => JoinLinesAsync(document));
        options.AddDocumentTransformer((document, _, _) => SentShapes.FinishAsync(document));
    }

    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OlConnector",
            Version = "v1",
            Description = "Lines, campaigns and messages of one Bitrix24 portal.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        // Wherever this description was read, there the calls go.
        document.Servers = [new OpenApiServer { Url = "/", Description = "The node that told this description." }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [BearerHandler.SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A session of the interface, or an API token.",
            },
        };
        var bearer = new OpenApiSecuritySchemeReference(BearerHandler.SchemeName, document);
        document.Security = [new OpenApiSecurityRequirement { [bearer] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>Every refusal of every call is a problem document.</summary>
    private static async Task AddProblemsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Document?.Components?.Schemas?.ContainsKey(nameof(Problem)) != true)
        {
            var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), parameterDescription: null, ct);
            // What is made here by hand has its shapes within itself; this one has a name, and is there with one refusal only.
            problem.Properties!["risk"] = OrNull(new OpenApiSchemaReference(nameof(RiskAnswer), context.Document));
            context.Document!.AddComponent(nameof(Problem), problem);
        }

        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "The call was refused (RFC 9457).",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) },
            },
        };
    }

    private static OpenApiSchema OrNull(IOpenApiSchema schema) =>
        new() { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, schema] };

    /// <summary>What <see cref="StrictJsonFormatter"/> reads; MVC also names the formatters of other rooms.</summary>
    private static Task NameBodiesAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (operation.RequestBody is not OpenApiRequestBody { Content: { } bodies }) return Task.CompletedTask;
        var isPatch = context.Description.HttpMethod == HttpMethods.Patch;
        foreach (var type in bodies.Keys.Where(type => type != Json && !(isPatch && type == MergePatchJson)).ToList()) bodies.Remove(type);
        return Task.CompletedTask;
    }

    /// <summary>A patch looks like what it patches, with every field optional.</summary>
    private static async Task ShowPatchAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (!type.IsAssignableTo(typeof(IMergePatch))) return;
        var patched = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], parameterDescription: null, ct);
        (schema.Type, schema.Properties, schema.Required) = (patched.Type, patched.Properties, null);
        schema.Description = "JSON merge patch (RFC 7396): absent leaves a field alone, null takes its default.";
    }

    /// <summary>
    /// Whoever may be null says so beside the reference to the enum; null among its words too would make null fit twice, which <c>oneOf</c>
    /// forbids.
    /// </summary>
    private static Task KeepNullApartAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        if (schema.Enum is { } words && Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is { IsEnum: true })
            schema.Enum = [.. words.Where(word => word is not null && !word.IsJsonNullSentinel())];
        return Task.CompletedTask;
    }

    /// <summary>A sentence that is wrapped in the code is one line in the description.</summary>
    private static Task JoinLinesAsync(OpenApiDocument document)
    {
        var schemas = document.Components?.Schemas?.Values ?? [];
        var inner = schemas.SelectMany(schema => schema.Properties?.Values ?? []).ToList();
        // A reference without words of its own shows those of its target: targets come first.
        foreach (var schema in schemas.Concat(inner).Concat(inner.OfType<OpenApiSchema>().SelectMany(one => one.OneOf ?? [])))
        {
            if (schema.Description?.Contains('\n', StringComparison.Ordinal) != true) continue;
            schema.Description = schema.Description.ReplaceLineEndings(" ");
        }

        return Task.CompletedTask;
    }
}
