using System.Buffers.Binary;

namespace OlConnector.Gateways.Smpp;

/// <summary>One protocol data unit: a header of four numbers and a body (SMPP 3.4, section 3.2).</summary>
/// <param name="Command">What it asks, or answers: <see cref="SmppCommand"/>.</param>
/// <param name="Status">0 in a request and in a good answer; else the refusal.</param>
/// <param name="Sequence">Ties an answer to its request, 1 … 0x7FFFFFFF.</param>
/// <param name="Body">What follows the header.</param>
internal sealed record Pdu(uint Command, uint Status, uint Sequence, ReadOnlyMemory<byte> Body)
{
    /// <summary>Octets of a header.</summary>
    public const int HeaderLength = 16;

    /// <summary>Longest unit that is read, in octets. 64 KiB: a longer one is no text message but a broken or hostile peer.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>True for answers: their highest bit is set.</summary>
    public bool IsResponse => (Command & SmppCommand.Response) != 0;

    /// <summary>True when a unit may have this length.</summary>
    public static bool IsLength(uint length) => length is >= HeaderLength and <= MaxLength;

    /// <summary>The unit as it goes over the wire.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderLength + Body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), Command);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), Status);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), Sequence);
        Body.Span.CopyTo(bytes.AsSpan(HeaderLength));
        return bytes;
    }

    /// <summary>Reads one whole unit.</summary>
    /// <returns>Null when the octets are not exactly one unit.</returns>
    public static Pdu? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength) return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (!IsLength(length) || length != (uint)bytes.Length) return null;
        return new Pdu(
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]), bytes[HeaderLength..].ToArray());
    }
}

/// <summary>Command ids (SMPP 3.4, section 5.1.2.1).</summary>
internal static class SmppCommand
{
    public const uint Response = 0x80000000;
    public const uint GenericNack = 0x80000000;
    public const uint BindReceiver = 1;
    public const uint BindTransmitter = 2;
    public const uint SubmitSm = 4;
    public const uint DeliverSm = 5;
    public const uint Unbind = 6;
    public const uint BindTransceiver = 9;
    public const uint EnquireLink = 0x15;
    public const uint DataSm = 0x103;
}

/// <summary>Statuses that the session itself says or minds (SMPP 3.4, section 5.1.3).</summary>
internal static class SmppStatus
{
    public const uint Ok = 0;
    public const uint InvalidCommandLength = 0x02;
    public const uint InvalidCommandId = 0x03;
    public const uint IncorrectBindStatus = 0x04;
    public const uint AlreadyBound = 0x05;
    public const uint BindFailed = 0x0D;
    public const uint InvalidPassword = 0x0E;
    public const uint InvalidSystemId = 0x0F;
    public const uint QueueFull = 0x14;
    public const uint InvalidSystemType = 0x53;
    public const uint Throttled = 0x58;
    public const uint TemporaryAppError = 0x64;
    public const uint PermanentAppError = 0x65;
}
