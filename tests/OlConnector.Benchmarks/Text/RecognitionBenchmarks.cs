using BenchmarkDotNet.Attributes;
using OlConnector.Engine.Campaigns.Recognition;

namespace OlConnector.Benchmarks.Text;

/// <summary>Letters of sixty words, eight open mailings. Goal: 50 µs to find a message's mailing.</summary>
[MemoryDiagnoser]
public class RecognitionBenchmarks
{
    private const int Words = 60, Mailings = 8;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly List<OpenMailing> _mailings =
        [.. Enumerable.Range(0, Mailings).Select(mailing => new OpenMailing(new Guid(mailing, 0, 0, new byte[8]), SkeletonOf(mailing)))];

    private readonly ArrivedMessage[] _waiting =
        [.. Enumerable.Range(0, LetterRecognition.MostWaiting).Select(i => MessageOf(Mailings + (i % 2), i))];

    private int _client;

    /// <summary>Reading the text, and finding its mailing among eight.</summary>
    [Benchmark(Baseline = true)]
    public Belonging Decide()
    {
        var client = _client++;
        return LetterRecognition.Decide(MessageOf(client % Mailings, client), _mailings, (_, _) => null);
    }

    /// <summary>The skeleton with the message, as it is kept.</summary>
    [Benchmark]
    public string Keep() => _mailings[0].Skeleton.With(MessageOf(0, _client++).Text).ToString();

    /// <summary>The beginning of two letters at once: 64 messages together.</summary>
    [Benchmark(OperationsPerInvoke = LetterRecognition.MostWaiting)]
    public IReadOnlyList<Belonging> DecideTogether() => LetterRecognition.DecideTogether(_waiting, _mailings, (_, _) => null, Start);

    private static Skeleton SkeletonOf(int letter) =>
        Enumerable.Range(1, 20).Aggregate(
            Skeleton.Of(MessageOf(letter, 0).Text), (skeleton, client) => skeleton.With(MessageOf(letter, client).Text));

    /// <summary>A third of the words is common to all letters.</summary>
    private static ArrivedMessage MessageOf(int letter, int client) => new(
        LetterText.Of($"Здравствуйте, Клиент{client}! {{Привет|Добрый день}} " + string.Join(
            ' ', Enumerable.Range(0, Words - 5).Select(i => i % 3 == 0 ? $"слово{i}" : $"слово{letter}и{i}"))),
        $"7999{client:0000000}", Start);
}
