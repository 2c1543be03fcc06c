namespace OlConnector.Gateways.Http;

/// <summary>Watches one request: whether any byte of it was handed to the network, and that it goes out over one connection only.</summary>
internal sealed class Witness
{
    private static readonly AsyncLocal<Witness?> Present = new();

    private WitnessedStream? _connection;

    /// <summary>True once the request's first byte is on its way. Until then the request surely was not received.</summary>
    public bool SawBytesLeave => _connection is not null;

    /// <summary>Begins to watch the request that this flow of calls is about to send.</summary>
    public static Witness Begin() => Present.Value = new Witness();

    /// <summary>Called by a connection before it writes. HTTP/1.1 writes a request in the flow of its caller.</summary>
    /// <exception cref="IOException">
    /// The request already went out over another connection. .NET's handler repeats a request without a body up to three times when a
    /// server closes without an answer;
    /// for a gateway that is sent to by GET each of them would be a message.
    /// </exception>
    public static void Note(WitnessedStream connection)
    {
        if (Present.Value is not { } witness) return;
        if ((witness._connection ??= connection) != connection) throw new IOException("The request is not sent a second time.");
    }
}

/// <summary>A connection's plain side (inside TLS), which tells the <see cref="Witness"/> of every write.</summary>
internal sealed class WitnessedStream(Stream inner) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Witness.Note(this);
        inner.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Witness.Note(this);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Witness.Note(this);
        return inner.WriteAsync(buffer, offset, count, cancellationToken);
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
