using OlConnector.Engine.Gateways;
using OlConnector.Gateways.Callbacks;
using OlConnector.Gateways.Http;

namespace OlConnector.Gateways.Sandbox;

/// <summary>Reads the phone network's answers about linking a telephone: <c>{state: scan|code|linked, image, code, livesFor}</c>.</summary>
internal static class SandboxLogin
{
    public static LoginOffer Of(GatewayAnswer answer)
    {
        if (answer is not GatewayAnswer.Answered { Status: 200 } answered)
            return new LoginOffer.NotNow(SandboxAnswers.Connection(answer).Text ?? "The sandbox links no telephones.");
        var body = WireJson.Read(answered.Body);
        var livesFor = body.At("livesFor").Number() is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return (body.At("state").Text(), body.At("image").Text(), body.At("code").Text()) switch
        {
            ("linked", _, _) => new LoginOffer.AlreadyLinked(),
            ("scan", { } image, _) => new LoginOffer.ScanImage(image, livesFor),
            ("code", _, { } code) => new LoginOffer.TypeCode(code, livesFor),
            _ => new LoginOffer.NotNow("The sandbox offers no way to link a telephone."),
        };
    }

    /// <summary>Null when it was done.</summary>
    public static string? Done(GatewayAnswer answer) =>
        answer is GatewayAnswer.Answered { IsSuccess: true }
            ? null
            : SandboxAnswers.Connection(answer).Text ?? "The sandbox did not do it.";
}
