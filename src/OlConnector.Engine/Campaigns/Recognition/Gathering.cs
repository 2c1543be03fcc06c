namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>
/// Gathers waiting messages to letters. For some of them every other one proposes what both have in common; the proposal wins that explains
/// most of what waits: long ones count more than those that many share, so neither a common greeting nor a client's name that came twice
/// is taken for a letter.
/// </summary>
internal sealed class Gathering
{
    /// <summary>A message of the letter holds so much of what is known to be the letter's own.</summary>
    private const double OwnShare = 0.8;

    /// <summary>While values may still be taken for the letter's own: so much of the shorter text.</summary>
    private const double FirstShare = 0.4;

    /// <summary>The same where many messages agree.</summary>
    private const double ManyShare = 0.25;

    private const int Many = 5;

    /// <summary>From so many messages on no word of a client's is left among the letter's own.</summary>
    private const int Proven = 8;

    /// <summary>Two parts of one letter have so much in common, though a value may be taken for the letter's own yet.</summary>
    private const double PartShare = 0.6;

    private const int SpacedSeeds = 3, MostSeeds = 6;

    private readonly List<GatheredLetter> _loose;

    private Gathering(List<GatheredLetter> loose) => _loose = loose;

    /// <summary>The letters that messages were found to be of.</summary>
    internal static List<GatheredLetter> Of(
        IReadOnlyList<ArrivedMessage> waiting, IReadOnlyList<OpenMailing> mailings, EarlierText earlier)
    {
        var differences = Differences.Between(waiting, mailings, earlier);
        var known = mailings.Select(mailing => new GatheredLetter(mailing, waiting, earlier, differences)).ToList();
        var settled = known.FindAll(letter => letter.Skeleton.IsSettled);
        var loose = known.FindAll(letter => !letter.Skeleton.IsSettled);
        foreach (var message in waiting.Select((message, i) => new GatheredLetter(message, i, differences)))
            if (loose.Find(message.Repeats) is { } same) same.Members.AddRange(message.Members);
            else if (loose.Find(message.Continues) is { } begun) begun.Take(message);
            else if (BestOf(settled, message) is { } own) own.Take(message);
            else loose.Add(message);

        var letters = settled.ToList();
        foreach (var found in new Gathering(loose).Gather())
            if (found.Mailing is null && (WiderOf(settled, found) ?? NearestTo(found, letters)) is { } own) own.Take(found);
            else letters.Add(found);
        return letters.FindAll(letter => letter.Members.Count > 0);
    }

    /// <summary>The settled letter that a message fits best.</summary>
    private static GatheredLetter? BestOf(List<GatheredLetter> settled, GatheredLetter message) => settled
        .Select(letter => (letter, Fit: letter.Skeleton.FitOf(message.Texts[0])))
        .Where(match => match.Fit.Likeness >= OwnShare && !match.letter.CannotTake(message))
        .OrderByDescending(match => match.Fit.Likeness).ThenByDescending(match => match.Fit.Held)
        .ThenByDescending(match => match.letter.Skeleton.Messages)
        .Select(match => match.letter).FirstOrDefault();

    /// <summary>The settled letter that these messages fit if values may be larger than before: a few of them, or all alike.</summary>
    private static GatheredLetter? WiderOf(List<GatheredLetter> settled, GatheredLetter found) => settled
        .Where(letter => !letter.CannotTake(found) && (!found.Skeleton.IsSettled || found.Length * PartShare <= letter.Length)
            && found.Texts.TrueForAll(text => letter.Skeleton.FitOf(text).LikenessAtBest >= OwnShare))
        .MaxBy(letter => letter.CommonWordsWith(found).Count);

    /// <summary>A letter of few messages that is alike enough to these few: rather its own than the beginning of another.</summary>
    private static GatheredLetter? NearestTo(GatheredLetter few, List<GatheredLetter> letters) => few.Skeleton.IsSettled ? null : letters
        .Where(letter => letter.Skeleton.Messages < Proven && !letter.CannotTake(few))
        .Select(letter => (letter, Common: letter.CommonWordsWith(few).Count))
        .Where(match => IsAlike(match.Common, match.letter.Length, few.Length))
        .OrderByDescending(match => match.Common).Select(match => match.letter).FirstOrDefault();

    /// <summary>Half of the shorter text, and a fair part of the longer one, which may have a long value.</summary>
    private static bool IsAlike(int common, int one, int other) =>
        common >= FirstShare * Math.Min(one, other) && common >= ManyShare * Math.Max(one, other);

    private IEnumerable<GatheredLetter> Gather()
    {
        while (_loose.FindIndex(letter => letter.Members.Count > 0) is >= 0 and var first)
        {
            var members = BestProposal() ?? [_loose[first]];
            foreach (var member in members) _loose.Remove(member);
            var letter = members.Find(member => member.Mailing is not null) ?? members[0];
            foreach (var member in members)
                if (member != letter) letter.Take(member);
            yield return letter;
        }
    }

    private List<GatheredLetter>? BestProposal()
    {
        var (best, most) = ((List<GatheredLetter>?)null, 0L);
        // Most pairs of one letter have the same in common: the letter's own words.
        var weighed = new HashSet<(ulong, Evidence.Key)>();
        foreach (var seed in Seeds())
        {
            foreach (var other in _loose)
            {
                if (other == seed || seed.CannotTake(other)) continue;
                var common = seed.CommonWordsWith(other);
                if (common.Count == 0 || !weighed.Add((HashOf(common), seed.Evidence.KeyWith(other.Evidence)))) continue;
                var members = MembersOf(common, seed, other);
                if (!IsOneLetter(common, members)) continue;
                var holders = members.Where(member => member.CountOf(common) == common.Count).Sum(member => member.Weight);
                var explained = (long)common.Count * common.Count * holders;
                if (explained > most) (best, most) = (members, explained);
            }
        }

        return best;
    }

    private static ulong HashOf(IReadOnlyList<uint> words) =>
        words.Aggregate((ulong)words.Count, (hash, word) => unchecked((hash ^ word) * 1099511628211));

    /// <summary>Some that came at different times, and some that are unlike them all: each letter should be among them.</summary>
    private List<GatheredLetter> Seeds()
    {
        List<GatheredLetter> seeds = [.. Enumerable.Range(0, SpacedSeeds).Select(i => _loose[i * _loose.Count / SpacedSeeds]).Distinct()];
        var nearest = _loose.ConvertAll(letter => seeds.Max(letter.LikenessTo));
        while (seeds.Count < Math.Min(MostSeeds, _loose.Count) && nearest.Min() is var least and < 1)
        {
            seeds.Add(_loose[nearest.IndexOf(least)]);
            for (var i = 0; i < nearest.Count; i++) nearest[i] = Math.Max(nearest[i], _loose[i].LikenessTo(seeds[^1]));
        }

        return seeds;
    }

    /// <summary>Who holds enough of these words, and is not told apart from those before.</summary>
    private List<GatheredLetter> MembersOf(IReadOnlyList<uint> common, GatheredLetter seed, GatheredLetter other)
    {
        var (members, hasMailing) = (new List<GatheredLetter> { seed, other }, IsMailing(seed) || IsMailing(other));
        var evidence = seed.Evidence.Copy();
        evidence.Add(other.Evidence);
        foreach (var letter in _loose)
        {
            if (letter == seed || letter == other || (hasMailing && IsMailing(letter))) continue;
            if (letter.CountOf(common) < OwnShare * common.Count || evidence.Contradicts(letter.Evidence)) continue;
            evidence.Add(letter.Evidence);
            members.Add(letter);
            hasMailing |= IsMailing(letter);
        }

        return members;

        static bool IsMailing(GatheredLetter letter) => letter.Mailing is not null;
    }

    private static bool IsOneLetter(IReadOnlyList<uint> common, List<GatheredLetter> members) =>
        (members.Count < Many
            ? IsAlike(common.Count, members.Min(member => member.Length), members.Max(member => member.Length))
            : common.Count >= ManyShare * members.Min(member => member.Length))
        || members.TrueForAll(member => BeginAndEndAlike(member, members[0]));

    private static bool BeginAndEndAlike(GatheredLetter one, GatheredLetter other) =>
        one.Length > 0 && other.Length > 0
        && one.Skeleton.Words[0] == other.Skeleton.Words[0] && one.Skeleton.Words[^1] == other.Skeleton.Words[^1];
}
