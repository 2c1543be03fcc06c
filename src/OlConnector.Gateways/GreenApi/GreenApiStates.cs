using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.GreenApi;

/// <summary>The states of an instance (gateways.md §2, "State").</summary>
internal static class GreenApiStates
{
    /// <summary>What an answer to getStateInstance says.</summary>
    public static ConnectionReport Of(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { Status: 200 } answered when WireJson.Read(answered.Body).At("stateInstance").Text() is { } state =>
            Of(state),
        GatewayAnswer.Answered { Status: 401 or 403 } =>
            new(LineConnection.NeedsLogin, "Green-API does not accept idInstance or apiTokenInstance."),
        GatewayAnswer.Answered { Status: 466 } => new(LineConnection.Unpaid, "The plan's quota is used up."),
        _ => Answers.NoReport(answer),
    };

    /// <summary>What a state's name means. A name that is not known is no reason to send.</summary>
    public static ConnectionReport Of(string state) => state switch
    {
        "authorized" => new(LineConnection.Connected, state),
        "starting" => new(LineConnection.Connecting, "starting: up to 5 minutes"),
        "sleepMode" => new(LineConnection.Connecting, "sleepMode: the phone is off or offline"),
        "notAuthorized" => new(LineConnection.NeedsLogin, "notAuthorized: scan the QR code in the Green-API cabinet"),
        "yellowCard" => new(LineConnection.SuspectedSpam, "yellowCard: sending is suspended for suspected spam"),
        "blocked" => new(LineConnection.Blocked, "blocked: the number is banned"),
        _ => new(LineConnection.Unknown, Answers.Words(state, "unknown")),
    };
}
