namespace OlConnector.Engine.Tests.Campaigns.Recognition.Corpus;

/// <summary>Makes scenes of every kind that recognition promises to tell apart.</summary>
internal sealed class Scenes
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Fast = TimeSpan.FromMilliseconds(60), Slow = TimeSpan.FromSeconds(7);

    private readonly Random _chance;
    private readonly Language _language;
    private readonly LetterWriting _writing;
    private TimeSpan _pause;
    private int _number;

    private Scenes(Random chance)
    {
        _chance = chance;
        _language = Language.All[chance.Next(Language.All.Length)];
        _writing = new LetterWriting(chance, _language);
        _pause = chance.Next(4) == 0 ? Slow : Fast;
    }

    /// <summary>The kinds, by name.</summary>
    internal static IReadOnlyList<(string Kind, Func<Scenes, IEnumerable<Sent>> Make)> Kinds { get; } =
    [
        ("one letter", it => it.Send(it.ALetter(), it.Clients())),
        ("a short letter to companies", it => it.Send(it.AShortLetter(), it.Clients())),
        ("many fields", it => it.Send(it._writing.Write(it.Between(8, 40), it.Between(4, 7), "1", it.Maybe()), it.Clients())),
        ("two letters at once", it => it.Mixed(it.TwoLetters("1", "1"))),
        ("two letters, authors missing", it => it.Mixed(it.TwoLetters("1", "1")).Select(it.PerhapsWithoutAuthor)),
        ("letter after letter", it => it.OneAfterAnother(4)),
        ("alike letters of two authors", it => it.AlikeOfTwoAuthors()),
        ("alike letters to the same people", it => it.AlikeToTheSame()),
        ("a corrected letter", it => it.Corrected()),
        ("alike letters with markers", it => it.Marked()),
        ("the same message again", it => it.Repeated()),
    ];

    /// <summary>Scenes of each kind, at least so many messages of each.</summary>
    internal static IEnumerable<Scene> Of(int seed, int messagesOfKind)
    {
        foreach (var ((kind, make), i) in Kinds.Select((kind, i) => (kind, i)))
        {
            var chance = new Random((seed * 1000) + i);
            for (var count = 0; count < messagesOfKind;)
            {
                var scene = new Scene(kind, [.. make(new Scenes(chance)).OrderBy(sent => sent.At)]);
                count += scene.Messages.Count;
                yield return scene;
            }
        }
    }

    private IEnumerable<Sent> Mixed((Letter One, Letter Other) two) =>
        Send(two.One, Clients()).Concat(Send(two.Other, Clients(), Start + (_pause * _chance.Next(30))));

    private IEnumerable<Sent> OneAfterAnother(int letters)
    {
        var (written, sent, start) = (new List<Letter>(), new List<Sent>(), Start);
        for (var i = 0; i < letters; i++)
        {
            written.Add(Unlike(written, "1"));
            sent.AddRange(Send(written[^1], Clients(), start));
            start = sent[^1].At + (_pause * _chance.Next(1, 20));
        }

        return sent;
    }

    private IEnumerable<Sent> AlikeOfTwoAuthors()
    {
        var letter = ALetter();
        return Mixed((letter, _writing.Alter(letter, Between(1, 3), "2")));
    }

    /// <summary>Two letters of one template to the same people, in whatever order.</summary>
    private IEnumerable<Sent> AlikeToTheSame()
    {
        _pause = Fast;
        var (letter, clients) = (ALetter(), Clients());
        var other = _writing.Alter(letter, Between(1, 3), "1");
        var shuffled = clients.ToArray();
        _chance.Shuffle(shuffled);
        return Send(letter, clients).Concat(Send(other, shuffled, Start + (_pause * _chance.Next(3))));
    }

    /// <summary>The letter is sent, mended, and sent again to the same people; some have left the segment and some are new in it.</summary>
    private IEnumerable<Sent> Corrected()
    {
        var (letter, clients) = (ALetter(), Clients());
        // Bitrix24 takes recipients in the order of their ids: new ones come last.
        var again = clients.Where(_ => _chance.Next(20) > 0).Concat(Clients().Take(clients.Length / 12)).ToArray();
        var mended = _chance.Next(3) == 0 ? _writing.Insert(letter) : _writing.Alter(letter, Between(1, 3), "1");
        var first = Send(letter, clients).ToList();
        return first.Concat(Send(mended, again, first[^1].At + TimeSpan.FromSeconds(_chance.Next(-20, 300))));
    }

    private IEnumerable<Sent> Marked()
    {
        var letter = ALetter() with { Marker = $"{_chance.Next(10_000)}" };
        return Mixed((letter, _writing.Alter(letter, Between(1, 2), "1", $"M{_chance.Next(10_000)}")));
    }

    /// <summary>Bitrix24 hands some recipients over twice.</summary>
    private IEnumerable<Sent> Repeated()
    {
        var sent = Send(ALetter(), Clients()).ToList();
        var again = sent.Where(_ => _chance.Next(20) == 0);
        return sent.Concat(again.Select(one => one with { At = one.At + TimeSpan.FromSeconds(_chance.Next(1, 60)) }).ToList());
    }

    private Sent PerhapsWithoutAuthor(Sent sent) => sent with { HasAuthor = _chance.Next(3) == 0 };

    private (Letter One, Letter Other) TwoLetters(string author, string otherAuthor)
    {
        var one = ALetter(author);
        return (one, Unlike([one], otherAuthor));
    }

    /// <summary>A letter that shares no more than half of the shorter one's words with any of these.</summary>
    private Letter Unlike(List<Letter> others, string author)
    {
        while (true)
        {
            var letter = ALetter(author);
            if (others.TrueForAll(other => Shared(letter, other) <= 0.5)) return letter;
        }
    }

    private static double Shared(Letter one, Letter other)
    {
        var (words, others) = (one.OwnWords.ToHashSet(StringComparer.Ordinal), other.OwnWords.ToHashSet(StringComparer.Ordinal));
        return (double)words.Count(others.Contains) / Math.Min(words.Count, others.Count);
    }

    private Letter ALetter(string author = "1") =>
        _writing.Write(_chance.Next(3) == 0 ? Between(3, 10) : Between(8, 60), Between(0, 6), author, Maybe());

    private Letter AShortLetter() =>
        _writing.Write(Between(3, 8), Between(1, 2), "1", Maybe(), [FieldKind.Company, FieldKind.Name]);

    private Client[] Clients() => [.. Enumerable.Range(0, Between(20, 150)).Select(_ => Client.Of(_chance, _language, _number++))];

    private IEnumerable<Sent> Send(Letter letter, IEnumerable<Client> clients, DateTimeOffset? start = null)
    {
        var at = start ?? Start;
        foreach (var client in clients)
        {
            yield return new Sent(at, letter, client);
            at += _pause * (_chance.NextDouble() * 2);
        }
    }

    private int Between(int least, int most) => _chance.Next(least, most + 1);

    private bool Maybe() => _chance.Next(2) == 0;
}
