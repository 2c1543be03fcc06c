using OlConnector.Engine;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Webhooks;

/// <summary>
/// Where webhooks may lead: public hosts by https, and what the operator opened. What a name resolves to is looked at when connecting.
/// </summary>
internal static class WebhookAddress
{
    /// <summary>Most characters of an address.</summary>
    public const int MaxLength = 2000;

    private static readonly Said NoAddress = new(
        $"Это не адрес: нужен https://, не длиннее {MaxLength} знаков, без имени и пароля.",
        $"This is no address: it takes https://, at most {MaxLength} characters, no name and password.");

    private static readonly Said Insecure = new(
        "Нужен https://. По http вызываются только узлы, которые разрешил владелец сервера.",
        "It takes https://. By http only hosts are called that the operator of this server allows.");

    private static readonly Said Private = new(
        "Это внутренний адрес, отсюда он не вызывается. Укажите адрес в интернете.",
        "This is a private address, which is not called from here. Give one on the internet.");

    /// <summary>What is wrong with an address, as far as it can be told without asking DNS; null for nothing.</summary>
    public static Said? Problem(string text, PrivateHosts open)
    {
        if (text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.Host.Length == 0)
            return NoAddress;
        var host = url.DnsSafeHost;
        if (open.IsClosed(host, url.Port)) return Private;
        return url.Scheme == Uri.UriSchemeHttps || open.Open(host, url.Port) ? null : Insecure;
    }
}
