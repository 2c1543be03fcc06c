using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Sandbox;

/// <summary>One line of the simulated phone network.</summary>
internal sealed class SandboxGateway(GatewayHttp http, TimeProvider clock, Uri? hook, string? from = null) : IGateway, ILineLogin
{
    /// <summary>
    /// A message that is not there so long after its send began will not come any more: its request ended long ago. 1 minute.
    /// </summary>
    private static readonly TimeSpan SurelyOver = TimeSpan.FromMinutes(1);

    /// <summary>How the network knows this line: by the name it was given, else by one made from the hook.</summary>
    private readonly string _from = from is not null ? from
        : hook is null ? "line"
        : "line-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hook.AbsoluteUri)).AsSpan(0, 6));

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var body = new JObject { ["id"] = message.Id.ToString(), ["from"] = _from, ["to"] = message.To.Digits, ["text"] = message.Text };
        return Answers.ToResult(await http.CallAsync(Post("messages", body), ct), SandboxAnswers.Of);
    }

    /// <summary>Tells the network our hook, which is also the cheapest way to see that it is there.</summary>
    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct)
    {
        var request = hook is null
            ? Get("messages?clientId=none")
            : Post("hooks", new JObject { ["from"] = _from, ["url"] = hook.AbsoluteUri });
        return SandboxAnswers.Connection(await http.CallAsync(request, ct));
    }

    public async Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct)
    {
        var answer = await http.CallAsync(Get($"messages?clientId={message.Id}"), ct);
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered || WireJson.Read(answered.Body).At("items") is not JArray items)
            return new LookupResult.CannotTell("The sandbox did not answer the look-up.");
        if (items.FirstOrDefault(item => item.At("clientId").Text() == message.Id.ToString()) is { } row && row.At("id").Text() is { } id)
            return new LookupResult.Found(id, SandboxCallbacks.Status(row.At("status").Text()) ?? DeliveryStatus.Sent);
        return clock.GetUtcNow() - startedAt > SurelyOver
            ? new LookupResult.NeverSent("The sandbox never received it.")
            : new LookupResult.CannotTell("The sandbox does not have it yet.");
    }

    public IReadOnlyList<SessionAction> Actions { get; } = [SessionAction.LogOut];

    /// <summary>The network links telephones where it was told to; elsewhere every line is linked.</summary>
    public async Task<LoginOffer> OfferLoginAsync(PhoneNumber? codeFor, CancellationToken ct)
    {
        var body = new JObject { ["from"] = _from };
        if (codeFor is { } number) body["phone"] = number.Digits;
        return SandboxLogin.Of(await http.CallAsync(Post("login", body), ct));
    }

    public async Task<string?> ActAsync(SessionAction action, CancellationToken ct) =>
        SandboxLogin.Done(await http.CallAsync(Post("logout", new JObject { ["from"] = _from }), ct));

    public CallbackResult ReadCallback(CallbackRequest request) => SandboxCallbacks.Read(request);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(string path, JObject body) => new(HttpMethod.Post, path) { Content = WireJson.Body(body) };
}
