namespace OlConnector.Engine.Composing.Personalization;

/// <summary>Why a letter cannot be filled in. A message that has one is held as <see cref="Reason"/>.</summary>
/// <param name="Code">One of <see cref="LetterCodes"/>.</param>
/// <param name="Position">Where the placeholder begins, in UTF-16 units from 0.</param>
/// <param name="Instead">With <see cref="LetterCodes.FormerSyntax"/>: how the placeholder is written now.</param>
public readonly record struct LetterProblem(string Code, int Position, string? Instead = null)
{
    /// <summary>The reason code of a message whose letter has a problem, and the code that other programs see.</summary>
    public const string Reason = "TEMPLATE_INVALID";

    /// <summary>A placeholder that says something that is not allowed.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="placeholder">As it is written, all braces included.</param>
    internal static LetterProblem At(int start, ReadOnlySpan<char> placeholder) => FormerSyntax.Instead(placeholder) is { } instead
        ? new(LetterCodes.FormerSyntax, start, instead)
        : new(LetterCodes.NotAllowed, start);
}

/// <summary>The closed list of what can be wrong in a letter.</summary>
public static class LetterCodes
{
    /// <summary>Two opening braces without two closing ones.</summary>
    public const string Unclosed = "unclosed-placeholder";

    /// <summary>Something in double braces that is neither a field, with or without functions that are allowed, nor a condition.</summary>
    public const string NotAllowed = "not-allowed";

    /// <summary>A placeholder as it was written before, such as <c>{{#if field}}</c>.</summary>
    public const string FormerSyntax = "former-syntax";

    /// <summary>A condition that no <c>{{ end }}</c> ends, or that ends outside the option in which it began.</summary>
    public const string BlockUnclosed = "block-unclosed";

    /// <summary>An <c>{{ else }}</c> or an end of a condition without its beginning, or outside the option in which that stands.</summary>
    public const string BlockUnexpected = "block-unexpected";

    /// <summary>A date format with anything but day, month, year, hour, minute, second and signs between them.</summary>
    public const string DateFormat = "date-format";

    /// <summary>A time zone that the tz database does not know.</summary>
    public const string UnknownZone = "unknown-zone";

    /// <summary>Passed one of <see cref="LetterLimits"/>.</summary>
    public const string TooBig = "too-big";
}

/// <summary>How big a letter may be.</summary>
public static class LetterLimits
{
    /// <summary>The longest letter with placeholders, in UTF-16 units. A text without placeholders may have any length.</summary>
    public const int MostCharacters = 65_536;

    /// <summary>The most placeholders in a letter.</summary>
    public const int MostPlaceholders = 200;

    /// <summary>The deepest nesting of conditions.</summary>
    public const int DeepestBlock = 10;

    /// <summary>The longest result, in UTF-16 units. What is longer is cut there: no gateway takes a tenth of it.</summary>
    public const int MostWritten = 65_536;
}
