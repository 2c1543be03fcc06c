namespace OlConnector.Engine.Campaigns.Recognition;

/// <summary>A letter as far as it has been gathered: an open mailing, or messages that wait, or both.</summary>
internal sealed class GatheredLetter
{
    private WordIndex? _index;

    internal GatheredLetter(OpenMailing mailing, IReadOnlyList<ArrivedMessage> waiting, EarlierText earlier, Differences differences)
    {
        (Mailing, Skeleton) = (mailing.Id, mailing.Skeleton);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var message in waiting)
            if (earlier(mailing.Id, message.Number) is { } text) texts[message.Number] = text;
        Evidence = new Evidence(mailing.Author, differences.SidesOf(mailing.Skeleton.Words), texts);
    }

    internal GatheredLetter(ArrivedMessage message, int place, Differences differences)
    {
        (Skeleton, _index) = (Skeleton.Of(message.Text), message.Text.Index);
        Evidence = new Evidence(
            message.Author, differences.SidesOf(message.Text.Words),
            new Dictionary<string, string>(StringComparer.Ordinal) { [message.Number] = message.Text.Source });
        Members.Add(place);
        Texts.Add(message.Text);
    }

    internal Guid? Mailing { get; }

    internal Skeleton Skeleton { get; private set; }

    internal Evidence Evidence { get; }

    /// <summary>Places of its messages among those that wait.</summary>
    internal List<int> Members { get; } = [];

    /// <summary>The texts of these messages.</summary>
    internal List<LetterText> Texts { get; } = [];

    /// <summary>An open mailing counts more: letters begin more rarely than they go on.</summary>
    internal int Weight => Mailing is null ? 1 : Skeleton.Messages + 2;

    internal int Length => Skeleton.Words.Count;

    private WordIndex Index => _index ??= new WordIndex(Skeleton.Words);

    internal bool CannotTake(GatheredLetter other) =>
        (Mailing is not null && other.Mailing is not null) || Evidence.Contradicts(other.Evidence);

    /// <summary>The same text to the same number is no evidence of its own.</summary>
    internal bool Repeats(GatheredLetter earlier) => earlier.Mailing is null && Evidence.Repeats(earlier.Evidence);

    /// <summary>Word for word what a mailing of few messages has had so far: nothing needs to be gathered to know it.</summary>
    internal bool Continues(GatheredLetter letter) =>
        letter.Mailing is not null && Skeleton.Words.SequenceEqual(letter.Skeleton.Words) && !letter.CannotTake(this);

    internal IReadOnlyList<uint> CommonWordsWith(GatheredLetter other)
    {
        var places = other.Index.AlignWith(Skeleton.Words);
        return [.. Skeleton.Words.Where((_, i) => places[i] >= 0)];
    }

    /// <summary>Twice the common words in all words, 0 to 1.</summary>
    internal double LikenessTo(GatheredLetter other) =>
        this == other ? 1 : 2.0 * Index.CommonWith(other.Skeleton.Words) / Math.Max(1, Length + other.Length);

    internal int CountOf(IReadOnlyList<uint> words) => Index.CommonWith(words);

    /// <summary>Takes what has no mailing of its own.</summary>
    internal void Take(GatheredLetter other)
    {
        foreach (var text in other.Texts) Skeleton = Skeleton.With(text);
        Texts.AddRange(other.Texts);
        Members.AddRange(other.Members);
        Evidence.Add(other.Evidence);
        _index = null;
    }
}

/// <summary>What can speak against one letter, however alike two messages are: who wrote it, and what went to the same number.</summary>
internal sealed class Evidence(string? author, Sides sides, Dictionary<string, string> texts)
{
    private string? _author = author;
    private Sides _sides = sides;

    /// <summary>What tells two proposals of the same words apart.</summary>
    internal readonly record struct Key(string? Author, Sides Sides);

    internal Key KeyWith(Evidence other) => new(_author ?? other._author, _sides.With(other._sides));

    internal Evidence Copy() => new(_author, _sides, new Dictionary<string, string>(texts, StringComparer.Ordinal));

    internal bool Contradicts(Evidence other) =>
        (_author is not null && other._author is not null && _author != other._author)
        || _sides.AreApart(other._sides)
        || other.Texts.Any(had => texts.TryGetValue(had.Key, out var text) && text != had.Value);

    internal bool Repeats(Evidence other) => texts.All(had => other.Texts.TryGetValue(had.Key, out var text) && text == had.Value);

    internal void Add(Evidence other)
    {
        (_author, _sides) = (_author ?? other._author, _sides.With(other._sides));
        foreach (var (number, text) in other.Texts) texts[number] = text;
    }

    private Dictionary<string, string> Texts => texts;
}
