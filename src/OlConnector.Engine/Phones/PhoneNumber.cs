using System.Diagnostics.CodeAnalysis;

namespace OlConnector.Engine.Phones;

/// <summary>
/// A telephone number in E.164: 8 to 15 digits, kept without the plus sign. Prints masked, so that it may stand in a log.
/// </summary>
public readonly record struct PhoneNumber
{
    private PhoneNumber(string digits) => Digits = digits;

    /// <summary>The digits without the plus sign, country calling code first (ITU-T E.164).</summary>
    public string Digits { get; }

    /// <summary>The number as people and most APIs write it: plus sign and digits.</summary>
    public string E164 => "+" + Digits;

    /// <summary>Takes digits that are already international. Says nothing about whether the range is assigned.</summary>
    public static bool TryFromDigits(string? digits, [NotNullWhen(true)] out PhoneNumber? number)
    {
        var bare = digits is ['+', ..] ? digits[1..] : digits;
        number = bare is { Length: >= 8 and <= 15 } && bare.All(char.IsAsciiDigit) && bare[0] != '0' ? new PhoneNumber(bare) : null;
        return number is not null;
    }

    /// <summary>Takes digits that were stored by this product. A value that is no number means a broken database.</summary>
    public static PhoneNumber FromDigits(string digits) =>
        TryFromDigits(digits, out var number) ? number.Value : throw new FormatException("Stored value is not an E.164 number.");

    /// <summary>The number with its middle hidden: <c>+7916***4567</c>.</summary>
    public override string ToString() =>
        Digits is { Length: >= 8 } ? $"+{Digits.AsSpan(0, 4)}***{Digits.AsSpan(Digits.Length - 4)}" : "+***";
}
