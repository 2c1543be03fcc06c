using Microsoft.AspNetCore.WebUtilities;
using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;

namespace OlConnector.Tests.Gateways.Support;

/// <summary>
/// A vendor who answers what his pages document to the requests that they document, and 404 to any other: real HTTP on loopback by
/// WireMock. What goes wrong on a wire is played by <see cref="ScriptedServer"/>.
/// </summary>
internal sealed class DocumentedVendor : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings
    {
        Urls = ["http://127.0.0.1:0"],
        QueryParameterMultipleValueSupport = QueryParameterMultipleValueSupport.Ampersand,
    });

    private int _priority;

    /// <summary>His address without a slash at the end.</summary>
    public string Url => _server.Url!;

    /// <summary>Every request so far, documented or not.</summary>
    public IReadOnlyList<IRequestMessage> Seen => [.. _server.LogEntries.Select(entry => entry.RequestMessage).OfType<IRequestMessage>()];

    /// <summary>The requests that nothing of what was documented fits.</summary>
    public IReadOnlyList<string> Strays =>
    [
        .. _server.LogEntries.Where(entry => entry.MappingGuid is null)
            .Select(entry => $"{entry.RequestMessage?.Method} {entry.RequestMessage?.Url} {entry.RequestMessage?.Body}"),
    ];

    /// <summary>From now on this request is answered so, whatever was said of it before.</summary>
    public void Answers(IRequestBuilder request, Reply.Full answer)
    {
        var response = Response.Create().WithStatusCode(answer.Status).WithBody(answer.Body);
        foreach (var (name, value) in answer.Headers) response = response.WithHeader(name, value);
        _server.Given(request).AtPriority(--_priority).RespondWith(response);
    }

    public void Dispose() => _server.Dispose();
}

/// <summary>How a vendor's page writes a request down.</summary>
internal static class Documented
{
    public static IRequestBuilder Get(string path) => Request.Create().UsingGet().WithPath(path);

    public static IRequestBuilder Post(string path) => Request.Create().UsingPost().WithPath(path);

    /// <summary>With this JSON, no member more and none less.</summary>
    public static IRequestBuilder WithJson(this IRequestBuilder request, string json) =>
        request.WithHeader("Content-Type", "application/json").WithBody(new JsonMatcher(json));

    /// <summary>With these fields, none more and none less.</summary>
    public static IRequestBuilder WithForm(this IRequestBuilder request, params (string Name, string Value)[] fields) => request
        .WithHeader("Content-Type", "application/x-www-form-urlencoded")
        .WithBody((string? body) => Same(QueryHelpers.ParseQuery(body).Select(pair => (pair.Key, pair.Value.ToString())), fields));

    /// <summary>With these parameters, none more and none less.</summary>
    public static IRequestBuilder WithQuery(this IRequestBuilder request, params (string Name, string Value)[] parameters) =>
        request.WithParam(query => Same(query.Select(pair => (pair.Key, pair.Value.ToString())), parameters));

    private static bool Same(IEnumerable<(string, string)> given, (string, string)[] documented) =>
        given.Order().SequenceEqual(documented.Order());
}
