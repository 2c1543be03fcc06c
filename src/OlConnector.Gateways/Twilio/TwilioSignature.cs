using System.Security.Cryptography;
using System.Text;
using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;

namespace OlConnector.Gateways.Twilio;

/// <summary>X-Twilio-Signature (vendor's page "Webhooks security"): HMAC-SHA1 over the public URL and the form, in base64.</summary>
internal static class TwilioSignature
{
    private const string BodyDigest = "bodySHA256";

    /// <summary>True when Twilio, who knows the token, made this call.</summary>
    public static bool IsGenuine(CallbackRequest request, string token)
    {
        if (!request.Headers.TryGetValue("X-Twilio-Signature", out var given)) return false;
        var url = request.Url.OriginalString;
        return request.Query.TryGetValue(BodyDigest, out var digest)
            ? Secret.Same(given, Of(url, [], token))
                && Secret.Same(digest.ToLowerInvariant(), Convert.ToHexStringLower(SHA256.HashData(request.Body.Span)))
            : Secret.Same(given, Of(url, WireForm.Read(request.Body), token));
    }

    /// <summary>
    /// The signature: the URL, then every parameter sorted by name (ordinal) as name and value without separators; equal values of a name
    /// count once.
    /// </summary>
#pragma warning disable CA5350 // the vendor's protocol fixes SHA-1; HMAC does not need collision resistance
    public static string Of(string url, IEnumerable<KeyValuePair<string, string>> form, string token)
    {
        var signed = new StringBuilder(url);
        var ordered = form.Distinct().OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal);
        foreach (var (name, value) in ordered)
            signed.Append(name).Append(value);
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString())));
    }
#pragma warning restore CA5350
}
