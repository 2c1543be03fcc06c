using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;

namespace OlConnector.Intake.Spooling;

/// <summary>
/// Keeps accepted messages on this node's own disk while the database is away. A record is on the disk before its call is answered; calls
/// that come together share a flush. From the first record until the last one is stored everything goes through here, so that the order
/// stays.
/// </summary>
internal sealed class Spool : IAsyncDisposable
{
    /// <summary>What is refused must not come out of a buffer later.</summary>
    private const int Unbuffered = 0;

    /// <summary>Calls that wait for a flush; more are refused.</summary>
    private const int MostWaiting = 10_000;

    private readonly Channel<(byte[] Record, TaskCompletionSource<bool> Done)> _waiting =
        Channel.CreateBounded<(byte[], TaskCompletionSource<bool>)>(new BoundedChannelOptions(MostWaiting));

    private readonly DirectoryInfo _folder;
    private readonly SpoolOptions _options;
    private readonly Wakeups _wakeups;
    private readonly SpoolLeftovers _leftovers;
    private readonly ILogger<Spool> _log;
    private readonly Lock _gate = new();
    private readonly Task _writing;
    private FileStream? _open;
    private long _bytes;
    private long _calls;
    private long _number;
    private volatile bool _isActive;

    public Spool(
        DataDirectory directory, SpoolLeftovers leftovers, IOptions<SpoolOptions> options, Wakeups wakeups, ILogger<Spool> log)
    {
        (_leftovers, _options, _wakeups, _log) = (leftovers, options.Value, wakeups, log);
        _folder = DataDirectory.Private(Directory.CreateDirectory(directory.File(SpoolLeftovers.Folder)));
        _bytes = Segments().Sum(path => new FileInfo(path).Length);
        _number = Segments().Select(path => long.Parse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture))
            .DefaultIfEmpty().Max();
        _isActive = Segments().Any();
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>True while messages lie in it: then new ones go through it as well.</summary>
    public bool IsActive => _isActive;

    /// <summary>Calls that were put in since it was last empty.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>True when another call finds room.</summary>
    public bool HasRoom => Interlocked.Read(ref _bytes) < _options.MaxBytes;

    /// <summary>Where the files lie.</summary>
    internal string Folder => _folder.FullName;

    /// <summary>Puts a record on the disk; false when there is no room, or the disk refuses.</summary>
    internal Task<bool> PutAsync(byte[] record)
    {
        var (framed, done) = (SpoolFile.Frame(record), new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        // What is on its way to the disk takes its room already.
        if (Interlocked.Add(ref _bytes, framed.Length) <= _options.MaxBytes && _waiting.Writer.TryWrite((framed, done))) return done.Task;
        Interlocked.Add(ref _bytes, -framed.Length);
        return Task.FromResult(false);
    }

    /// <summary>Closes the file that is being written, so that it can be read to its end. The files so far, oldest first.</summary>
    internal IReadOnlyList<string> CutOff()
    {
        lock (_gate)
        {
            _open?.Dispose();
            _open = null;
            return [.. Segments()];
        }
    }

    /// <summary>
    /// All records of a file that could be read are stored. What follows them was cut off by a crash before it was answered, or spoiled by
    /// the disk: it is kept for a person.
    /// </summary>
    internal void Remove(string segment, long read)
    {
        lock (_gate)
        {
            var length = new FileInfo(segment).Length;
            Interlocked.Add(ref _bytes, -length);
            if (read == length)
            {
                File.Delete(segment);
                return;
            }

            KeepRest(segment, read);
            _log.SpoolRestKept(Path.GetFileNameWithoutExtension(segment), length - read);
        }
    }

    /// <summary>True when nothing came meanwhile: from now on messages go to the database again.</summary>
    internal bool TryClose()
    {
        lock (_gate)
        {
            if (_open is not null || Segments().Any()) return false;
            if (_isActive) _log.SpoolEmptied(Calls);
            _isActive = false;
            Interlocked.Exchange(ref _calls, 0);
            return true;
        }
    }

    /// <summary>What could never be stored, kept for a person.</summary>
    internal void Reject(byte[] record)
    {
        using var file = new FileStream(_leftovers.NewPath("rejected"), FileMode.CreateNew, FileAccess.Write);
        file.Write(record);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        CutOff();
    }

    /// <summary>Only what could not be read: the rest of the file is stored, and lies here no more.</summary>
    private void KeepRest(string segment, long read)
    {
        using (var from = File.OpenRead(segment))
        using (var to = new FileStream(_leftovers.NewPath("rest"), FileMode.CreateNew, FileAccess.Write))
        {
            from.Position = read;
            from.CopyTo(to);
            to.Flush(flushToDisk: true);
        }

        File.Delete(segment);
    }

    private IEnumerable<string> Segments() => _folder.EnumerateFiles("*.spool").Select(file => file.FullName).Order(StringComparer.Ordinal);

    private async Task WriteAsync()
    {
        var together = new List<(byte[] Record, TaskCompletionSource<bool> Done)>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            while (together.Count < 512 && _waiting.Reader.TryRead(out var item)) together.Add(item);
            var isKept = TryWrite(together.ConvertAll(item => item.Record));
            foreach (var (_, done) in together) done.TrySetResult(isKept);
            together.Clear();
        }
    }

    private bool TryWrite(List<byte[]> records)
    {
        lock (_gate)
        {
            var before = _open?.Length ?? 0;
            try
            {
                if (!_isActive) Begin();
                _open ??= OpenNext();
                before = _open.Length;
                foreach (var record in records) _open.Write(record);
                _open.Flush(flushToDisk: true);
                Interlocked.Add(ref _calls, records.Count);
                return true;
            }
            catch (Exception failure)
            {
                _log.SpoolRefused(failure.GetType().Name);
                Interlocked.Add(ref _bytes, -records.Sum(record => (long)record.Length));
                TakeBack(before);
                return false;
            }
        }
    }

    private FileStream OpenNext() =>
        new(Path.Combine(Folder, $"{++_number:0000000000}.spool"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, Unbuffered);

    private void Begin()
    {
        _log.SpoolBegun();
        _isActive = true;
        _wakeups.Spooling.Pulse();
    }

    /// <summary>Half a record must not stand before whole ones.</summary>
    private void TakeBack(long length)
    {
        try
        {
            _open?.SetLength(length);
        }
        catch (IOException)
        {
            // What is left of them is recognised as not whole.
        }

        // The next ones begin a file of their own.
        _open?.Dispose();
        _open = null;
    }
}
