using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Portals;

/// <summary>What a REST method says: a result or an error, with its HTTP status (bitrix24.md §3.2, §3.3).</summary>
public sealed record RestAnswer
{
    private readonly JObject? _raw;

    private RestAnswer(int status, string error, string text, JToken? result, int? total = null, int? next = null, JObject? raw = null) =>
        (Status, Error, Text, Result, Total, Next, _raw) = (status, error, text, result, total, next, raw);

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>Error code; empty for a result.</summary>
    public string Error { get; }

    /// <summary>Error description.</summary>
    public string Text { get; }

    /// <summary>The result; nothing for an error.</summary>
    public JToken? Result { get; }

    /// <summary>Number of rows of a list method.</summary>
    public int? Total { get; }

    /// <summary>Where the next page of a list method starts.</summary>
    public int? Next { get; }

    /// <summary>True for a result.</summary>
    public bool IsOk => Result is not null || _raw is not null && Error.Length == 0;

    /// <summary>404 of an unknown method.</summary>
    public static RestAnswer MethodNotFound { get; } = Failed(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");

    /// <summary>An unknown method of the third version of REST, which names its errors by exceptions.</summary>
    public static RestAnswer Version3MethodNotFound(string method) =>
        Failed(404, "BITRIX_REST_V3_EXCEPTION_METHODNOTFOUNDEXCEPTION", $"Method `{method}` is not found");

    /// <summary>403 of modules.</summary>
    public static RestAnswer AccessDenied { get; } = Failed(403, "ACCESS_DENIED", "Access denied!");

    /// <summary>A result; empty maps turn into <c>[]</c> as PHP prints them.</summary>
    public static RestAnswer Ok(JToken result, int? total = null, int? next = null) =>
        new(200, "", "", result is JObject map ? PhpValue.Map(map) : result, total, next);

    /// <summary>An error.</summary>
    public static RestAnswer Failed(int status, string error, string text) => new(status, error, text, null);

    /// <summary>A body of its own shape, with status 200.</summary>
    public static RestAnswer Raw(JObject body) => new(200, "", "", null, raw: body);

    /// <summary>The body without a time block.</summary>
    public JObject ErrorOnly => new() { ["error"] = Error, ["error_description"] = Text };

    /// <summary>The same error as the third version of REST tells it: an object (bitrix24.md §3.2).</summary>
    public JObject Version3Error => new() { ["error"] = new JObject { ["code"] = Error, ["message"] = Text } };

    /// <summary>The whole body.</summary>
    public JObject Body(JObject? time)
    {
        if (_raw is not null)
            return _raw;
        if (!IsOk)
            return ErrorOnly;
        var body = new JObject { ["result"] = Result };
        if (Next is not null)
            body["next"] = Next;
        if (Total is not null)
            body["total"] = Total;
        if (time is not null)
            body["time"] = time;
        return body;
    }
}
