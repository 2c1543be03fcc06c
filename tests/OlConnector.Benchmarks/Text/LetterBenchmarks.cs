using System.Globalization;
using BenchmarkDotNet.Attributes;
using OlConnector.Engine.Composing.Personalization;

namespace OlConnector.Benchmarks.Text;

/// <summary>Letters of 300 characters. Goal: 15 µs to fill one in.</summary>
[MemoryDiagnoser]
public class LetterBenchmarks
{
    private const string Plain =
        "Здравствуйте, {{NAME}}! Ваш заказ {{deal.TITLE}} готов, ждём вас в {{CITY}} с 9 до 21. Возьмите с собой паспорт и код " +
        "{{CODE}}. Если планы изменились, просто ответьте на это сообщение, и мы перенесём встречу на другой день. " +
        "Чтобы не получать сообщений, напишите СТОП в этот чат. Спасибо, что вы с нами, {{NAME}}!";

    private const string Conditional =
        "Здравствуйте, {{ NAME ?? \"друг\" }}! {{ if VIP }}Для вас, {{ NAME | upper }}, накоплено {{BONUS}} баллов.{{ else }}Станьте " +
        "участником клуба.{{ end }} {{ if !CITY }}Скажите нам свой город.{{ end }} " +
        "Ждём вас в {{ CITY | capitalize }} с 9 до 21. Если планы " +
        "изменились, просто ответьте на это сообщение. Чтобы не получать сообщений, напишите СТОП в этот чат.";

    private int _texts;
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

    /// <summary>A letter of a mailing whose every text is another.</summary>
    [Benchmark]
    public LetterTemplate Parse() => LetterTemplate.Parse(Another());

    [Benchmark]
    public string ParseAndRender() => LetterTemplate.Parse(Another()).Render(_values);

    /// <summary>What a message costs whose text has come before: found, looked through for missing values, filled in.</summary>
    [Benchmark]
    public LetterDecision FindAndDecide() => LetterDecision.For(LetterTemplate.Parse(Plain), _values, MissingValuePolicy.Hold);

    private string Another() => string.Create(CultureInfo.InvariantCulture, $"{Plain}{_texts++}");
}
