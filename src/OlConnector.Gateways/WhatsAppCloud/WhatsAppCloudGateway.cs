using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>One number of the Cloud API. Free text goes as it is; a text in the template form goes as an approved template.</summary>
internal sealed class WhatsAppCloudGateway(
    GatewayHttp http, WhatsAppCloudAccount account, WhatsAppTemplates templates) : IGateway, ITemplates
{
    /// <summary>
    /// What is asked about a number, the newest form first: Meta replaces the name of the tier, and refuses a question with a field it does
    /// not know.
    /// </summary>
    private static readonly string[] Questions =
    [
        "status,quality_rating,whatsapp_business_manager_messaging_limit",
        "status,quality_rating,messaging_limit_tier",
        "status,quality_rating",
    ];

    private readonly IWhatsAppCloudApi _api = http.Api<IWhatsAppCloudApi>();

    /// <summary>The question that this account's version understands.</summary>
    private int _question;

    public async Task<SendResult> SendAsync(OutboundMessage message, CancellationToken ct)
    {
        var content = WhatsAppContent.Of(message.Text);
        if (content is WhatsAppContent.Broken broken) return Answers.Refused(Fault.Message, "TEMPLATE_FORM", broken.Why);

        var members = new JObject
        {
            ["messaging_product"] = "whatsapp",
            ["recipient_type"] = "individual",
            ["to"] = message.To.Digits,
            ["biz_opaque_callback_data"] = message.Id.ToString(),
        };
        members.Merge(content.ToJson(message.Template));
        var body = WireJson.Body(members);
        var answer = await http.CallAsync(() => _api.SendMessage(account.Version, account.NumberId, body, ct), ct);
        return Answers.ToResult(answer, answered => WhatsAppAnswers.Of(answered, message));
    }

    public async Task<ConnectionReport> GetConnectionAsync(CancellationToken ct)
    {
        var question = _question;
        var answer = await AskAsync(Questions[question], ct);
        while (question < Questions.Length - 1 && WhatsAppStates.MissesAField(answer)) answer = await AskAsync(Questions[++question], ct);
        if (!WhatsAppStates.MissesAField(answer)) _question = question;
        return WhatsAppStates.Of(answer);
    }

    public Task<LookupResult> LookUpAsync(OutboundMessage message, DateTimeOffset startedAt, CancellationToken ct) =>
        Task.FromResult<LookupResult>(
            new LookupResult.CannotTell("Meta finds a message only by its own id. A status that carries our id settles it."));

    public bool IsTemplate(string text) => WhatsAppContent.Of(text) is not WhatsAppContent.Free;

    public Task<IReadOnlyList<GatewayTemplate>?> ListTemplatesAsync(CancellationToken ct) => templates.ListAsync(ct);

    public GatewayTemplate? Find(string text, IReadOnlyList<GatewayTemplate> templates) => WhatsAppTemplates.Find(text, templates);

    public Said? ProblemOf(string text, IReadOnlyList<GatewayTemplate> templates) => WhatsAppTemplates.ProblemOf(text, templates);

    public CallbackResult ReadCallback(CallbackRequest request) => WhatsAppCallbacks.Read(request, account);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<GatewayAnswer> AskAsync(string fields, CancellationToken ct) =>
        http.CallAsync(() => _api.GetPhoneNumber(account.Version, account.NumberId, fields, ct), ct);
}
