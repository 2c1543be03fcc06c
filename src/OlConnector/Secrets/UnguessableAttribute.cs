using System.ComponentModel.DataAnnotations;

namespace OlConnector.Secrets;

/// <summary>
/// A secret that the operator sets: long enough, and not one sign again and again. Absent is fine; a room that needs it says so itself.
/// </summary>
/// <param name="length">Fewest characters.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UnguessableAttribute(int length) : MinLengthAttribute(length)
{
    /// <summary>Different characters that it has at least. 10.</summary>
    private const int FewestSigns = 10;

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } secret
        || (secret.Length >= Length && secret.Trim().Length == secret.Length && secret.Distinct().Count() >= FewestSigns);

    public override string FormatErrorMessage(string name) =>
        $"{ErrorMessage} It needs {FewestSigns} different characters and no blanks at its ends: for example what "
        + "`openssl rand -base64 32` prints.";
}
