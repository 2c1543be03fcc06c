using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OlConnector.Api.Csv;
using OlConnector.Api.Reports;

namespace OlConnector.Api.OpenApi;

/// <summary>
/// What the description says of each call besides its shapes: a name for generated clients, an example, and whether it needs a token.
/// </summary>
internal static class ApiOperations
{
    /// <summary><c>linesCreate</c>: the resource, then what is done to it.</summary>
    internal static Task NameAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var resource = operation.Tags?.FirstOrDefault()?.Name;
        var action = context.Description.ActionDescriptor.RouteValues["action"];
        operation.OperationId = $"{resource}{action}";
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any()) operation.Security = [];
        if (operation.RequestBody?.Content is { } bodies && ApiExamples.ByOperation.TryGetValue(operation.OperationId, out var example))
            foreach (var body in bodies.Values) body.Example = JsonNode.Parse(example);
        return Task.CompletedTask;
    }

    /// <summary>A workbook is bytes, not letters: a client that reads it as text spoils it.</summary>
    internal static Task NameWorkbookAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        foreach (var answer in operation.Responses?.Values.AsEnumerable() ?? [])
            if (answer.Content?.TryGetValue(XlsxAnswer.MediaType, out var book) == true)
                book.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        return Task.CompletedTask;
    }

    /// <summary>A table in the body, which no parameter of the action tells of.</summary>
    internal static Task NameTableAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<TakesCsvAttribute>().FirstOrDefault() is not { } takes)
            return Task.CompletedTask;
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [TakesCsvAttribute.MediaType] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = JsonValue.Create(takes.Example),
                },
            },
        };
        return Task.CompletedTask;
    }
}
