using Newtonsoft.Json.Linq;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>One number of the Cloud API. Free text goes as it is; a text in the template form goes as an approved template.</summary>
internal sealed class WhatsAppCloudGateway(GatewayHttp http, WhatsAppCloudAccount account) : IGateway
{
    private const string State = "status,quality_rating";

    /// <summary>Deprecated by Meta, but still the only tier some versions tell.</summary>
    private const string StateWithTier = State + ",messaging_limit_tier";

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var content = WhatsAppContent.Of(message.Text);
        if (content is WhatsAppContent.Broken broken) return Outcome.Refused(Fault.Message, "TEMPLATE_FORM", broken.Why);

        var body = new JObject
        {
            ["messaging_product"] = "whatsapp",
            ["recipient_type"] = "individual",
            ["to"] = message.To.Digits,
            ["biz_opaque_callback_data"] = message.Id.ToString(),
        };
        body.Merge(content.ToJson());
        var request = Request(HttpMethod.Post, "/messages");
        request.Content = WireJson.Body(body);
        return Outcome.Of(await http.CallAsync(request, ct), WhatsAppAnswers.Of);
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct)
    {
        var answer = await AskAsync(StateWithTier, ct);
        return WhatsAppStates.Of(WhatsAppStates.MissesAField(answer) ? await AskAsync(State, ct) : answer);
    }

    public Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct) =>
        Task.FromResult<LookupResult>(new LookupResult.CannotTell("Meta finds a message only by its own id. A status that carries our id settles it."));

    public CallbackResult ReadCallback(CallbackRequest request) => WhatsAppCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<GatewayAnswer> AskAsync(string fields, CancellationToken ct) => http.CallAsync(Request(HttpMethod.Get, "?fields=" + fields), ct);

    private HttpRequestMessage Request(HttpMethod method, string path) => account.Request(method, account.NumberId + path);
}
