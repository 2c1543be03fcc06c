using System.Text;

namespace OlConnector.Engine.Tests.Composing.Support;

/// <summary>A letter of the allowed language, made together with what it has to become: a second, simple reading of the rules.</summary>
internal sealed class KnownLetter
{
    private const string Date = "2026-11-21";

    /// <summary>From here on only text follows, so that the limit on placeholders is never met.</summary>
    private const int EnoughPlaceholders = 100;

    private static readonly string[] Names =
        ["NAME", "nick", "deal.TITLE", "UF_CRM_1", "Фамилия", "नाम", "date", "upper", "IF", "End", "x9"];

    private static readonly string[] Texts =
    [
        "", " ", "друг", "a|b", "{a|b}", "}}", "{{", "{{ NAME }}", "it's", "#", "x\ny", "🐱", "$1", "##", "\u00A0",
    ];

    private static readonly string[] Around =
    [
        "Привет, ", "!", "\n", "\r\n", " ", "🐱", "{ ", "}", "}}", "a|b", "% ", "#", "\"", "'", "\\", "$", "{a|b}", "\uD83D", "\0",
        "-", "~", "№",
    ];

    private static readonly string?[] Values =
    [
        null, null, "", " \t ", "\0", "Анна", "анна", "{{NAME}}", "{{ 1+1 }}", "{{ if NAME }}x{{ end }}",
        "{%{ x }%}", "{a|b}", "\"", "'", "}}",
        "две\nстроки", "x\r\ny", "\\n", "$1", "<b>", Date, "𐐨x", "ß", "...",
    ];

    private readonly Random _random;
    private readonly StringBuilder _source = new();
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _sample = new();

    private int _placeholders;

    private KnownLetter(Random random) => _random = random;

    public Dictionary<string, string> Recipient { get; private init; } = [];

    public List<string> Missing { get; } = [];

    public string Source => _source.ToString();

    public string Text => _text.ToString();

    public string Sample => _sample.ToString();

    public static KnownLetter Of(Random random)
    {
        var letter = new KnownLetter(random) { Recipient = RandomRecipient(random) };
        letter.Write(depth: 0, isShown: true);
        return letter;
    }

    private void Write(int depth, bool isShown)
    {
        for (var pieces = _random.Next(1, 5); pieces > 0; pieces--)
        {
            if (_random.Next(2) == 0 || _placeholders > EnoughPlaceholders) Literal(isShown);
            else if (depth < 3 && _random.Next(3) == 0) Condition(depth, isShown);
            else Insert(isShown);
        }
    }

    private void Literal(bool isShown)
    {
        var text = Pick(Around);
        _source.Append(text);
        if (!isShown) return;
        _text.Append(text);
        _sample.Append(text);
    }

    private void Insert(bool isShown)
    {
        var start = _source.Length;
        var (name, value) = Field();
        var said = name;
        for (var others = Few(); others > 0; others--)
        {
            if (_random.Next(2) == 0)
            {
                (name, var other) = Field();
                said += $" ?? {name}";
                value ??= other;
                continue;
            }
            var text = Pick(Texts);
            said += $" ?? {Quoted(text)}";
            value ??= text;
            break;
        }
        for (var functions = _random.Next(3); functions > 0; functions--) value = Function(ref said, value);

        Say($"{{{{{Blank()}{said}{Blank()}}}}}");
        if (!isShown) return;
        if (value is null && !Missing.Contains(name, StringComparer.OrdinalIgnoreCase)) Missing.Add(name);
        _text.Append(value);
        _sample.Append(value ?? _source.ToString(start, _source.Length - start));
    }

    private string? Function(ref string said, string? value)
    {
        var bar = $"{Blank()}|{Blank()}";
        switch (_random.Next(5))
        {
            case 0: said += $"{bar}upper"; return value?.ToUpperInvariant();
            case 1: said += $"{bar}lower"; return value?.ToLowerInvariant();
            case 2:
                said += $"{bar}capitalize";
                var runes = (value ?? "").EnumerateRunes().Select((rune, at) => at == 0 ? Rune.ToUpperInvariant(rune) : rune);
                return value is null ? null : string.Concat(runes);
            case 3: said += $"{bar}date \"dd.MM\" 'Europe/Moscow'"; return value == Date ? "21.11" : value;
            default:
                var text = Pick(Texts);
                said += $"{bar}default {Quoted(text)}";
                return value ?? text;
        }
    }

    private void Condition(int depth, bool isShown)
    {
        var (opening, isDecided) = ("if", false);
        for (var branch = _random.Next(1, 4); branch > 0; branch--)
        {
            var holds = Either(out var said);
            Say($"{{{{ {opening} {said} }}}}");
            opening = "else if";
            Write(depth + 1, isShown && holds && !isDecided);
            isDecided |= holds;
        }
        if (_random.Next(2) == 0)
        {
            Say("{{ else }}");
            Write(depth + 1, isShown && !isDecided);
        }
        Say("{{end}}");
    }

    private bool Either(out string said)
    {
        var holds = Both(out said);
        for (var others = Few(); others > 0; others--)
        {
            holds |= Both(out var other);
            said += $" || {other}";
        }
        return holds;
    }

    private bool Both(out string said)
    {
        var holds = Claim(out said);
        for (var others = Few(); others > 0; others--)
        {
            holds &= Claim(out var other);
            said += $" && {other}";
        }
        return holds;
    }

    private bool Claim(out string said)
    {
        var (name, value) = Field();
        switch (_random.Next(5))
        {
            case 0: said = name; return value is not null;
            case 1: said = $"!{name}"; return value is null;
            case 2:
                var (other, compared) = Field();
                said = $"{name} == {other}";
                return value == compared;
            default:
                var text = Pick(Texts);
                var isEqual = (value ?? "") == text;
                var negated = _random.Next(2) == 0;
                var sign = negated ? "!=" : "==";
                said = _random.Next(2) == 0 ? $"{name} {sign} {Quoted(text)}" : $"{Quoted(text)}{sign}{name}";
                return isEqual != negated;
        }
    }

    private (string Name, string? Value) Field()
    {
        var name = Pick(Names);
        var value = Recipient.GetValueOrDefault(name, "");
        var clean = string.Concat(value.Where(c => c == '\n' || !char.IsControl(c))).Trim();
        var written = _random.Next(3) == 0 && name is not ("IF" or "End") ? name.ToLowerInvariant() : name;
        return (written, clean.Length == 0 ? null : clean);
    }

    private void Say(string placeholder)
    {
        _placeholders++;
        _source.Append(placeholder);
    }

    /// <summary>Mostly none: at most so many that the limit on tokens is not met.</summary>
    private int Few() => _random.Next(4) == 0 ? 1 + _random.Next(2) : 0;

    private string Blank() => Pick(["", " ", "  ", "\t", "\u00A0"]);

    private static string Quoted(string text) => text.Contains('\'') ? $"\"{text}\"" : $"'{text}'";

    private static Dictionary<string, string> RandomRecipient(Random random)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Names)
        {
            if (Values[random.Next(Values.Length)] is { } value) values[name] = value;
        }
        return values;
    }

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
