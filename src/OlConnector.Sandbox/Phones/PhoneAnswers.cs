using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using OlConnector.Sandbox.Wire;

namespace OlConnector.Sandbox.Phones;

/// <summary>Writes the network's answer, good or spoiled.</summary>
internal sealed class PhoneAnswers(TimeProvider clock)
{
    private const int EndlessChunk = 16 * 1024;

    /// <summary>Status a fault answers with; 0 for none.</summary>
    public static int StatusOf(PhoneFault? fault) => fault switch
    {
        PhoneFault.Answer answer => answer.Status,
        PhoneFault.TooManyRequests => 429,
        PhoneFault.Hang or PhoneFault.Cut => 0,
        _ => 201,
    };

    public static Task ErrorAsync(HttpContext http, int status, string code, string text, CancellationToken ct) =>
        Requests.AnswerAsync(http, status, new JObject { ["code"] = code, ["text"] = text }, ct);

    public Task SendAsync(HttpContext http, PhoneFault? fault, string? id, CancellationToken ct)
    {
        var good = new JObject { ["id"] = id };
        switch (fault)
        {
            case PhoneFault.Answer answer:
                return ErrorAsync(http, answer.Status, answer.Code, answer.Text, ct);
            case PhoneFault.TooManyRequests limited:
                if (limited.RetryAfter is { } pause)
                    http.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ErrorAsync(http, 429, "rate_limited", "Too fast.", ct);
            case PhoneFault.Hang:
                return Task.Delay(Timeout.InfiniteTimeSpan, clock, ct);
            case PhoneFault.Cut:
                http.Abort();
                return Task.CompletedTask;
            case PhoneFault.EndlessBody:
                return EndlessAsync(http, ct);
            case PhoneFault.Drip:
                return DripAsync(http, good.ToString(Newtonsoft.Json.Formatting.None), ct);
            case PhoneFault.Gibberish:
                return Requests.AnswerAsync(http, 201, "<html>accepted?</html>", "text/html", ct);
            default:
                return Requests.AnswerAsync(http, 201, good, ct);
        }
    }

    private static async Task EndlessAsync(HttpContext http, CancellationToken ct)
    {
        http.Response.StatusCode = 201;
        http.Response.ContentType = "application/json";
        var chunk = Encoding.ASCII.GetBytes(new string(' ', EndlessChunk));
        while (!ct.IsCancellationRequested)
            await http.Response.Body.WriteAsync(chunk, ct);
    }

    private async Task DripAsync(HttpContext http, string body, CancellationToken ct)
    {
        http.Response.StatusCode = 201;
        http.Response.ContentType = "application/json";
        foreach (var octet in Encoding.UTF8.GetBytes(body))
        {
            await http.Response.Body.WriteAsync(new[] { octet }, ct);
            await http.Response.Body.FlushAsync(ct);
            await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
        }
    }
}
