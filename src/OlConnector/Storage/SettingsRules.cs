using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OlConnector.Storage;

/// <summary>
/// Checks a room's settings by the rules that stand on their properties. A failure is the rule's own sentence and nothing else.
/// </summary>
internal sealed class SettingsRules<T> : IValidateOptions<T> where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var broken = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), broken, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(broken.Select(rule => rule.ErrorMessage!));
    }
}
