using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace OlConnector.Gateways.Smpp;

/// <summary>
/// Reads the fields of a body one after another. After the first field that does not fit, <see cref="IsBroken"/> stays true and all else
/// reads empty.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct PduReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    public bool IsBroken { get; private set; }

    /// <summary>One octet.</summary>
    public byte Octet() => Octets(1) is [var one] ? one : (byte)0;

    /// <summary>A text that ends with a zero octet.</summary>
    /// <param name="max">Most octets with the zero.</param>
    public string Text(int max)
    {
        var end = _rest[..Math.Min(max, _rest.Length)].IndexOf((byte)0);
        if (end < 0)
        {
            Octets(int.MaxValue);
            return "";
        }

        return Encoding.Latin1.GetString(Octets(end + 1)[..end]);
    }

    /// <summary>So many octets.</summary>
    public ReadOnlySpan<byte> Octets(int count)
    {
        if (IsBroken || count > _rest.Length)
        {
            IsBroken = true;
            _rest = default;
            return default;
        }

        var some = _rest[..count];
        _rest = _rest[count..];
        return some;
    }

    /// <summary>The optional parameters that end a body; of a tag given twice the first counts. A torn last one breaks the body.</summary>
    public Dictionary<ushort, byte[]> Parameters()
    {
        var found = new Dictionary<ushort, byte[]>();
        while (!_rest.IsEmpty)
        {
            var head = Octets(4);
            if (IsBroken) break;
            var value = Octets(BinaryPrimitives.ReadUInt16BigEndian(head[2..]));
            if (!IsBroken) found.TryAdd(BinaryPrimitives.ReadUInt16BigEndian(head), value.ToArray());
        }

        return found;
    }
}

/// <summary>Writes the fields of a body one after another.</summary>
internal sealed class PduWriter
{
    private readonly ArrayBufferWriter<byte> _body = new(128);

    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;

    public PduWriter Octets(params ReadOnlySpan<byte> octets)
    {
        _body.Write(octets);
        return this;
    }

    /// <summary>A text and its zero octet.</summary>
    public PduWriter Text(string text) => Octets(Encoding.Latin1.GetBytes(text)).Octets((byte)0);

    public PduWriter Parameters(IReadOnlyDictionary<ushort, byte[]> parameters)
    {
        Span<byte> head = stackalloc byte[4];
        foreach (var (tag, value) in parameters.OrderBy(pair => pair.Key))
        {
            BinaryPrimitives.WriteUInt16BigEndian(head, tag);
            BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)value.Length);
            Octets(head).Octets(value);
        }

        return this;
    }
}
