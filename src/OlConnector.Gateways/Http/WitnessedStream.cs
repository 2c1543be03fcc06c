namespace OlConnector.Gateways.Http;

/// <summary>Notes whether any byte of the present request was handed to the network.</summary>
internal sealed class Witness
{
    private static readonly AsyncLocal<Witness?> Present = new();

    /// <summary>True once the request's first byte is on its way. Until then the request surely was not received.</summary>
    public bool SawBytesLeave { get; private set; }

    /// <summary>Begins to watch the request that this flow of calls is about to send.</summary>
    public static Witness Begin() => Present.Value = new Witness();

    /// <summary>Called by the stream before it writes. HTTP/1.1 writes a request in the flow of its caller.</summary>
    public static void Note()
    {
        if (Present.Value is { } witness) witness.SawBytesLeave = true;
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

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Witness.Note();
        inner.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Witness.Note();
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Witness.Note();
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
