namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// What all messages of a letter have in common so far: its own words in their order, and the gaps between them, where the clients' values
/// stand (design.md §6). Immutable.
/// </summary>
public sealed class Skeleton
{
    /// <summary>From so many messages on the words that are left are taken for the letter's own.</summary>
    private const int Settled = 3;

    /// <summary>More messages change nothing any more, and a skeleton that does not change need not be stored again.</summary>
    private const int MostCounted = 250;

    private readonly uint[] _words;

    /// <summary>One before each word, and one behind the last.</summary>
    private readonly Gap[] _gaps;

    internal Skeleton(int messages, uint[] words, Gap[] gaps) => (Messages, _words, _gaps) = (messages, words, gaps);

    /// <summary>How many messages it was made of, up to 250.</summary>
    public int Messages { get; }

    /// <summary>True when what it has is the letter's own and no longer a client's.</summary>
    public bool IsSettled => Messages >= Settled;

    /// <summary>Hashes of the words, as <see cref="LetterText"/> reads them.</summary>
    internal IReadOnlyList<uint> Words => _words;

    internal IReadOnlyList<Gap> Gaps => _gaps;

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is of another version, or nothing.</summary>
    public static Skeleton? Parse(string? stored) => SkeletonText.Read(stored);

    /// <summary>The first message of a letter: all of it may be the letter's own.</summary>
    public static Skeleton Of(LetterText text)
    {
        var gaps = new Gap[text.Words.Count + 1];
        for (var i = 0; i < gaps.Length; i++) gaps[i] = new Gap(0, text.SignsBetween(i - 1, i), "");
        return new Skeleton(1, [.. text.Words], gaps);
    }

    /// <summary>What these messages of a letter have in common; null when there is none.</summary>
    public static Skeleton? OfAll(IEnumerable<string> texts) => texts.Select(LetterText.Of)
        .Aggregate((Skeleton?)null, (known, text) => known?.With(text) ?? Of(text));

    /// <summary>The skeleton with one message more.</summary>
    public Skeleton With(LetterText text)
    {
        var (words, gaps) = (new List<uint>(_words.Length), new List<Gap>(_gaps.Length));
        foreach (var stretch in StretchesOf(text))
        {
            gaps.Add(GapOf(stretch).With(stretch.Strange, stretch.SignsIn(text)));
            if (stretch.LastGap < _words.Length) words.Add(_words[stretch.LastGap]);
        }

        return new Skeleton(Math.Min(Messages + 1, MostCounted), [.. words], [.. gaps]);
    }

    /// <summary>How well a text fits the letter.</summary>
    public Fit FitOf(LetterText text)
    {
        var (held, missing, beyond, excess) = (_words.Length, 0, 0, 0);
        foreach (var stretch in StretchesOf(text))
        {
            var gap = GapOf(stretch);
            held -= stretch.Missing;
            missing += stretch.Missing + gap.MissingAmong(stretch.SignsIn(text));
            beyond += Math.Max(0, stretch.Strange - gap.Largest);
            excess += Math.Max(0, stretch.Strange - gap.MostWords);
        }

        return new Fit(_words.Length, held, missing, beyond, excess);
    }

    /// <summary>
    /// Places of the braces and bars in a message that are its client's data: those that do not stand in every message of the letter. Of a
    /// single message nobody can tell.
    /// </summary>
    public IReadOnlyList<int> ClientSignsIn(LetterText text)
    {
        var found = new List<int>();
        if (Messages < 2) return found;
        foreach (var stretch in StretchesOf(text))
        {
            var places = text.PlacesOfSigns(stretch.Before, stretch.After);
            if (places.Count == 0) continue;
            var (lead, tail) = GapOf(stretch).OwnAmong(stretch.SignsIn(text));
            found.AddRange(places[lead..^tail]);
        }

        return found;
    }

    /// <summary>All that stands between two words that a message holds, as one gap.</summary>
    private Gap GapOf(Stretch stretch)
    {
        var gap = _gaps[stretch.FirstGap];
        for (var i = stretch.FirstGap + 1; i <= stretch.LastGap; i++) gap = gap.And(_gaps[i]);
        return gap;
    }

    /// <summary>As it is stored: no word of it can be read.</summary>
    public override string ToString() => SkeletonText.Write(this);

    private IEnumerable<Stretch> StretchesOf(LetterText text)
    {
        var places = PlacesIn(text);
        var (gap, before) = (0, -1);
        for (var i = 0; i <= places.Length; i++)
        {
            var place = i < places.Length ? places[i] : text.Words.Count;
            if (place < 0) continue;
            yield return new Stretch(gap, i, before, place);
            (gap, before) = (i + 1, place);
        }
    }

    /// <summary>
    /// Where the text holds each word; −1 for one that it lacks. Of equal words those are taken that stand beside their neighbours, so that
    /// a client's "the" is not taken for the letter's.
    /// </summary>
    private int[] PlacesIn(LetterText text)
    {
        var places = text.Index.AlignWith(_words);
        for (int i = places.Length - 1, next = -1; i >= 0; i--)
        {
            if (places[i] < 0) continue;
            if (next > 0 && !IsBeside(i - 1, i)) next = Move(i, next - 1, -1) ? next - 1 : i;
            else next = i;
        }

        for (int i = 0, last = -1; i < places.Length; i++)
        {
            if (places[i] < 0) continue;
            if (last >= 0 && !IsBeside(i, i + 1)) last = Move(i, last + 1, 1) ? last + 1 : i;
            else last = i;
        }

        return places;

        bool IsBeside(int one, int other) =>
            one >= 0 && other < places.Length && places[one] >= 0 && places[one] + 1 == places[other] && _gaps[other].Largest == 0;

        // The match of a word goes to the place beside the match that follows (or goes before), where the same word stands on both sides.
        bool Move(int from, int to, int step)
        {
            var place = places[to - step] + step;
            if (place < 0 || place >= text.Words.Count) return false;
            if (_gaps[Math.Max(to, to - step)].Largest > 0 || _words[to] != _words[from] || text.Words[place] != _words[from]) return false;
            places[from] = -1;
            places[to] = place;
            return true;
        }
    }

    /// <summary>What lies between two words that a message holds.</summary>
    /// <param name="FirstGap">The first of the skeleton's gaps in it.</param>
    /// <param name="LastGap">The last; between two gaps stands a word that the message lacks.</param>
    /// <param name="Before">The message's word before it.</param>
    /// <param name="After">The message's word behind it.</param>
    private readonly record struct Stretch(int FirstGap, int LastGap, int Before, int After)
    {
        internal int Missing => LastGap - FirstGap;

        internal int Strange => After - Before - 1;

        internal GapSigns SignsIn(LetterText text) =>
            new(text.SignsBetween(Before, Before + 1), text.SignsBetween(After - 1, After), Strange > 0);
    }
}
