using System.Numerics;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>Makes nodes and counts on the way: a sequence multiplies, a choice adds, a permutation multiplies its options and n!.</summary>
internal static class SpintaxNodeMaking
{
    public static TextNode Text(int start, int length, SpintaxTokenKind kind = SpintaxTokenKind.Text) =>
        new() { Start = start, Length = length, Kind = kind, Ways = BigInteger.One, Shortest = length, Longest = length };

    public static SequenceNode Sequence(List<SpintaxNode> parts)
    {
        var ways = BigInteger.One;
        int shortest = 0, longest = 0;
        foreach (var part in parts)
        {
            if (!part.Ways.IsOne) ways *= part.Ways;
            shortest += part.Shortest;
            longest += part.Longest;
        }
        return new SequenceNode { Parts = [.. parts], Ways = ways, Shortest = shortest, Longest = longest };
    }

    public static ChoiceNode Choice(int start, int length, List<SequenceNode> options)
    {
        var ways = BigInteger.Zero;
        int shortest = int.MaxValue, longest = 0;
        foreach (var option in options)
        {
            ways += option.Ways;
            shortest = Math.Min(shortest, option.Shortest);
            longest = Math.Max(longest, option.Longest);
        }
        return new ChoiceNode
        {
            Start = start,
            Length = length,
            Options = [.. options],
            Ways = ways,
            Shortest = shortest,
            Longest = longest,
        };
    }

    public static PermutationNode Permutation(int start, int length, SpintaxSeparator separator, List<SequenceNode> options)
    {
        BigInteger inside = BigInteger.One, orders = BigInteger.One;
        var separators = separator.Text.Length * (options.Count - 1);
        int shortest = separators, longest = separators;
        for (var i = 0; i < options.Count; i++)
        {
            inside *= options[i].Ways;
            orders *= i + 1;
            shortest += options[i].Shortest;
            longest += options[i].Longest;
        }
        return new PermutationNode
        {
            Start = start,
            Length = length,
            Separator = separator,
            Options = [.. options],
            WaysInside = inside,
            Ways = inside * orders,
            Shortest = shortest,
            Longest = longest,
        };
    }
}
