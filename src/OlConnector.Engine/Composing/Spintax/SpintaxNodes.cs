using System.Numerics;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>
/// A piece of a read template. It knows in how many ways it can be written and how long its texts are, so that counting and
/// listing never walk through the variants.
/// </summary>
internal abstract class SpintaxNode
{
    /// <summary>In how many ways the piece can be written. Different ways may give the same text.</summary>
    public required BigInteger Ways { get; init; }

    /// <summary>Length of the shortest text, in UTF-16 units.</summary>
    public required int Shortest { get; init; }

    /// <summary>Length of the longest text, in UTF-16 units.</summary>
    public required int Longest { get; init; }
}

/// <summary>A stretch of the source that is copied as it is.</summary>
internal sealed class TextNode : SpintaxNode
{
    public required int Start { get; init; }

    public required int Length { get; init; }

    /// <summary>One of the opaque tokens, or a protected brace; <see cref="SpintaxTokenKind.Text"/> for everything else.</summary>
    public required SpintaxTokenKind Kind { get; init; }

    public int End => Start + Length;
}

/// <summary>Pieces one after the other: the whole template, or one option.</summary>
internal sealed class SequenceNode : SpintaxNode
{
    public required SpintaxNode[] Parts { get; init; }
}

/// <summary>Something with options.</summary>
internal abstract class GroupNode : SpintaxNode
{
    /// <summary>Place of the opening bracket in the source.</summary>
    public required int Start { get; init; }

    /// <summary>Length in the source, both brackets included.</summary>
    public required int Length { get; init; }

    public required SequenceNode[] Options { get; init; }
}

/// <summary><c>{a|b}</c>: one of the options.</summary>
internal sealed class ChoiceNode : GroupNode;

/// <summary><c>[+, +a|b]</c>: all options, in any order.</summary>
internal sealed class PermutationNode : GroupNode
{
    /// <summary>What stands between two options.</summary>
    public required SpintaxSeparator Separator { get; init; }

    /// <summary>The ways of the options for one order.</summary>
    public required BigInteger WaysInside { get; init; }
}
