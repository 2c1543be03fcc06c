namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>What stood between two of a letter's own words in its messages so far.</summary>
/// <param name="Largest">Words of the largest value; 0 where the letter has no field.</param>
/// <param name="Lead">Braces and bars that every message has at the beginning: all of them where no value stood yet.</param>
/// <param name="Tail">The same behind the value.</param>
internal readonly record struct Gap(int Largest, string Lead, string Tail)
{
    private const int MostLargest = 255, FullName = 12;

    /// <summary>More words than this in one message are no value any more; a company's full name is one.</summary>
    internal int MostWords => Largest == 0 ? 0 : Math.Max(2 * Largest, FullName);

    /// <summary>This gap and the next, when the word between them is not the letter's own.</summary>
    internal Gap And(Gap next) => new(Largest + 1 + next.Largest, Lead, next.Largest == 0 ? next.Lead : next.Tail);

    /// <summary>The gap with one message more.</summary>
    internal Gap With(int words, GapSigns signs)
    {
        var (lead, tail) = OwnAmong(signs);
        var (first, last) = (signs.Lead[..lead], signs.Tail[^tail..]);
        return Largest == 0 && words == 0
            ? this with { Lead = first + last }
            : new Gap(Math.Min(Math.Max(Largest, words), MostLargest), first, last);
    }

    /// <summary>How many of the letter's own signs a message lacks.</summary>
    internal int MissingAmong(GapSigns signs)
    {
        if (Lead.Length + Tail.Length == 0) return 0;
        var (lead, tail) = OwnAmong(signs);
        return Lead.Length + Tail.Length - lead - tail;
    }

    /// <summary>How many of a message's signs are the letter's own: the first so many, and the last.</summary>
    internal (int Lead, int Tail) OwnAmong(GapSigns signs)
    {
        var lead = Lead.AsSpan().CommonPrefixLength(signs.Lead);
        var mine = Largest == 0 ? Lead.AsSpan(lead) : Tail;
        var theirs = signs.HasWords ? signs.Tail : signs.Tail.AsSpan(lead);
        var tail = 0;
        while (tail < mine.Length && tail < theirs.Length && mine[^(tail + 1)] == theirs[^(tail + 1)]) tail++;
        return (lead, tail);
    }
}

/// <summary>The braces and bars of one message between two of the letter's words.</summary>
/// <param name="Lead">Those before the value.</param>
/// <param name="Tail">Those behind it; the same ones where there is no value.</param>
/// <param name="HasWords">A value stands there.</param>
internal readonly record struct GapSigns(string Lead, string Tail, bool HasWords);
