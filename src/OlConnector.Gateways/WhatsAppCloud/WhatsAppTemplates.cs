using Newtonsoft.Json.Linq;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;
using static OlConnector.Gateways.Settings.Bilingual;

namespace OlConnector.Gateways.WhatsAppCloud;

/// <summary>The templates of a line's WhatsApp Business account, to choose from and to check a text against before launch.</summary>
internal sealed class WhatsAppTemplates
{
    private const int PageSize = 100;

    /// <summary>Most pages that are read; an account has at most a few hundred templates.</summary>
    private const int MostPages = 20;

    private const string Fields = "name,language,category,status,components";

    private readonly GatewayHttp _http;
    private readonly IWhatsAppCloudApi _api;
    private readonly WhatsAppCloudAccount _account;
    private readonly string? _waba;

    internal WhatsAppTemplates(GatewayHttp http, WhatsAppCloudAccount account, string? waba) =>
        (_http, _api, _account, _waba) = (http, http.Api<IWhatsAppCloudApi>(), account, waba);

    /// <summary>All templates, of any status.</summary>
    /// <returns>Null when the line has no <c>wabaId</c> or Meta did not answer in full.</returns>
    public async Task<IReadOnlyList<GatewayTemplate>?> ListAsync(CancellationToken ct)
    {
        var found = new List<GatewayTemplate>();
        string? after = null;
        for (var page = 0; page < MostPages && _waba is { } waba; page++)
        {
            if (await PageAsync(waba, after, ct) is not { } body || body.At("data") is not JArray rows) return null;
            found.AddRange(rows.Select(WhatsAppTemplateReading.Read).OfType<GatewayTemplate>());
            after = body.At("paging").At("cursors").At("after").Text();
            if (after is null || body.At("paging").At("next") is null) return found;
        }

        return null;
    }

    /// <summary>What keeps a text from being sent as a template; null when nothing does, and for free text.</summary>
    public static Said? ProblemOf(string text, IReadOnlyList<GatewayTemplate> templates)
    {
        var content = WhatsAppContent.Of(text);
        if (content is WhatsAppContent.Broken)
            return In(
                "Шаблон записан с ошибкой. Пишите так: [template=ru]имя[/template][body]значение[/body].",
                "The template form has a mistake. Write [template=en]name[/template][body]value[/body].");
        if (content is not WhatsAppContent.Template asked) return null;
        if (Find(asked, templates) is not { } known)
            return In(
                $"Шаблона {asked.Name} на языке {asked.Language} в учётной записи нет.",
                $"The account has no template {asked.Name} in language {asked.Language}.");
        if (known.Status != "APPROVED")
            return In(
                $"Шаблон {asked.Name} нельзя отправить: его состояние {known.Status}.",
                $"Template {asked.Name} cannot be sent: its status is {known.Status}.");

        if (known.Needs is { } needs)
            return In(
                $"Шаблону {asked.Name} нужно {needs}, а текстом этого не передать. Возьмите шаблон, где параметры — слова и ссылки.",
                $"Template {asked.Name} takes {needs}, which no text can give. Use one whose parameters are words and links only.");

        var (needed, given) = (
            $"{known.Header}/{known.Body}/{known.Buttons}", $"{asked.Header.Count}/{asked.Body.Count}/{asked.Buttons.Count}");
        return needed == given ? null : In(
            $"Шаблону {asked.Name} нужно параметров (заголовок/текст/кнопки): {needed}, а дано {given}.",
            $"Template {asked.Name} takes {needed} parameters (header/body/buttons), but {given} are given.");
    }

    /// <summary>The template that a text asks for; null for free text and for one that is not among them.</summary>
    public static GatewayTemplate? Find(string text, IReadOnlyList<GatewayTemplate> templates) =>
        WhatsAppContent.Of(text) is WhatsAppContent.Template asked ? Find(asked, templates) : null;

    private static GatewayTemplate? Find(WhatsAppContent.Template asked, IReadOnlyList<GatewayTemplate> templates) =>
        templates.FirstOrDefault(one => one.Name == asked.Name && one.Language == asked.Language);

    private async Task<JToken?> PageAsync(string waba, string? after, CancellationToken ct)
    {
        var answer = await _http.CallAsync(() => _api.GetMessageTemplates(_account.Version, waba, Fields, PageSize, after, ct), ct);
        return answer is GatewayAnswer.Answered { Status: 200 } answered ? WireJson.Read(answered.Body) : null;
    }
}
