using BenchmarkDotNet.Attributes;
using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Benchmarks.Text;

/// <summary>Letters of 300 characters. Goal: 3 µs to fill one in.</summary>
[MemoryDiagnoser]
public class LetterBenchmarks
{
    private const string Plain =
        "Здравствуйте, {{NAME}}! Ваш заказ {{deal.TITLE}} готов, ждём вас в {{CITY}} с 9 до 21. Возьмите с собой паспорт и код " +
        "{{CODE}}. Если планы изменились, просто ответьте на это сообщение, и мы перенесём встречу на другой день. " +
        "Чтобы не получать сообщений, напишите СТОП в этот чат. Спасибо, что вы с нами, {{NAME}}!";

    private const string Conditional =
        "Здравствуйте, {{default NAME \"друг\"}}! {{#if VIP}}Для вас, {{upper NAME}}, накоплено {{BONUS}} баллов.{{else}}Станьте " +
        "участником клуба.{{/if}} {{#unless CITY}}Скажите нам свой город.{{/unless}} Ждём вас в {{capitalize CITY}} с 9 до 21. " +
        "Если планы изменились, " +
        "просто ответьте на это сообщение. Чтобы не получать сообщений, напишите СТОП в этот чат.";

    private readonly LetterTemplate _plain = LetterTemplate.Parse(Plain);
    private readonly LetterTemplate _conditional = LetterTemplate.Parse(Conditional);
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NAME"] = "Анна",
        ["deal.TITLE"] = "№ 1045",
        ["CITY"] = "Минск",
        ["CODE"] = "7391",
        ["VIP"] = "1",
        ["BONUS"] = "250",
    };

    [Benchmark(Baseline = true)]
    public string Render() => _plain.Render(_values);

    [Benchmark]
    public string RenderConditional() => _conditional.Render(_values);

    [Benchmark]
    public LetterTemplate Parse() => LetterTemplate.Parse(Plain);

    [Benchmark]
    public string ParseAndRender() => LetterTemplate.Parse(Plain).Render(_values);
}
