using System.Text;
using OlConnector.Engine.Gateways;

namespace OlConnector.Hooks;

/// <summary>
/// A gateway's call as people read it: method, query and the body's beginning. The path holds the hook's key and is left out.
/// </summary>
internal static class CallbackText
{
    /// <summary>What is written out of a body, so that no secret in what is kept of it is cut in half unmasked. 64 KB.</summary>
    private const int MaxRead = 64 * 1024;

    internal static string Of(CallbackRequest request)
    {
        var body = request.Body.Length <= MaxRead ? request.Body : request.Body[..MaxRead];
        return $"{request.Method} {request.Url.Query}\n{Encoding.UTF8.GetString(body.Span)}";
    }
}
