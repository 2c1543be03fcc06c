using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace OlConnector.Tests.House;

/// <summary>docs/configuration.md names every setting, with the default and range that the code has.</summary>
public sealed class ConfigurationPageTests
{
    /// <summary>Settings that the host reads before any options class exists.</summary>
    private static readonly string[] OfTheProcess = ["DataDirectory", "ASPNETCORE_URLS"];

    private static readonly IReadOnlyList<string[]> Rows = [.. new Page("docs/configuration.md").Rows().Where(row => row.Length == 4)];

    [Fact]
    public void Every_setting_has_a_row_and_every_row_a_setting()
    {
        var settings = Settings().Select(setting => setting.Name).Concat(OfTheProcess);

        Rows.Select(row => Page.Code(row[0])).Order().ShouldBe(settings.Order());
    }

    [Fact]
    public void Every_row_gives_the_default_and_the_range_of_the_code()
    {
        foreach (var (name, value, range) in Settings())
        {
            var row = Rows.Single(candidate => Page.Code(candidate[0]) == name);
            Page.Code(row[1]).ShouldBe(value, $"default of {name}");
            row[2].ShouldBe(range, $"range of {name}");
            row[3].ShouldNotBeEmpty($"meaning of {name}");
        }
    }

    private static IEnumerable<(string Name, string Default, string Range)> Settings() =>
        from type in AssemblyReading.Rooms.SelectMany(room => room.GetTypes())
        where type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.IsLiteral == true
            && type.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = (string)type.GetField("Section")!.GetRawConstantValue()!
        let fresh = Activator.CreateInstance(type, nonPublic: true)
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        select ($"{section}:{property.Name}", Written(property.GetValue(fresh)), RangeOf(property));

    private static string RangeOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            return $"{Written(Limit(range.Minimum, range))} … {Written(Limit(range.Maximum, range))}";
        if (property.GetCustomAttribute<MinLengthAttribute>() is { } length) return $"at least {length.Length} characters";
        return property.GetCustomAttribute<RequiredAttribute>() is null ? "any" : "required";
    }

    private static object Limit(object limit, RangeAttribute range) =>
        range.OperandType == typeof(TimeSpan) && limit is string text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : limit;

    private static string Written(object? value) => value switch
    {
        null or "" => "none",
        bool isOn => isOn ? "true" : "false",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0') is var text
            && text.Contains('.') && span.Milliseconds != 0
                ? text
                : span.ToString("c", CultureInfo.InvariantCulture),
        string text => text,
        ICollection { Count: 0 } => "none",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
