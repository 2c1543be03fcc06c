using OlConnector.Engine;
using OlConnector.Web.Refusals;

namespace OlConnector.Web.Wire;

/// <summary>Checks names and other texts of one line.</summary>
internal static class ShortText
{
    /// <summary>What is wrong with the text; null when it may stand.</summary>
    internal static Refusal? Check(string? text, string field, int maxLength, bool isRequired)
    {
        if (string.IsNullOrWhiteSpace(text)) return isRequired ? Refuse.Required(field) : null;
        return text.Trim().Length > maxLength || text.Any(char.IsControl)
            ? Refuse.Invalid(field, new Said(
                $"Поле {field} — не больше {maxLength} знаков, без управляющих символов.",
                $"{field} takes at most {maxLength} characters and no control characters."))
            : null;
    }
}
