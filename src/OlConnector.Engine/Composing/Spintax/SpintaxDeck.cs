namespace OlConnector.Engine.Composing.Spintax;

/// <summary>
/// Deals the different texts of a template like a shuffled deck: none comes again before all have been dealt. A template with more than
/// <see cref="SpintaxLimits.DeckVariants"/> ways is not dealt: each message draws by itself.
/// </summary>
/// <remarks>
/// Nothing is remembered between calls but the shuffled order: text number i of a campaign is the same whoever asks, in any order.
/// Not for several threads at once.
/// </remarks>
/// <param name="template">What is dealt.</param>
/// <param name="seed">Names the campaign: equal seeds deal equally.</param>
public sealed class SpintaxDeck(SpintaxTemplate template, string seed)
{
    private readonly int[]? _cards = Cards(template);
    private int[] _shuffled = [];
    private long _round = -1;

    /// <summary>True when texts are dealt, false when each message draws by itself.</summary>
    public bool IsDealt => _cards is not null;

    /// <summary>Texts before the first repetition; 0 when nothing is dealt.</summary>
    public int Size => _cards?.Length ?? 0;

    /// <summary>The text of the message with this number in its campaign.</summary>
    /// <param name="number">From 0.</param>
    public string Deal(long number) => Write(number).Text;

    /// <summary>The same, as the letter's fields want it.</summary>
    /// <param name="number">From 0.</param>
    public SpintaxVariant Write(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        if (_cards is null) return template.Write(Chance("draw", number));

        var (round, place) = Math.DivRem(number, _cards.Length);
        if (round != _round) Shuffle(_cards, round);
        return template.Write(_shuffled[place]);
    }

    private void Shuffle(int[] cards, long round)
    {
        var random = Chance("deck", round);
        _shuffled = [.. cards];
        _round = round;
        for (var last = _shuffled.Length - 1; last > 0; last--)
        {
            var other = random.Next(last + 1); // written out: the platform's own shuffle may change its order of draws
            (_shuffled[last], _shuffled[other]) = (_shuffled[other], _shuffled[last]);
        }
    }

    private VariantRandom Chance(string use, long number) =>
        VariantRandom.FromText($"{VariantRandom.Version}|{use}|{seed}|{number}|{template.Source}");

    private static int[]? Cards(SpintaxTemplate template)
    {
        if (template.Ways > SpintaxLimits.DeckVariants) return null;
        var ways = (int)template.Ways;
        var isListed = DistinctTexts.MostListed(template, ways) == ways;
        return isListed ? [.. DistinctTexts.FirstOfEach(template, ways)] : [.. Enumerable.Range(0, ways)];
    }
}
