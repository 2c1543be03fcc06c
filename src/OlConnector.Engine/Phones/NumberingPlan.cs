using System.Globalization;
using System.Text.Json;

namespace OlConnector.Engine.Phones;

/// <summary>
/// The numbering plans of the world, read once from the embedded <c>phone-rules.json</c>: 215 calling codes, 245 territories, some
/// 18 300 ranges.
/// </summary>
internal sealed class NumberingPlan
{
    private const string Resource = "phone-rules.json";
    private const int LongestCode = 3;

    private static readonly Lazy<NumberingPlan> Once = new(Load);

    private readonly CallingCode?[] _codes = new CallingCode?[1000];
    private readonly Dictionary<string, DialingRegion> _regions = new(StringComparer.OrdinalIgnoreCase);

    private NumberingPlan(JsonElement data)
    {
        foreach (var code in data.GetProperty("numbering").EnumerateObject())
            _codes[int.Parse(code.Name, CultureInfo.InvariantCulture)] = new CallingCode(code.Name, Lengths(code.Value));
        foreach (var region in data.GetProperty("regions").EnumerateObject())
            _regions.Add(region.Name, Region(region.Value));
        foreach (var main in data.GetProperty("mainRegion").EnumerateObject())
            _codes[int.Parse(main.Name, CultureInfo.InvariantCulture)]!.Main = _regions[main.Value.GetString()!];
        foreach (var alone in _regions.GroupBy(pair => pair.Value.Code).Where(group => group.Count() == 1))
            alone.Key.Territory = alone.First().Key;
    }

    public static NumberingPlan World => Once.Value;

    /// <summary>The region by its ISO 3166-1 two-letter code, in any case; null when it is unknown.</summary>
    public DialingRegion? Region(string? name) => name is not null && _regions.TryGetValue(name, out var region) ? region : null;

    /// <summary>The calling code with which international digits begin. No code begins with another.</summary>
    public CallingCode? CodeOf(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty || digits[0] == '0') return null;
        for (var length = 1; length <= LongestCode && length <= digits.Length; length++)
        {
            if (_codes[(int)DigitText.Value(digits[..length])] is { } code) return code;
        }
        return null;
    }

    private static NumberingPlan Load()
    {
        using var stream = typeof(NumberingPlan).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not in the assembly.");
        using var data = JsonDocument.Parse(stream);
        return new NumberingPlan(data.RootElement);
    }

    private static Dictionary<int, NumberRanges> Lengths(JsonElement code)
    {
        var byLength = new Dictionary<int, NumberRanges>();
        foreach (var length in code.EnumerateObject())
        {
            var digits = int.Parse(length.Name, CultureInfo.InvariantCulture);
            byLength.Add(digits, new NumberRanges(digits, Ranges(length.Value)));
        }
        return byLength;
    }

    private static IEnumerable<(string Range, PhoneKind Kind)> Ranges(JsonElement kinds)
    {
        foreach (var kind in kinds.EnumerateObject())
        {
            var meaning = kind.Name switch { "m" => PhoneKind.Mobile, "f" => PhoneKind.Fixed, _ => PhoneKind.Other };
            foreach (var range in kind.Value.GetString()!.Split(' ')) yield return (range, meaning);
        }
    }

    private DialingRegion Region(JsonElement region) => new()
    {
        Code = _codes[int.Parse(region.GetProperty("cc").GetString()!, CultureInfo.InvariantCulture)]!,
        International = Prefixes(region, "idd"),
        Trunk = Prefixes(region, "trunk"),
        Carrier = Prefixes(region, "carrier"),
        Local = region.TryGetProperty("local", out var local) ? Local(local) : null,
        Infix = region.TryGetProperty("mobileInfix", out var infix) ? Infix(infix) : null,
    };

    private static LocalNumbers Local(JsonElement local) =>
        new(local.GetProperty("length").GetInt32(), Text(local, "first"), Text(local, "prepend"));

    private static MobileInfix Infix(JsonElement infix) =>
        new(Text(infix, "infix"), [.. infix.GetProperty("at").EnumerateArray().Select(at => at.GetInt32())], Text(infix, "prepend"));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string[] Prefixes(JsonElement region, string name) => region.TryGetProperty(name, out var prefixes)
        ? [.. prefixes.EnumerateArray().Select(prefix => prefix.GetString()!).OrderByDescending(prefix => prefix.Length)]
        : [];
}
