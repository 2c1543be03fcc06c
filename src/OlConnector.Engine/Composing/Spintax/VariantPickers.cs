using System.Numerics;

namespace OlConnector.Engine.Composing.Spintax;

/// <summary>Decides what a group writes.</summary>
internal interface IVariantPicker
{
    /// <summary>The option of a choice.</summary>
    int Choose(ChoiceNode choice);

    /// <summary>The options of a permutation in the order in which they are written. The order comes in as 0, 1, 2, ….</summary>
    void Order(PermutationNode permutation, Span<byte> order);
}

/// <summary>
/// Picks by chance. A choice draws one number below its options; a permutation draws one number for each place but the first,
/// from the last to the second (Fisher–Yates). Groups draw in the order in which they are written.
/// </summary>
internal readonly struct RandomPicker(Random random) : IVariantPicker
{
    public int Choose(ChoiceNode choice) => random.Next(choice.Options.Length);

    public void Order(PermutationNode permutation, Span<byte> order)
    {
        for (var last = order.Length - 1; last > 0; last--)
        {
            var other = random.Next(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }
}

/// <summary>
/// Picks variant number k by mixed radix: the first group of a text turns fastest, a permutation's order turns slower than
/// its options, and orders are lexicographic.
/// </summary>
/// <typeparam name="T">Wide enough for the index. Groups with more ways than it can tell count as the most it can.</typeparam>
internal struct IndexPicker<T>(T index) : IVariantPicker
    where T : IBinaryInteger<T>
{
    private T _rest = index;

    public int Choose(ChoiceNode choice)
    {
        var digit = TakeDigit(T.CreateSaturating(choice.Ways));
        for (var option = 0; ; option++)
        {
            var ways = T.CreateSaturating(choice.Options[option].Ways);
            if (digit < ways)
            {
                GiveBack(digit, ways);
                return option;
            }
            digit -= ways;
        }
    }

    public void Order(PermutationNode permutation, Span<byte> order)
    {
        var inside = T.CreateSaturating(permutation.WaysInside);
        var (number, rest) = T.DivRem(TakeDigit(T.CreateSaturating(permutation.Ways)), inside);
        GiveBack(rest, inside);

        Span<byte> digits = stackalloc byte[order.Length];
        for (var place = order.Length - 1; place >= 0; place--)
        {
            (number, var digit) = T.DivRem(number, T.CreateTruncating(order.Length - place));
            digits[place] = byte.CreateTruncating(digit);
        }
        for (var place = 0; place < order.Length; place++)
        {
            var from = place + digits[place];
            var taken = order[from];
            order[place..from].CopyTo(order[(place + 1)..]);
            order[place] = taken;
        }
    }

    private T TakeDigit(T ways)
    {
        (_rest, var digit) = T.DivRem(_rest, ways);
        return digit;
    }

    /// <summary>Leaves the digit to the groups inside, which take it out again before anything else is read.</summary>
    private void GiveBack(T digit, T ways) => _rest = (_rest * ways) + digit;
}

/// <summary>Picks the shortest or the longest text, the first one where several are equal.</summary>
internal readonly struct LengthPicker(bool longest) : IVariantPicker
{
    public int Choose(ChoiceNode choice)
    {
        var wanted = longest ? choice.Longest : choice.Shortest;
        for (var option = 0; ; option++)
        {
            if ((longest ? choice.Options[option].Longest : choice.Options[option].Shortest) == wanted) return option;
        }
    }

    public void Order(PermutationNode permutation, Span<byte> order)
    {
    }
}
