using System.ComponentModel.DataAnnotations;

namespace OlConnector.Storage;

/// <summary>Which database keeps the books.</summary>
internal sealed class DatabaseOptions : IValidatableObject
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c>, the embedded default for one node, or <c>PostgreSql</c> (15 or newer) for one or several.</summary>
    [RegularExpression("^(?i)(sqlite|postgresql)$", ErrorMessage = "Database:Provider must be Sqlite or PostgreSql.")]
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Connection string; empty for <c>olconnector.db</c> in the data directory. PostgreSQL needs one.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Writes that may wait for their turn before callers are told to come back. Default: 20 000.</summary>
    [Range(100, 1_000_000)]
    public int WaitingWrites { get; set; } = 20_000;

    /// <summary>Most writes that share one commit. Default: 512.</summary>
    [Range(1, 10_000)]
    public int WritesPerCommit { get; set; } = 512;

    /// <summary>Connections of one node that write at the same time; PostgreSQL only, SQLite has one writer. Default: 8.</summary>
    [Range(2, 64)]
    public int Writers { get; set; } = 8;

    /// <summary>True for PostgreSQL.</summary>
    internal bool IsPostgreSql => Provider.Equals("PostgreSql", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsPostgreSql && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new ValidationResult(
                "Database:ConnectionString is needed for PostgreSql, "
                + "for example 'Host=db;Username=olconnector;Password=…;Database=olconnector'.",
                [nameof(ConnectionString)]);
    }
}
