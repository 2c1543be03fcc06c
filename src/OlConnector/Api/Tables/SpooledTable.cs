using System.Buffers;
using OlConnector.Api.Csv;
using OlConnector.Storage;

namespace OlConnector.Api.Tables;

/// <summary>
/// A table that somebody sends, kept in a file that only this process sees and that goes with it: memory does not grow with the table.
/// </summary>
internal sealed class SpooledTable : IAsyncDisposable
{
    private const string Folder = "tables";

    /// <summary>What is looked at to find the delimiter. 64 Ki characters.</summary>
    private const int Sample = 64 * 1024;

    private readonly FileStream _file;

    private SpooledTable(FileStream file) => _file = file;

    /// <summary>How its bytes mean letters; null for UTF-16 without a mark.</summary>
    public string? Encoding { get; private set; }

    /// <summary>True for a table without a byte.</summary>
    public bool IsEmpty => _file.Length == 0;

    /// <summary>Takes a table in; null where it is too large, and nothing of it is kept.</summary>
    internal static async Task<SpooledTable?> TakeAsync(HttpRequest request, DataDirectory directory, CancellationToken ct)
    {
        if (request.ContentLength > TakesCsvAttribute.MostBytes) return null;
        var table = new SpooledTable(Open(directory));
        var (encoding, bytes) = (new TableEncoding(), ArrayPool<byte>.Shared.Rent(16 * 1024));
        try
        {
            for (int read; (read = await request.Body.ReadAsync(bytes, ct)) > 0;)
            {
                if (table._file.Length + read > TakesCsvAttribute.MostBytes)
                {
                    await table.DisposeAsync();
                    return null;
                }

                encoding.Look(bytes.AsSpan(0, read));
                await table._file.WriteAsync(bytes.AsMemory(0, read), ct);
            }

            table.Encoding = encoding.Name();
            return table;
        }
        catch
        {
            await table.DisposeAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>The beginning of the table.</summary>
    internal string BeginningAs(string encoding)
    {
        using var reader = ReaderAs(encoding);
        var sample = new char[Sample];
        return new string(sample, 0, reader.ReadBlock(sample));
    }

    /// <summary>Reads the table from its beginning, without its mark.</summary>
    internal StreamReader ReaderAs(string encoding)
    {
        _file.Position = 0;
        return new StreamReader(_file, TableEncoding.Of(encoding), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>Without a name from the beginning, where the system allows it: a killed process leaves nothing.</summary>
    private static FileStream Open(DataDirectory directory)
    {
        var folder = DataDirectory.Private(Directory.CreateDirectory(directory.File(Folder)));
        var path = Path.Combine(folder.FullName, Path.GetRandomFileName());
        var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 16 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }
}
