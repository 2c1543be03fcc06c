using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using OlConnector.Storage;
using OlConnector.Tests.Support;
using OlConnector.Web.Sessions;

namespace OlConnector.Tests.Api.Support;

/// <summary>Somebody who calls the API of a running product.</summary>
public sealed class Caller(Product product, string? token)
{
    /// <summary>Somebody with a session as the portal's page would have it now: none that was ended.</summary>
    internal static Caller With(Product product, PortalSession session)
    {
        using var db = product.Services.GetRequiredService<Database>().Read();
        var (portal, user) = (db.Portals.Find(session.Portal), db.Users.Find(session.Portal, session.UserId));
        var current = session with { Epoch = SessionEpoch.Of(portal?.SessionEpoch, user?.SessionEpoch) };
        return new Caller(product, product.Services.GetRequiredService<SessionTokens>().Issue(current).Token);
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        CallAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) =>
        CallAsync(HttpMethod.Post, path, body, headers);

    public Task<Answer> PatchAsync(string path, object body, params (string Name, string Value)[] headers) =>
        CallAsync(HttpMethod.Patch, path, body, headers);

    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        CallAsync(HttpMethod.Delete, path, null, headers);

    public Task<Answer> CallAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        CallAsync(method, path, body, seen: null, headers);

    /// <summary>Sends a table, byte by byte.</summary>
    public Task<Answer> SendTableAsync(string path, byte[] table) => CallAsync(HttpMethod.Post, path, table, ("Content-Type", "text/csv"));

    /// <summary>Calls; a body that is a text goes as it stands.</summary>
    /// <param name="seen">Looks at the whole answer.</param>
    public async Task<Answer> CallAsync(
        HttpMethod method, string path, object? body, Action<HttpResponseMessage>? seen, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = Content(body, method);
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type") request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await product.Http.SendAsync(request);
        seen?.Invoke(response);
        return await Answer.ReadAsync(response, method, new Uri(product.Http.BaseAddress!, request.RequestUri!).PathAndQuery);
    }

    private static HttpContent Content(object body, HttpMethod method) => body is byte[] table
        ? new ByteArrayContent(table)
        : new StringContent(
            body as string ?? JsonConvert.SerializeObject(body), Encoding.UTF8,
            method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json");
}

/// <summary>What the API answered.</summary>
public sealed record Answer(HttpMethod Method, string Path, int Status, JObject Body,
    string? ETag, string? ContentType, TimeSpan? RetryAfter, string? Location)
{
    /// <summary>The stable word of a refusal.</summary>
    public string? Code => (string?)Body["code"];

    /// <summary>The field a refusal is about.</summary>
    public string? Field => (string?)Body["field"];

    /// <summary>A value of the body.</summary>
    public JToken? this[string name] => Body.SelectToken(name);

    /// <summary>The items of a list.</summary>
    public JArray Items => (JArray)Body["items"]!;

    internal static async Task<Answer> ReadAsync(HttpResponseMessage response, HttpMethod method, string path)
    {
        var text = await response.Content.ReadAsStringAsync();
        var isFile = response.Content.Headers.ContentType?.MediaType is not (null or "application/json" or "application/problem+json");
        return new Answer(
            method, path, (int)response.StatusCode, isFile ? new JObject { ["table"] = text } : Read(text.Length == 0 ? "{}" : text),
            response.Headers.ETag?.ToString(), response.Content.Headers.ContentType?.ToString(),
            response.Headers.RetryAfter?.Delta, response.Headers.Location?.ToString());
    }

    private static JObject Read(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }
}
