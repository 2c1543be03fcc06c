using BenchmarkDotNet.Attributes;
using OlConnector.Engine.Composing.Personalization;
using OlConnector.Engine.Composing.Spintax;
using OlConnector.Engine.Parts;
using OlConnector.Engine.Phones;

namespace OlConnector.Benchmarks.Text;

/// <summary>Input made to hurt. Twice the length must take about twice the time, and what is over a limit next to nothing.</summary>
[MemoryDiagnoser]
public class HostileTextBenchmarks
{
    private string _openers = "";
    private string _failing = "";
    private string _pairs = "";
    private string _links = "";

    [Params(1024, 2048, 4096, 10_000_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Make()
    {
        _openers = Times("[=");
        _failing = Times("[+{+]");
        _pairs = Times("{x}");
        _links = Times("a.ru/) ");
    }

    [Benchmark]
    public SpintaxTemplate ShortcodesWithoutEnd() => SpintaxTemplate.Parse(_openers);

    [Benchmark]
    public SpintaxTemplate PermutationsThatFail() => SpintaxTemplate.Parse(_failing);

    [Benchmark]
    public SpintaxTemplate SingleOptions() => SpintaxTemplate.Parse(_pairs);

    [Benchmark]
    public LetterTemplate Letter() => LetterTemplate.Parse(_failing);

    [Benchmark]
    public SmsSize Parts() => SmsParts.Measure(_links);

    [Benchmark]
    public LinkInspection ManyLinks() => Links.Inspect(_links);

    [Benchmark]
    public PhoneResult Phone() => PhoneRules.Normalize(_links, "RU");

    private string Times(string piece) => string.Concat(Enumerable.Repeat(piece, (Length / piece.Length) + 1))[..Length];
}
