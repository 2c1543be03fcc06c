using System.Buffers.Binary;
using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Reads ids of queries and bodies, and finds their place in time.</summary>
internal static class Ids
{
    /// <summary>Reads an id; null from <paramref name="id"/> where none is given.</summary>
    internal static Refusal? TryRead(string? text, string field, out Guid? id)
    {
        id = Guid.TryParse(text, out var key) ? key : null;
        return string.IsNullOrEmpty(text) || id is not null ? null : Refuse.Invalid(field, new Said(
            $"Поле {field} — идентификатор в том виде, как его показывает API.",
            $"{field} has to be an id as this API shows it."));
    }

    /// <summary>The lowest id that can be made at this moment (RFC 9562 version 7: 48 bits of Unix milliseconds first).</summary>
    internal static Guid FirstAt(DateTimeOffset moment)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, moment.ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
