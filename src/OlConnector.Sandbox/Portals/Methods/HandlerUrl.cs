namespace OlConnector.Sandbox.Portals.Methods;

/// <summary>The portal's checks of a handler URL, in its order: host, scheme, length is left to storage (bitrix24.md §4.1).</summary>
internal static class HandlerUrl
{
    public static RestAnswer? Refuse(SandboxPortal portal, string url)
    {
        var isAbsolute = Uri.TryCreate(url, UriKind.Absolute, out var address);
        if (!isAbsolute || address!.Host.IndexOf('.', StringComparison.Ordinal) <= 0)
            return RestAnswer.Failed(400, "ERROR_WRONG_HANDLER_URL", "Wrong handler URL");
        if (address.Scheme is not ("http" or "https"))
            return RestAnswer.Failed(400, "ERROR_UNSUPPORTED_PROTOCOL", "Unsupported event handler protocol");
        return portal.Behaviour.IsOldModule && !address.Host.Equals(portal.AppHost, StringComparison.OrdinalIgnoreCase)
            ? RestAnswer.Failed(400, "ERROR_HANDLER_URL_MATCH", "Handler URL host doesn't match application url")
            : null;
    }
}
