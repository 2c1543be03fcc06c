using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Newtonsoft.Json.Linq;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>One request as it came over the wire.</summary>
/// <param name="Target">Path and query exactly as they were written; <paramref name="Path"/> is decoded.</param>
internal sealed record SeenRequest(
    string Method, string Target, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JObject Json => JObject.Parse(Body);

    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    public string QueryValue(string name) => QueryHelpers.ParseQuery(Query).TryGetValue(name, out var values) ? values.ToString() : "";

    public string FormValue(string name) => QueryHelpers.ParseQuery(Body).TryGetValue(name, out var values) ? values.ToString() : "";

    /// <summary>Everything in it that could hold a secret.</summary>
    public string Whole => string.Join('\n',
    [
        Uri.UnescapeDataString(Path),
        Uri.UnescapeDataString(Query),
        .. Headers.Select(header => $"{header.Key}: {Decoded(header.Value)}"),
        Uri.UnescapeDataString(Body),
    ]);

    public static async Task<SeenRequest> ReadAsync(HttpRequest request, bool withBody)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(false, true));
        return new SeenRequest(
            request.Method,
            request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            request.PathBase + request.Path,
            request.QueryString.Value ?? "",
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            withBody ? await reader.ReadToEndAsync() : "");
    }

    private static string Decoded(string header) =>
        header.StartsWith("Basic ", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..]))
            : header;
}
