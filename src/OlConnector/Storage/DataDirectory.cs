namespace OlConnector.Storage;

/// <summary>The folder of everything this node keeps: database, keys, spool. Locked, so that no second process shares it.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    /// <param name="path">The folder; made when it is missing.</param>
    /// <exception cref="DataDirectoryInUseException">Another process uses the folder.</exception>
    /// <exception cref="DataDirectoryException">This user may not make the folder or write into it.</exception>
    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            Private(Directory.CreateDirectory(Path));
        }
        catch (Exception closed) when (closed is UnauthorizedAccessException or IOException)
        {
            throw Unusable(closed);
        }

        try
        {
            _lock = new FileStream(File("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new DataDirectoryInUseException(
                $"DataDirectory '{Path}' is in use by another OlConnector process. Stop it, or give this one another DataDirectory.", busy);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw Unusable(closed);
        }
    }

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>Closes a folder to everybody but this user: it holds texts and numbers.</summary>
    internal static DirectoryInfo Private(DirectoryInfo folder)
    {
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return folder;
    }

    /// <summary>
    /// Does nothing as long as the folder is this process's alone, as it is from the beginning of this object to its end.
    /// </summary>
    /// <exception cref="ObjectDisposedException">It was let go: another process may have it.</exception>
    public void EnsureHeld() => ObjectDisposedException.ThrowIf(!_lock.CanWrite, this);

    /// <summary>The full path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private DataDirectoryException Unusable(Exception why) => new(
        $"DataDirectory '{Path}' cannot be used: {why.Message} "
        + "Make it a folder that belongs to the user who runs OlConnector, or name another one.", why);
}

/// <summary>The data directory cannot be used; the message says why and what to do.</summary>
internal class DataDirectoryException(string message, Exception inner) : InvalidOperationException(message, inner);

/// <summary>Another process of the product holds the data directory.</summary>
internal sealed class DataDirectoryInUseException(string message, Exception inner) : DataDirectoryException(message, inner);
