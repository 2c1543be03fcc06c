namespace OlConnector.Sandbox.Portals;

/// <summary>How a portal deviates from a young cloud portal in good health. Every switch may be turned while it runs.</summary>
public sealed class PortalBehaviour
{
    private readonly Lock _lock = new();
    private readonly List<(RestAnswer Answer, string? Method)> _failures = [];

    /// <summary>Older self-hosted modules: <c>messageservice.sender.update</c> does not exist (bitrix24.md §4).</summary>
    public bool LacksSenderUpdate { get; set; }

    /// <summary>Older modules: a HANDLER must be on the app's host (bitrix24.md §4.1), and a status needs the right CODE (§4.3).</summary>
    public bool IsOldModule { get; set; }

    /// <summary>
    /// A missing scope and an excluded user are 403, as the older documentation says; the module and the newer one have 401.
    /// </summary>
    public bool AnswersForbidden { get; set; }

    /// <summary>
    /// What every call hears because of the portal as a whole, one of <see cref="PortalRefusals"/>; nothing in good health.
    /// </summary>
    public RestAnswer? Refusal { get; set; }

    /// <summary>Newer portals put SERVER_ENDPOINT, APPLICATION_TOKEN and APPLICATION_SCOPE in the frame POST (bitrix24.md §1.2).</summary>
    public bool SendsNewFrameFields { get; set; } = true;

    /// <summary>ONAPPINSTALL never comes.</summary>
    public bool LacksInstallEvent { get; set; }

    /// <summary>Unknown tokens answer <c>invalid_token</c>, as integrators report (bitrix24.md §2.7).</summary>
    public bool SaysInvalidToken { get; set; }

    /// <summary>The portal cannot reach the authorization server: every call answers <c>CONNECTION_ERROR</c>.</summary>
    public bool CannotReachAuthorization { get; set; }

    /// <summary>
    /// A HANDLER call without author has no <c>auth</c> at all. Otherwise it names domain, member and both endpoints: by the module's code
    /// the likelier reading (bitrix24.md §5.2).
    /// </summary>
    public bool OmitsAuthWithoutAuthor { get; set; }

    /// <summary>A reinstallation has the old application_token again; it may or may not change (bitrix24.md §1.5).</summary>
    public bool KeepsApplicationToken { get; set; }

    /// <summary>Methods that <c>batch</c> refuses with <c>ERROR_BATCH_METHOD_NOT_ALLOWED</c>.</summary>
    public ISet<string> RefusedInBatch { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds <c>operating_reset_at</c> to the 429 answer too; by default only good answers carry it.</summary>
    public bool TellsResetInError { get; set; }

    /// <summary>Marketing: the row is found this long after the HANDLER call began. Default 300 ms of sandbox time.</summary>
    public TimeSpan RowDelay { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// CRM and robots: the row is set to SENT this long after the HANDLER call was answered. Default 300 ms of sandbox time.
    /// </summary>
    public TimeSpan SentDelay { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Every REST answer waits this long, in sandbox time. Default none.</summary>
    public TimeSpan RestDelay { get; set; }

    /// <summary>The next calls, of one method or of any, get this answer instead of the true one.</summary>
    public void FailNext(RestAnswer answer, int count = 1, string? method = null)
    {
        lock (_lock)
            _failures.AddRange(Enumerable.Repeat((answer, method), count));
    }

    /// <summary>Status of a missing scope and of an excluded user.</summary>
    internal int StatusOfDenial => AnswersForbidden ? 403 : 401;

    internal RestAnswer? TakeFailure(string method)
    {
        lock (_lock)
        {
            var index = _failures.FindIndex(
                failure => failure.Method is null || failure.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                return null;
            var failure = _failures[index].Answer;
            _failures.RemoveAt(index);
            return failure;
        }
    }
}
