using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.GreenApi;

/// <summary>
/// Reads Green-API's answers about linking a telephone and about numbers (vendor's pages QR, GetAuthorizationCode, CheckWhatsapp).
/// </summary>
internal static class GreenApiLogin
{
    /// <summary>How long an image can be scanned (vendor's page QR: it changes about every 20 seconds).</summary>
    private static readonly TimeSpan ImageLives = TimeSpan.FromSeconds(20);

    /// <summary>How long a code can be typed (vendor's page GetAuthorizationCode). Two and a half minutes.</summary>
    private static readonly TimeSpan CodeLives = TimeSpan.FromSeconds(150);

    /// <summary>qr: an image of about 20 seconds, or that the telephone is linked already.</summary>
    public static LoginOffer Image(GatewayAnswer answer)
    {
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered) return NotNow(answer);
        var body = WireJson.Read(answered.Body);
        return (body.At("type").Text(), body.At("message").Text()) switch
        {
            ("qrCode", { } image) => new LoginOffer.ScanImage(image, ImageLives),
            ("alreadyLogged", _) => new LoginOffer.AlreadyLinked(),
            (_, var words) => new LoginOffer.NotNow(Answers.Words(words, "Green-API has no QR code now. Try again in a moment.")),
        };
    }

    /// <summary>getAuthorizationCode: a code of about two and a half minutes.</summary>
    public static LoginOffer Code(GatewayAnswer answer)
    {
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered) return NotNow(answer);
        var body = WireJson.Read(answered.Body);
        return body.At("status").IsTrue() && body.At("code").Text() is { } code
            ? new LoginOffer.TypeCode(code, CodeLives)
            : new LoginOffer.NotNow("Green-API gave no code. Try again, or scan the QR code.");
    }

    /// <summary>reboot and logout: <c>{"isReboot":true}</c>, <c>{"isLogout":true}</c>. Null when it was done.</summary>
    public static string? Done(GatewayAnswer answer, string member) =>
        answer is GatewayAnswer.Answered { Status: 200 } answered && WireJson.Read(answered.Body).At(member).IsTrue()
            ? null
            : GreenApiStates.Of(answer) is { Connection: not LineConnection.Unknown, Text: { } text }
                ? text
                : "Green-API did not do it. Try again in a minute.";

    /// <summary>checkWhatsapp.</summary>
    public static NumberStanding? Exists(GatewayAnswer answer)
    {
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered) return null;
        var exists = WireJson.Read(answered.Body).At("existsWhatsapp");
        return exists.IsTrue() || exists.IsFalse() ? new NumberStanding(exists.IsTrue()) : null;
    }

    private static LoginOffer.NotNow NotNow(GatewayAnswer answer) => new(GreenApiStates.Of(answer).Text ?? "Green-API did not answer.");
}
