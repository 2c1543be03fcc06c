using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Waha;

/// <summary>The states of a session (gateways.md §3, "Sessions").</summary>
internal static class WahaStates
{
    /// <summary>What an answer to the question for the session says.</summary>
    public static ConnectionReport Of(GatewayAnswer answer) => answer switch
    {
        GatewayAnswer.Answered { Status: 200 } answered when WireJson.Read(answered.Body).At("status").Text() is { } status => Of(status),
        GatewayAnswer.Answered { Status: 401 or 403 } => new(LineConnection.NeedsLogin, "WAHA does not accept the API key."),
        GatewayAnswer.Answered { Status: 404 } =>
            new(LineConnection.NeedsLogin, "WAHA knows no such session. Create it in WAHA or correct its name."),
        _ => Answers.NoReport(answer),
    };

    /// <summary>What a status means. One that is not known is no reason to send.</summary>
    public static ConnectionReport Of(string status) => status switch
    {
        "WORKING" => new(LineConnection.Connected, status),
        "STARTING" => new(LineConnection.Connecting, status),
        "SCAN_QR_CODE" => new(LineConnection.NeedsLogin, "SCAN_QR_CODE: link the phone in WAHA"),
        "PASSKEY_REQUIRED" or "PASSKEY_CONFIRMATION_REQUIRED" =>
            new(LineConnection.NeedsLogin, status + ": confirm the passkey on the phone"),
        "STOPPED" => new(LineConnection.NeedsLogin, "STOPPED: start the session in WAHA"),
        "FAILED" => new(LineConnection.NeedsLogin, "FAILED: restart the session in WAHA or link the phone again"),
        _ => new(LineConnection.Unknown, Answers.Words(status, "unknown")),
    };
}
