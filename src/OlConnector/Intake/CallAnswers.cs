using Microsoft.AspNetCore.Mvc;

namespace OlConnector.Intake;

/// <summary>How calls of portals are answered that are not taken.</summary>
internal static class CallAnswers
{
    private const string RetryAfterSeconds = "5";

    /// <summary>Not now: the same call may succeed in a moment.</summary>
    internal static ObjectResult ComeBack(this Controller controller, string detail)
    {
        controller.Response.Headers.RetryAfter = RetryAfterSeconds;
        return controller.Refused(StatusCodes.Status503ServiceUnavailable, "overloaded", detail);
    }

    internal static ObjectResult Refused(this Controller controller, int status, string code, string detail) =>
        controller.StatusCode(status, new { status, code, detail });
}
