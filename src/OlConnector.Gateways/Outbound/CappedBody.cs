namespace OlConnector.Gateways.Outbound;

/// <summary>Reads the body of an answer from a stranger, unpacked and with an end.</summary>
public static class CappedBody
{
    private const int BufferBytes = 16 * 1024;

    /// <summary>The body from its beginning; null when it is longer than the cap, and then the rest is not read.</summary>
    /// <param name="answer">The answer, of which only the headers were read.</param>
    /// <param name="mostBytes">The cap, in bytes after unpacking.</param>
    /// <param name="ct">Ends when the time is over.</param>
    public static async Task<MemoryStream?> ReadAsync(HttpResponseMessage answer, int mostBytes, CancellationToken ct)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var read = new MemoryStream();
        var buffer = new byte[BufferBytes];
        while (await stream.ReadAsync(buffer, ct) is var count and > 0)
        {
            if (read.Length + count > mostBytes) return null;
            read.Write(buffer, 0, count);
        }

        read.Position = 0;
        return read;
    }
}
