using System.ComponentModel.DataAnnotations;

namespace OlConnector.Intake.Spooling;

/// <summary>What this node keeps of HANDLER calls while the database is away.</summary>
internal sealed class SpoolOptions
{
    public const string Section = "Spool";

    /// <summary>
    /// Most bytes of calls that wait in the spool; above it calls are answered 503. Default: 256 MB, about 300 000 calls.
    /// </summary>
    [Range(1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>A call waits for the database this long, then it goes to the spool. Default: 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:20")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);
}
