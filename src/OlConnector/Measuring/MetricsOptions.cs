using System.ComponentModel.DataAnnotations;
using OlConnector.Secrets;

namespace OlConnector.Measuring;

/// <summary>What is measured, and who may read it. Off unless a reader is named.</summary>
internal sealed class MetricsOptions : IValidatableObject
{
    public const string Section = "Metrics";

    /// <summary>
    /// The bearer token with which Prometheus reads <c>/metrics</c>. At least 24 characters. Empty: there is no such address.
    /// </summary>
    [Unguessable(24, ErrorMessage = "Metrics:Token must have at least 24 characters; leave it out to switch it off.")]
    public string? Token { get; set; }

    /// <summary>The collector that is told by OpenTelemetry's protocol: <c>http://collector:4317</c>. Empty: none.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>How it is told. Default: grpc.</summary>
    public OtlpProtocol OtlpProtocol { get; set; } = OtlpProtocol.Grpc;

    /// <summary>How often the database is read for gauges. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Most series of one metric of lines; what is beyond is summed up as one. Default: 10 000.</summary>
    [Range(100, 1_000_000)]
    public int Series { get; set; } = 10_000;

    /// <summary>Somebody reads.</summary>
    internal bool IsOn => !string.IsNullOrEmpty(Token) || !string.IsNullOrEmpty(OtlpEndpoint);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(OtlpEndpoint)
            && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult($"{Section}:OtlpEndpoint must be an address such as http://collector:4317.");
    }
}

/// <summary>The forms of OpenTelemetry's protocol.</summary>
internal enum OtlpProtocol
{
    /// <summary>gRPC, usually port 4317.</summary>
    Grpc,

    /// <summary>HTTP with protobuf, usually port 4318; the address ends in <c>/v1/metrics</c>.</summary>
    Http,
}
