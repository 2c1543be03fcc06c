using Microsoft.Extensions.Options;
using OlConnector.Bitrix24;
using OlConnector.Engine;
using OlConnector.Engine.Webhooks;
using OlConnector.Queue;
using OlConnector.Web.Refusals;
using OlConnector.Webhooks;

namespace OlConnector.Api.Webhooks;

/// <summary>Whether a webhook may stand as it is wanted.</summary>
internal sealed class WebhookChecks(IOptions<OutboundOptions> outbound)
{
    /// <summary>The first field that is wrong; null when all may stand.</summary>
    internal Refusal? Check(WebhookDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Url)) return Refuse.Required("url");
        if (WebhookAddress.Problem(draft.Url, outbound.Value.Reach.PrivateHosts) is { } problem) return Refuse.Invalid("url", problem);
        if (draft.Events is not { Count: > 0 } events) return Refuse.Required("events");
        var strange = events.ToList().FindIndex(type => !EventTypes.All.Contains(type, StringComparer.Ordinal));
        if (strange >= 0)
            return Refuse.Invalid($"events[{strange}]", new Said(
                $"Такого события нет. Есть: {string.Join(", ", EventTypes.All)}.",
                $"There is no such event. There are: {string.Join(", ", EventTypes.All)}."));
        return draft.Secret is null || WebhookSignature.IsSecret(draft.Secret) ? null : Refuse.Invalid("secret", new Said(
            "Секрет — whsec_ и от 24 до 64 байт в base64. Не указывайте его, и мы создадим новый.",
            "A secret is whsec_ and 24 to 64 bytes in base64. Leave it out, and one is made."));
    }

    /// <summary>Each once, in the house's order.</summary>
    internal static string Events(WebhookDraft draft) =>
        string.Join(',', EventTypes.All.Where(type => draft.Events!.Contains(type, StringComparer.Ordinal)));
}
