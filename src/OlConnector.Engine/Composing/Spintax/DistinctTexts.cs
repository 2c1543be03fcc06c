using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>How many different texts a template has.</summary>
/// <param name="AtLeast">So many were seen.</param>
/// <param name="AtMost">There cannot be more.</param>
public sealed record DistinctCount(BigInteger AtLeast, BigInteger AtMost)
{
    /// <summary>True when all variants were listed.</summary>
    public bool IsExact => AtLeast == AtMost;
}

/// <summary>Lists variants and tells different texts apart by a hash, so that memory does not grow with their length.</summary>
internal static class DistinctTexts
{
    public static DistinctCount Count(SpintaxTemplate template)
    {
        var listed = (int)BigInteger.Min(template.Ways, MostListed(template, SpintaxLimits.ListedVariants));
        var different = FirstOfEach(template, listed).Count;
        return new DistinctCount(different, listed == template.Ways ? different : template.Ways - listed + different);
    }

    /// <summary>
    /// Numbers of the variants that give a text which no earlier variant gives, among the first so many.
    /// </summary>
    public static List<int> FirstOfEach(SpintaxTemplate template, int variants)
    {
        var numbers = new List<int>();
        var seen = new HashSet<UInt128>();
        var buffer = ArrayPool<char>.Shared.Rent(template.Root.Longest);
        for (var number = 0; number < variants; number++)
        {
            var length = VariantWriting.Write(template.Source, template.Root, new IndexPicker<ulong>((ulong)number), buffer);
            if (seen.Add(Fingerprint(buffer.AsSpan(0, length)))) numbers.Add(number);
        }
        ArrayPool<char>.Shared.Return(buffer);
        return numbers;
    }

    /// <summary>The wanted number, or less when the texts are so long that listing would take seconds.</summary>
    public static int MostListed(SpintaxTemplate template, int wanted) =>
        Math.Min(wanted, SpintaxLimits.ListedCharacters / Math.Max(1, template.Root.Longest));

    private static UInt128 Fingerprint(ReadOnlySpan<char> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }
}
