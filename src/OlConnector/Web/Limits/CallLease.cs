using System.Threading.RateLimiting;

namespace OlConnector.Web.Limits;

/// <summary>The answer of a <see cref="CallBucket"/>: in, or how long to wait.</summary>
internal sealed class CallLease : RateLimitLease
{
    private readonly TimeSpan? _retryAfter;
    private readonly int _calls;
    private CallBucket? _bucket;

    /// <summary>In.</summary>
    internal CallLease(CallBucket bucket, int calls) => (_bucket, _calls) = (bucket, calls);

    /// <summary>Not in.</summary>
    internal CallLease(TimeSpan retryAfter) => _retryAfter = retryAfter;

    /// <inheritdoc/>
    public override bool IsAcquired => _retryAfter is null;

    /// <inheritdoc/>
    public override IEnumerable<string> MetadataNames => _retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

    /// <summary>Gives the calls back to the bucket, once.</summary>
    internal void GiveBack() => Interlocked.Exchange(ref _bucket, null)?.GiveBack(_calls);

    /// <inheritdoc/>
    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? _retryAfter : null;
        return metadata is not null;
    }
}
