using System.Globalization;

namespace OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

/// <summary>Writes letters by chance.</summary>
internal sealed class LetterWriting(Random chance, Language language)
{
    private static readonly FieldKind[] AllFields = Enum.GetValues<FieldKind>();
    private int _id;

    /// <summary>A letter with so many words of its own, 0 to 6 different fields, one for two words at most, and perhaps groups.</summary>
    internal Letter Write(int words, int fields, string? author, bool withGroups, FieldKind[]? kinds = null)
    {
        var own = OwnWords(words);
        if (withGroups) Group(own);
        var pieces = new List<Piece>();
        var different = (kinds ?? AllFields).ToArray();
        chance.Shuffle(different);
        var places = Enumerable.Range(0, own.Count + 1).ToArray();
        chance.Shuffle(places);
        var withField = places.Take(Math.Min(Math.Min(fields, different.Length), (words + 1) / 2)).ToHashSet();
        var next = 0;
        for (var i = 0; i <= own.Count; i++)
        {
            if (withField.Contains(i)) pieces.AddRange([new Piece("", different[next++]), new Piece(i == own.Count ? "." : " ")]);
            if (i < own.Count) pieces.Add(new Piece(own[i] + (chance.Next(9) == 0 ? ", " : " ")));
        }

        return new Letter(_id++, pieces, author);
    }

    /// <summary>The same letter with other words in some places next to each other: another city and date, or a correction.</summary>
    internal Letter Alter(Letter letter, int places, string? author, string? marker = null)
    {
        var pieces = letter.Pieces.ToList();
        var texts = Enumerable.Range(0, pieces.Count).Where(i => pieces[i].Field is null && pieces[i].Text.Any(char.IsLetter)).ToArray();
        var from = chance.Next(Math.Max(1, texts.Length - places + 1));
        foreach (var place in texts.Skip(from).Take(places))
        {
            var next = Replacement();
            pieces[place] = pieces[place].Text.Contains('{') || pieces[place].Text.Contains('|') || pieces[place].Text.Contains('}')
                ? pieces[place] with { Text = $"{next} {pieces[place].Text}" }
                : new Piece($"{next} ");
        }

        return new Letter(_id++, pieces, author, marker);
    }

    /// <summary>The same letter with a word more.</summary>
    internal Letter Insert(Letter letter)
    {
        var pieces = letter.Pieces.ToList();
        pieces.Insert(chance.Next(pieces.Count + 1), new Piece($" {Replacement()} "));
        return new Letter(_id++, pieces, letter.Author);
    }

    private string Replacement() => chance.Next(2) == 0
        ? One(language.Cities) + "е"
        : string.Create(CultureInfo.InvariantCulture, $"{chance.Next(1, 29)}-го");

    private List<string> OwnWords(int count)
    {
        var sentences = language.Sentences.ToArray();
        chance.Shuffle(sentences);
        var all = $"{One(language.Greetings)} {string.Join(' ', sentences)}".Split(' ').ToList();
        var ending = One(language.Endings).Split(' ');
        var isShort = count < ending.Length + 4;
        return isShort ? all[..Math.Min(count, all.Count)] : [.. all[..Math.Min(count - ending.Length, all.Count)], .. ending];
    }

    /// <summary>Makes groups of one or two runs of words, as <c>{first|second and}</c>.</summary>
    private void Group(List<string> words)
    {
        for (var i = chance.Next(1, 3); i > 0 && words.Count >= 3; i--)
        {
            var at = chance.Next(words.Count - 1);
            if (words[at].IndexOfAny(['{', '|', '}']) >= 0 || words[at + 1].IndexOfAny(['{', '|', '}']) >= 0) continue;
            words[at] = $"{{{words[at]}|{One(language.Greetings)}}}";
        }
    }

    private T One<T>(T[] all) => all[chance.Next(all.Length)];
}
