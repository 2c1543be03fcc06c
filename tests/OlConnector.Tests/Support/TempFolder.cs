namespace OlConnector.Tests.Support;

/// <summary>A folder of one test's own, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("olconnector-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        TestDatabase.Drop(Path);
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A file is still open; the system's cleaning of temporary files takes it.
        }
    }
}
