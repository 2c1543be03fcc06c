using System.Globalization;

namespace OlConnector.Sandbox.Portals;

/// <summary>What the path after <c>/rest/</c> names.</summary>
/// <param name="Method">Lower case, without <c>.json</c>; empty where the path is none of the known ones.</param>
/// <param name="IsWebhook">True when an incoming webhook's user and secret stand before the method.</param>
/// <param name="UserId">The webhook's user.</param>
/// <param name="Secret">The webhook's secret.</param>
/// <param name="IsVersion3">True for <c>/rest/api/…</c>, where answers have another shape.</param>
internal sealed record RestAddress(string Method, bool IsWebhook, int UserId, string Secret, bool IsVersion3)
{
    private const string Version3 = "api";
    private static readonly string[] Formats = [".json", ".xml"];

    /// <summary>
    /// Reads <c>method</c>, <c>method.json</c>, <c>1/secret/method</c>, and each of them after <c>api/</c>. Slashes may be doubled: the
    /// official client puts one between an endpoint that ends in a slash and the method.
    /// </summary>
    public static RestAddress Read(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isVersion3 = parts is [Version3, ..];
        return (isVersion3 ? parts[1..] : parts) switch
        {
            [var method] => new RestAddress(Plain(method), false, 0, "", isVersion3),
            [var user, var secret, var method] when int.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
                new RestAddress(Plain(method), true, id, secret, isVersion3),
            _ => new RestAddress("", false, 0, "", isVersion3),
        };
    }

    private static string Plain(string method)
    {
        var name = method.ToLowerInvariant();
        var format = Array.Find(Formats, format => name.EndsWith(format, StringComparison.Ordinal)) ?? "";
        return name[..^format.Length];
    }
}
