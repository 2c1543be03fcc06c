using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using OlConnector.Harness.Worlds;

namespace OlConnector.Harness.Node;

/// <summary>
/// Stands before the product's pipeline and breaks the promise at the door: answers 200 without storing, or before it is stored.
/// </summary>
internal sealed class BrokenDoor(Defect defect, TimeProvider clock) : IStartupFilter
{
    private const int EveryNth = 10;
    private const string Late = "X-Late";
    private static readonly TimeSpan StoredLater = TimeSpan.FromMilliseconds(300);

    private readonly HttpClient _self = new();
    private int _calls;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, following) =>
        {
            if (!http.Request.Path.StartsWithSegments("/b24/sms", StringComparison.Ordinal) || http.Request.Headers.ContainsKey(Late))
                await following(http);
            else if (defect == Defect.AckBeforeCommit) await AcknowledgeAsync(http);
            else if (Interlocked.Increment(ref _calls) % EveryNth == 0) http.Response.StatusCode = StatusCodes.Status200OK;
            else await following(http);
        });
        next(app);
    };

    private async Task AcknowledgeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _ = StoreLaterAsync($"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}", http.Request.ContentType, body.ToArray());
    }

    private async Task StoreLaterAsync(string address, string? type, byte[] body)
    {
        await Task.Delay(StoredLater, clock);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Headers.Add(Late, "yes");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var _ = await _self.SendAsync(request);
    }
}
