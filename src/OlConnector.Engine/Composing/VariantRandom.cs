using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace OlConnector.Engine.Composing;

/// <summary>
/// Chance that can be replayed: the numbers of xoshiro256** (Blackman and Vigna, 2018), seeded from what identifies a message.
/// The same message draws the same variant on every node, machine and retry.
/// </summary>
/// <remarks>Not for secrets. One instance serves one message and one thread.</remarks>
public sealed class VariantRandom : Random
{
    /// <summary>Names seed and generator together. A change of either takes a new version, else no old message could be replayed.</summary>
    public const string Version = "v1";

    private const int SeedBytes = 32;
    private const int SmallSeedText = 1024;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>A generator whose state is the 32 bytes, read as four little-endian numbers.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes.</exception>
    public VariantRandom(ReadOnlySpan<byte> seed)
        : base(0) // the ancestor's own generator is never asked; a fixed seed keeps it from drawing one
    {
        if (seed.Length != SeedBytes) throw new ArgumentException($"A seed has {SeedBytes} bytes.", nameof(seed));
        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(seed);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(seed[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(seed[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(seed[24..]);
        if ((_s0 | _s1 | _s2 | _s3) == 0) _s0 = 1; // all zeros is the one state the generator cannot leave
    }

    /// <summary>
    /// The chance that belongs to one message: seeded from SHA-256 of the UTF-8 text <c>v1|memberId|code|messageId|template</c>.
    /// </summary>
    /// <param name="portal">The portal's <c>member_id</c>.</param>
    /// <param name="code">The line's CODE in Bitrix24.</param>
    /// <param name="messageId">The message's id as Bitrix24 gave it.</param>
    /// <param name="template">The source text before the variant is chosen.</param>
    public static VariantRandom For(PortalId portal, string code, string messageId, string template) =>
        FromText($"{Version}|{portal.Value}|{code}|{messageId}|{template}");

    /// <summary>Seeded from SHA-256 of a text in UTF-8. Any string is good, unpaired surrogates included.</summary>
    public static VariantRandom FromText(string seed)
    {
        var most = Encoding.UTF8.GetMaxByteCount(seed.Length);
        var rented = most > SmallSeedText ? ArrayPool<byte>.Shared.Rent(most) : null;
        var bytes = rented ?? stackalloc byte[SmallSeedText];
        Span<byte> hash = stackalloc byte[SeedBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(seed, bytes)], hash);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return new VariantRandom(hash);
    }

    /// <inheritdoc/>
    public override int Next() => (int)NextBelow(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)NextBelow((uint)maxValue);
    }

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)(minValue + (long)NextBelow((ulong)((long)maxValue - minValue)));
    }

    /// <inheritdoc/>
    public override long NextInt64() => (long)NextBelow(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)NextBelow((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue + (long)NextBelow((ulong)(maxValue - minValue));
    }

    /// <inheritdoc/>
    public override double NextDouble() => Sample();

    /// <inheritdoc/>
    public override float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!buffer.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            var taken = Math.Min(buffer.Length, word.Length);
            word[..taken].CopyTo(buffer);
            buffer = buffer[taken..];
        }
    }

    /// <summary>53 of the 64 bits, as a number from 0 up to but not including 1.</summary>
    protected override double Sample() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// A number below the bound, each equally likely: the high half of a 128-bit product, drawn again while the low half falls
    /// into the remainder that would favour some numbers (Lemire, 2019). Zero for a bound of zero, as the ancestor has it.
    /// </summary>
    private ulong NextBelow(ulong bound)
    {
        var high = Math.BigMul(NextUInt64(), bound, out var low);
        if (low >= bound) return high;

        for (var remainder = (0 - bound) % bound; low < remainder;) high = Math.BigMul(NextUInt64(), bound, out low);
        return high;
    }

    private ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}
