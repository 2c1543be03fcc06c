using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Waha;

/// <summary>Reads WAHA's answers about linking a telephone and about numbers (vendor's OpenAPI file, "Auth" and "Contacts").</summary>
internal static class WahaLogin
{
    /// <summary>
    /// How long an image can be scanned: the first a minute, those after it 20 seconds (gateways.md §3). The shorter is told.
    /// </summary>
    private static readonly TimeSpan ImageLives = TimeSpan.FromSeconds(20);

    /// <summary>Digits before the @. Numbers have up to 15; hidden ids are a little longer.</summary>
    private const int LongestId = 20;

    /// <summary>auth/qr as JSON: <c>{mimetype, data}</c>. 422 with status WORKING means that there is nothing to link.</summary>
    public static LoginOffer Image(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { IsSuccess: true } answered when WireJson.Read(answered.Body).At("data").Text() is { } image =>
            new LoginOffer.ScanImage(image, ImageLives),
        _ => Otherwise(answer),
    };

    /// <summary>auth/request-code: <c>{code}</c>.</summary>
    public static LoginOffer Code(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { IsSuccess: true } answered when WireJson.Read(answered.Body).At("code").Text() is { } code =>
            new LoginOffer.TypeCode(code),
        _ => Otherwise(answer),
    };

    /// <summary>sessions/{name}/start and the like. Null when it was done.</summary>
    public static string? Done(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { IsSuccess: true } => null,
        GatewayAnswer.Answered { Status: 422 } answered =>
            Answers.Words(WireJson.Read(answered.Body).At("message").Text(), "WAHA cannot do that in the session's present state."),
        _ => WahaStates.Of(answer).Text ?? "WAHA did not answer.",
    };

    /// <summary>contacts/check-exists: <c>{numberExists, chatId}</c>; the vendor wants the chat it names to be used.</summary>
    public static NumberStanding? Exists(GatewayAnswer answer)
    {
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered) return null;
        var body = WireJson.Read(answered.Body);
        var exists = body.At("numberExists");
        if (exists.IsTrue()) return new NumberStanding(true, PersonIn(body.At("chatId").Text()));
        return exists.IsFalse() ? new NumberStanding(false) : null;
    }

    /// <summary>The chat, if it is one person's: anything else would send a client's text elsewhere.</summary>
    private static string? PersonIn(string? chat) =>
        chat?.Split('@') is [{ Length: > 0 and <= LongestId } id, "c.us" or "lid"] && id.All(char.IsAsciiDigit) ? chat : null;

    private static LoginOffer Otherwise(GatewayAnswer answer)
    {
        if (answer is not GatewayAnswer.Answered { Status: 422 } answered)
            return new LoginOffer.NotNow(WahaStates.Of(answer).Text ?? "WAHA did not answer.");
        return WireJson.Read(answered.Body).At("status").Text() switch
        {
            "WORKING" => new LoginOffer.AlreadyLinked(),
            { } status => new LoginOffer.NotNow(WahaStates.Of(status).Text ?? status),
            null => new LoginOffer.NotNow("WAHA cannot link a telephone now."),
        };
    }
}
