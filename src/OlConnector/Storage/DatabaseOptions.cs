using System.ComponentModel.DataAnnotations;

namespace OlConnector.Storage;

/// <summary>Which database keeps the books.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c>, the embedded default.</summary>
    [RegularExpression("^(?i)sqlite$", ErrorMessage = "Database:Provider must be Sqlite.")]
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Connection string; empty for <c>olconnector.db</c> in the data directory.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Writes that may wait for their turn before callers are told to come back. Default: 20 000.</summary>
    [Range(100, 1_000_000)]
    public int WaitingWrites { get; set; } = 20_000;

    /// <summary>Most writes that share one commit. Default: 512.</summary>
    [Range(1, 10_000)]
    public int WritesPerCommit { get; set; } = 512;
}
