namespace OlConnector.Secrets;

/// <summary>What guards the keys by which secrets in the database are encrypted.</summary>
internal sealed class SecretsOptions
{
    public const string Section = "Secrets";

    /// <summary>
    /// A passphrase of at least 32 characters that wraps the key ring. Needed on PostgreSQL, where ring and secrets lie side by side.
    /// Keep it apart from backups.
    /// </summary>
    [Unguessable(32, ErrorMessage = "Secrets:MasterKey must have at least 32 characters.")]
    public string? MasterKey { get; set; }
}
