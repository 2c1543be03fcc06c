namespace OlConnector.Secrets;

/// <summary>All that is said about secrets. None of them is among it.</summary>
internal static partial class SecretsLog
{
    [LoggerMessage(
        EventId = 5101, Level = LogLevel.Warning,
        Message = "The keys that encrypt secrets lie unwrapped in {Folder}: whoever reads that folder and the database reads the secrets. "
            + "Set Secrets:MasterKey to wrap new ones")]
    internal static partial void KeysUnwrapped(this ILogger logger, string folder);
}
