using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace OlConnector.Sandbox.Wire;

/// <summary>Reading requests and writing answers the way PHP does.</summary>
public static class Requests
{
    /// <summary>
    /// Query and body as one map. What the body is, its content type says: a form of either kind, or JSON, where what does not parse counts
    /// as nothing; anything else is not read (bitrix24.md §3.1).
    /// </summary>
    public static async Task<JObject> ParametersAsync(HttpContext http, CancellationToken ct)
    {
        var query = PhpForm.Parse(http.Request.QueryString.Value ?? "");
        query.Merge(await BodyAsync(http, ct), new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
        return query;
    }

    /// <summary>The body as UTF-8 text.</summary>
    public static async Task<string> TextAsync(HttpContext http, CancellationToken ct)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(ct);
    }

    private static async Task<JObject> BodyAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.HasJsonContentType())
            return Json(await TextAsync(http, ct));
        if (!http.Request.HasFormContentType)
            return [];
        if (!http.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return PhpForm.Parse(await TextAsync(http, ct));
        var form = await http.Request.ReadFormAsync(ct);
        return PhpForm.Of(form.SelectMany(field => field.Value, (field, value) => (field.Key, value ?? "")));
    }

    /// <summary>A JSON object; empty when the text is anything else.</summary>
    public static JObject Json(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return JToken.ReadFrom(reader) as JObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Answers JSON in PHP's spelling.</summary>
    public static Task AnswerAsync(HttpContext http, int status, JToken body, CancellationToken ct) =>
        AnswerAsync(http, status, PhpValue.Json(body), "application/json; charset=utf-8", ct);

    /// <summary>Answers a text.</summary>
    public static async Task AnswerAsync(HttpContext http, int status, string body, string contentType, CancellationToken ct)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        await http.Response.WriteAsync(body, ct);
    }
}
