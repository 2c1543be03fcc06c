using System.Text;

namespace OlConnector.Engine.Tests.Composing.Support;

/// <summary>A template that was made together with the list of its texts, without asking the reader under test.</summary>
internal sealed record KnownTemplate(string Source, IReadOnlyList<string> Texts)
{
    private const int MostTexts = 200;
    private const int MostTextsOfAnOption = 12;
    private const string Special = "{}|\\[]+";
    private const string Ordinary = "aбё 1\n.🐱,!";

    public static KnownTemplate Of(Random random, int depth = 3)
    {
        var known = new KnownTemplate("", [""]);
        for (var parts = random.Next(1, 4); parts > 0; parts--)
        {
            var next = random.Next(depth > 0 ? 5 : 2) switch
            {
                0 or 1 => Literal(random),
                2 or 3 => Choice(random, depth),
                _ => Permutation(random, depth),
            };
            if (known.Texts.Count * next.Texts.Count > MostTexts) continue;
            known = new(known.Source + next.Source, [.. known.Texts.SelectMany(head => next.Texts, (head, tail) => head + tail)]);
        }
        return known;
    }

    private static KnownTemplate Literal(Random random)
    {
        if (random.Next(6) == 0) return new("{{field}}", ["{{field}}"]);

        var source = new StringBuilder();
        var text = new StringBuilder();
        for (var length = random.Next(4); length > 0; length--)
        {
            var isSpecial = random.Next(4) == 0;
            var c = isSpecial ? Special[random.Next(Special.Length)] : Ordinary[random.Next(Ordinary.Length)];
            source.Append(isSpecial ? "\\" : "").Append(c);
            text.Append(c);
        }
        return new(source.ToString(), [text.ToString()]);
    }

    private static KnownTemplate Choice(Random random, int depth)
    {
        var options = Options(random, random.Next(2, 5), depth);
        return new($"{{{string.Join('|', options.Select(option => option.Source))}}}", [.. options.SelectMany(option => option.Texts)]);
    }

    private static KnownTemplate Permutation(Random random, int depth)
    {
        var options = Options(random, random.Next(2, 4), depth);
        var separator = new[] { "", ", ", "|", "{", "]" }[random.Next(5)];
        var texts = Orders(options).SelectMany(order => order.Aggregate(
            (IEnumerable<string>)[],
            (heads, option) => heads.Any()
                ? heads.SelectMany(head => option.Texts, (head, tail) => head + separator + tail)
                : option.Texts)).ToList();
        return new($"[+{separator}+{string.Join('|', options.Select(option => option.Source))}]", texts);
    }

    private static List<KnownTemplate> Options(Random random, int count, int depth) =>
        [.. Enumerable.Range(0, count).Select(_ => Option(random, depth - 1))];

    private static KnownTemplate Option(Random random, int depth)
    {
        var option = Of(random, depth);
        return option.Texts.Count <= MostTextsOfAnOption ? option : Literal(random);
    }

    private static IEnumerable<List<KnownTemplate>> Orders(List<KnownTemplate> options)
    {
        if (options.Count == 1) return [options];
        return options.SelectMany((first, at) => Orders([.. options.Where((_, i) => i != at)])
            .Select(rest => (List<KnownTemplate>)[first, .. rest]));
    }
}
