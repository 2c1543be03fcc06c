using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OlConnector.Web.Wire;

namespace OlConnector.Api.OpenApi;

/// <summary>
/// The description as it is answered. Nothing in it changes while a node runs, so it is made once, when somebody asks first.
/// </summary>
internal sealed class DescriptionText([FromKeyedServices(DescriptionText.Name)] IOpenApiDocumentProvider documents)
{
    /// <summary>The version of the API that is described, and the name of the document.</summary>
    internal const string Name = "v1";

    private readonly Lock _lock = new();
    private Task<(byte[] Json, string Tag)>? _made;

    /// <summary>Answers the description, or that the caller has it already.</summary>
    internal async Task AnswerAsync(HttpContext http)
    {
        var (json, tag) = await Made();
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "public, no-cache";
        if (EntityTag.IsKnown(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    /// <summary>All who ask meanwhile wait for the same one. One that failed is made anew.</summary>
    private Task<(byte[] Json, string Tag)> Made()
    {
        lock (_lock)
        {
            if (_made is null or { IsFaulted: true }) _made = Task.Run(MakeAsync);
            return _made;
        }
    }

    private async Task<(byte[] Json, string Tag)> MakeAsync()
    {
        var document = await documents.GetOpenApiDocumentAsync();
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        var bytes = json.ToArray();
        return (bytes, EntityTag.Of(document, bytes));
    }
}
