using System.Numerics;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>
/// A text with groups, read once: <c>{a|b}</c> writes one of its options, <c>[+, +a|b]</c> all of them in any order. The rules are in
/// <c>docs/text.md</c>. Immutable; may be shared between threads.
/// </summary>
/// <remarks>
/// A source that cannot be read as a template is not half read: <see cref="IsValid"/> is false, and the one text it can give is
/// the source itself.
/// </remarks>
public sealed class SpintaxTemplate
{
    private readonly SpintaxReading _reading;
    private DistinctCount? _distinct;
    private IReadOnlyList<SpintaxSpan>? _spans;

    private SpintaxTemplate(string source, SpintaxReading reading)
    {
        Source = source;
        _reading = reading;
        Root = reading.Root ?? SpintaxNodeMaking.Sequence([SpintaxNodeMaking.Text(0, source.Length)]);
    }

    /// <summary>The text as it was written.</summary>
    public string Source { get; }

    /// <summary>False when there is an error. Warnings do not matter.</summary>
    public bool IsValid => _reading.Errors.Count == 0;

    /// <summary>Why the source is no template, in the order of the source.</summary>
    public IReadOnlyList<SpintaxProblem> Errors => _reading.Errors;

    /// <summary>What is odd but goes out as text, in the order of the source.</summary>
    public IReadOnlyList<SpintaxProblem> Warnings => _reading.Warnings;

    /// <summary>Groups with at least two options, nested ones counted.</summary>
    public int GroupCount => IsValid ? _reading.Groups : 0;

    /// <summary>In how many ways the template can be written: exact, however large. At least the number of different texts.</summary>
    public BigInteger Ways => Root.Ways;

    /// <summary>How many different texts there are; bounds when there are more ways than are listed.</summary>
    public DistinctCount Distinct => _distinct ??= DistinctTexts.Count(this);

    /// <summary>The shortest text, by UTF-16 units; the first when several are equal.</summary>
    public string Shortest => WriteShortest().Text;

    /// <summary>The longest text, by UTF-16 units; the first when several are equal.</summary>
    public string Longest => WriteLongest().Text;

    /// <summary>Source text of the outermost groups, in order. Two messages of one campaign have the same.</summary>
    public IReadOnlyList<string> GroupSources => SpintaxParts.GroupSources(this);

    /// <summary>The source without its outermost groups.</summary>
    public string LiteralText => SpintaxParts.LiteralText(this);

    /// <summary>What an editor highlights, in the order of the source; an outer span stands before the spans inside.</summary>
    public IReadOnlyList<SpintaxSpan> Spans => _spans ??= SpintaxParts.Spans(this);

    internal SequenceNode Root { get; }

    internal HashSet<int>? NotPermutations => _reading.NotPermutations;

    /// <summary>Reads any string. Linear in its length; a source over <see cref="SpintaxLimits.Characters"/> is refused unread.</summary>
    public static SpintaxTemplate Parse(string source) => new(source, SpintaxReading.Of(source));

    /// <summary>Writes one variant: options are equally likely within their group, groups are independent.</summary>
    public string Render(Random random) => Write(random).Text;

    /// <summary>The same, as the letter's fields want it.</summary>
    public SpintaxVariant Write(Random random) => VariantWriting.Write(Source, Root, new RandomPicker(random));

    /// <summary>Variant number <paramref name="k"/>, without writing the others.</summary>
    /// <param name="k">From 0 to one less than <see cref="Ways"/>. The first group of the text turns fastest.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such variant.</exception>
    public string Variant(BigInteger k) => Write(k).Text;

    internal SpintaxVariant WriteShortest() => VariantWriting.Write(Source, Root, new LengthPicker(longest: false));

    internal SpintaxVariant WriteLongest() => VariantWriting.Write(Source, Root, new LengthPicker(longest: true));

    internal SpintaxVariant Write(BigInteger k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(k, Ways);
        return Ways <= ulong.MaxValue
            ? VariantWriting.Write(Source, Root, new IndexPicker<ulong>((ulong)k))
            : VariantWriting.Write(Source, Root, new IndexPicker<BigInteger>(k));
    }
}
