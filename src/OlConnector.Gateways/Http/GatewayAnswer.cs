namespace OlConnector.Gateways.Http;

/// <summary>What came of one HTTP call. A closed family.</summary>
internal abstract record GatewayAnswer
{
    private GatewayAnswer() { }

    /// <summary>The gateway answered in full.</summary>
    /// <param name="Status">HTTP status code.</param>
    /// <param name="Body">The body as text; at most 1 MB of UTF-8.</param>
    /// <param name="RetryAfter">The header Retry-After, capped; null when absent or unreadable.</param>
    /// <param name="Location">Host to which a redirect points; it is never followed.</param>
    public sealed record Answered(int Status, string Body, TimeSpan? RetryAfter = null, string? Location = null) : GatewayAnswer
    {
        /// <summary>True for a status of 200 to 299.</summary>
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>No byte of the request left: the gateway cannot have received it.</summary>
    /// <param name="Code">A word for the reason: UNREACHABLE, NAME_NOT_FOUND, TLS, ADDRESS_NOT_PERMITTED, TIMEOUT.</param>
    /// <param name="Why">The reason in words, without secrets.</param>
    public sealed record NotSent(string Code, string Why) : GatewayAnswer;

    /// <summary>Bytes left and no whole answer came: nobody can say what the gateway did.</summary>
    /// <param name="Why">The reason in words, without secrets.</param>
    public sealed record Lost(string Why) : GatewayAnswer;
}
