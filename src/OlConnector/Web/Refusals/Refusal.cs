using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using OlConnector.Engine;
using OlConnector.Engine.Risk;
using OlConnector.Web.Wire;

namespace OlConnector.Web.Refusals;

/// <summary>
/// A no to a caller, in the form of RFC 9457: what happened and what to do, in the caller's language, with a code that programs rely on.
/// </summary>
/// <param name="status">HTTP status, 400–599.</param>
/// <param name="code">Stable word in snake case.</param>
/// <param name="said">For people.</param>
/// <param name="field">Path of the field that is wrong, such as <c>gateway.settings.baseUrl</c>.</param>
internal sealed class Refusal(int status, string code, Said said, string? field = null) : ActionResult
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The stable word.</summary>
    public string Code { get; } = code;

    /// <summary>Path of the field that is wrong.</summary>
    public string? Field { get; } = field;

    /// <summary>The number a person has to repeat; set with <c>acknowledgement_required</c> only.</summary>
    public int? Acknowledge { get; init; }

    /// <summary>Where in the field's text, from 1; set with <c>spintax_invalid</c> and <c>template_invalid</c> only.</summary>
    public int? Position { get; init; }

    /// <summary>What has to be confirmed; set with <c>risk_acknowledgement_required</c> only.</summary>
    public RiskScore? Risk { get; init; }

    /// <summary>When to come back; set with <c>rate_limited</c> and <c>overloaded</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What happened and what to do, for a reader of <c>ru</c> or <c>en</c>.</summary>
    public string Detail(string language) => said[language];

    /// <summary>The same of a field that is a part of another one.</summary>
    public Refusal At(string path) => new(Status, Code, said, Field is null ? path : $"{path}.{Field}")
    {
        Acknowledge = Acknowledge,
        Position = Position,
        Risk = Risk,
        RetryAfter = RetryAfter,
    };

    /// <inheritdoc/>
    public override Task ExecuteResultAsync(ActionContext context) => WriteAsync(context.HttpContext);

    /// <summary>Answers the call with this.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/problem+json";
        http.Response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } pause)
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var language = AcceptedLanguage.Of(http.Request);
        var body = new Problem(
            "about:blank", ReasonPhrases.GetReasonPhrase(Status), Status, Detail(language), Code, Field, Acknowledge, Position,
            Risk is null ? null : RiskAnswer.Of(Risk, language));
        await http.Response.Body.WriteAsync(ApiJson.Bytes(body), http.RequestAborted);
    }
}

/// <summary>The body of every answer from 400 on (RFC 9457).</summary>
/// <param name="Type">Always <c>about:blank</c>: the code tells problems apart.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What happened and what to do, in the language of Accept-Language (ru or en).</param>
/// <param name="Code">Stable word to program against.</param>
/// <param name="Field">Path of the field that is wrong; null where no field is at fault.</param>
/// <param name="Acknowledge">With <c>acknowledgement_required</c>: the number to repeat.</param>
/// <param name="Position">With <c>spintax_invalid</c> and <c>template_invalid</c>: where in the text, counted from 1.</param>
/// <param name="Risk">With <c>risk_acknowledgement_required</c>: what is to be confirmed.</param>
internal sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code, string? Field, int? Acknowledge, int? Position, RiskAnswer? Risk);
