using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OlConnector.Intake.Spooling;

/// <summary>
/// The form of a spool's file: records one after another, each with its length (4 bytes, little endian), the first 8 bytes of its SHA-256,
/// and itself. A record that a crash cut off is recognised and not taken for a message: whoever wrote it had not been answered yet.
/// </summary>
internal static class SpoolFile
{
    private const int HashLength = 8;
    internal const int HeadLength = 4 + HashLength;

    /// <summary>No message is longer: bodies of calls are limited far below.</summary>
    private const int MaxRecord = 32 * 1024 * 1024;

    internal static byte[] Frame(byte[] record)
    {
        var framed = new byte[HeadLength + record.Length];
        BinaryPrimitives.WriteInt32LittleEndian(framed, record.Length);
        SHA256.HashData(record).AsSpan(0, HashLength).CopyTo(framed.AsSpan(4));
        record.CopyTo(framed, HeadLength);
        return framed;
    }

    /// <summary>The records of a file, up to its end or to the first one that is not whole.</summary>
    internal static IEnumerable<byte[]> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var head = new byte[HeadLength];
        while (file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) == HeadLength)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (length is < 0 or > MaxRecord) yield break;
            var record = new byte[length];
            if (file.ReadAtLeast(record, length, throwOnEndOfStream: false) < length) yield break;
            if (!SHA256.HashData(record).AsSpan(0, HashLength).SequenceEqual(head.AsSpan(4))) yield break;
            yield return record;
        }
    }
}
