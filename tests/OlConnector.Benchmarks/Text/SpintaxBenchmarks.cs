using BenchmarkDotNet.Attributes;
using OlConnector.Engine;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Composing.Spintax;

namespace OlConnector.Benchmarks.Text;

/// <summary>A marketer's template of 300 characters: 12 groups, nesting, a permutation, two placeholders. Goal: 3 µs for a text.</summary>
[MemoryDiagnoser]
public class SpintaxBenchmarks
{
    private const string Source =
        "{Добрый день|Здравствуйте|Приветствуем}, {{NAME}}! {Только|Лишь} {сегодня|завтра|{в эту|в ближайшую} субботу} " +
        "{скидка|выгода} {10|15|20} % на [+, +кофе|чай|какао] в {нашей|любимой} кофейне. {Ждём|Будем рады} {вас|видеть вас} " +
        "с {9|10} до {21|22}, {{CITY}}. Чтобы не получать сообщений, {ответьте|напишите} СТОП прямо в этот чат.";

    private static readonly PortalId Portal = new("a223c6b3710f85df22e9377d6c4f7553");

    private readonly SpintaxTemplate _template = SpintaxTemplate.Parse(Source);
    private readonly VariantRandom _random = VariantRandom.FromText("benchmark");

    [Benchmark(Baseline = true)]
    public string Render() => _template.Render(_random);

    [Benchmark]
    public SpintaxTemplate Parse() => SpintaxTemplate.Parse(Source);

    [Benchmark]
    public string ParseAndRender() => SpintaxTemplate.Parse(Source).Render(_random);

    [Benchmark]
    public VariantRandom Seed() => VariantRandom.For(Portal, "olc_0198f2c3", "b5a1c2d3", Source);

    [Benchmark]
    public string Variant() => _template.Variant(12_345);
}
