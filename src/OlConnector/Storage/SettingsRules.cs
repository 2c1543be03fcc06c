using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>
/// Checks a room's settings by the rules that stand on their properties, and that every name that is set belongs to one. Each failure is a
/// sentence that begins with the setting's whole name.
/// </summary>
internal sealed class SettingsRules<T>(IConfiguration settings) : IValidateOptions<T> where T : class
{
    private static readonly string Section = (string)typeof(T).GetField("Section")!.GetRawConstantValue()!;

    private static readonly PropertyInfo[] Known =
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    public ValidateOptionsResult Validate(string? name, T options)
    {
        List<string> broken = [.. Mistyped(), .. Known.SelectMany(property => Broken(options, property))];
        // Rules over several properties speak of properties that are good one by one.
        if (broken.Count == 0 && options is IValidatableObject whole)
            broken.AddRange(whole.Validate(new ValidationContext(options)).Select(rule => rule.ErrorMessage!));
        return broken.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }

    private IEnumerable<string> Mistyped() =>
        from child in settings.GetSection(Section).GetChildren()
        where !Array.Exists(Known, property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase))
        select $"There is no setting {Section}:{child.Key}. {Section} has {string.Join(", ", Known.Select(property => property.Name))}.";

    private static IEnumerable<string> Broken(T options, PropertyInfo property)
    {
        var (setting, value) = ($"{Section}:{property.Name}", property.GetValue(options));
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = setting };
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
        {
            if (rule.GetValidationResult(value, context) is not { } failed) continue;
            yield return rule is RangeAttribute { ErrorMessage: null } range
                ? $"{setting} must be between {range.Minimum} and {range.Maximum}; it is {value}."
                : failed.ErrorMessage!;
        }
    }
}
