namespace OlConnector.Webhooks;

/// <summary>What came of one try.</summary>
/// <param name="Status">What the receiver answered; null for no answer.</param>
/// <param name="Error">What went wrong, as a code; null when it was taken.</param>
internal sealed record Receipt(int? Status, string? Error)
{
    /// <summary>The receiver said that it wants no more (410, Standard Webhooks 1.0).</summary>
    public bool IsGone => Status == StatusCodes.Status410Gone;

    /// <summary>The receiver has it.</summary>
    public bool IsTaken => Error is null;

    /// <summary>What an answer means: 2xx is taken, everything else is not, a redirect neither.</summary>
    public static Receipt Of(int status) => new(status, status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => "REDIRECT",
        _ => "STATUS",
    });
}
