using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;
using OlConnector.Web.Access;

namespace OlConnector.Web.Wire;

/// <summary>A resource that counts its changes. Figures that move by themselves (queue depth, next moment) are no changes.</summary>
internal interface IVersioned
{
    /// <summary>Grows with each change a person makes.</summary>
    long Version { get; }
}

/// <summary>An answer that opens something: no cache keeps it.</summary>
internal interface IUncached;

/// <summary>
/// Tags of representations (RFC 9110 §8.8.3): <c>"version-hash"</c>, or <c>"hash"</c> of a resource without versions. If-None-Match
/// compares the whole; If-Match the part before the dash, so that moving figures do not get in the way of a change.
/// </summary>
internal static class EntityTag
{
    private const int HashLength = 16;

    internal static string Of(object resource, byte[] representation)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(representation))[..HashLength];
        return resource is IVersioned versioned ? $"\"{versioned.Version}-{hash}\"" : $"\"{hash}\"";
    }

    /// <summary>Whether a reader has the representation already.</summary>
    internal static bool IsKnown(HttpRequest request, string tag) =>
        HttpMethods.IsGet(request.Method)
        && EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));

    /// <summary>The part that If-Match compares.</summary>
    internal static string ChangeOf(string tag) => tag.Trim('"').Split('-')[0];
}

/// <summary>Writes every answer of the API with its tag, and 304 to those who have it already.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AnswersWithTagAttribute : Attribute, IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is not ObjectResult { Value: { } value } answer)
        {
            await next();
            return;
        }

        var (http, bytes) = (context.HttpContext, ApiJson.Bytes(value));
        var tag = EntityTag.Of(value, bytes);
        if (answer is CreatedResult created) http.Response.Headers.Location = created.Location;
        http.Response.Headers.ETag = tag;
        http.Response.Headers.Vary = "Accept-Language";
        http.Response.Headers.CacheControl = OpensSomething(value.GetType()) || IsOperators(http) ? "no-store" : "private, no-cache";
        context.Result = EntityTag.IsKnown(http.Request, tag)
            ? new StatusCodeResult(StatusCodes.Status304NotModified)
            : new JsonBytes(bytes, answer.StatusCode ?? StatusCodes.Status200OK);
        await next();
    }

    /// <summary>What portals send stays on nobody's disk at the vendor's.</summary>
    private static bool IsOperators(HttpContext http) => http.Features.Get<Caller>() is null or { Kind: CallerKind.Operator };

    /// <summary>A page of what opens something does so too.</summary>
    private static bool OpensSomething(Type answer) =>
        answer.IsAssignableTo(typeof(IUncached)) || answer.GenericTypeArguments.Any(OpensSomething);

    private sealed class JsonBytes(byte[] bytes, int status) : ActionResult
    {
        public override async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.StatusCode = status;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, context.HttpContext.RequestAborted);
        }
    }
}
