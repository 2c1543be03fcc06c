using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OlConnector.Keeping.Moving;

/// <summary>
/// What rows add up to, in whatever order they come: 128 bits of each row's SHA-256. Two tables with the same number of rows and the same
/// sum hold the same values.
/// </summary>
internal sealed class RowPrint
{
    private readonly ArrayBufferWriter<byte> _row = new(4096);

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Their sum.</summary>
    public UInt128 Sum { get; private set; }

    /// <summary>The next value of the row that is being read; null for none.</summary>
    internal void Add(object? value)
    {
        switch (value)
        {
            case null: Write(0, []); break;
            case string text: Write(1, Encoding.UTF8.GetBytes(text)); break;
            case bool flag: Write(2, [flag ? (byte)1 : (byte)0]); break;
            case Guid key: Write(3, key.ToByteArray()); break;
            case double number: Write(4, BitConverter.GetBytes(number)); break;
            default: Write(5, BitConverter.GetBytes(Convert.ToInt64(value, provider: null))); break;
        }
    }

    /// <summary>The row has ended.</summary>
    internal void EndRow()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_row.WrittenSpan, hash);
        Sum = unchecked(Sum + BinaryPrimitives.ReadUInt128LittleEndian(hash));
        Rows++;
        _row.ResetWrittenCount();
    }

    private void Write(byte kind, ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[5];
        head[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], value.Length);
        _row.Write(head);
        _row.Write(value);
    }
}
