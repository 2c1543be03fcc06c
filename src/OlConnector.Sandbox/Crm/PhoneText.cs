namespace OlConnector.Sandbox.Crm;

/// <summary>What the portal makes of a phone that a person typed (bitrix24.md §6.4).</summary>
public static class PhoneText
{
    private const int Longest = 50;
    private const int FewestDigits = 7;
    private const int MostDigits = 15;
    private const int RussianDigits = 11;

    /// <summary>Digits only; a leading Russian 8 becomes 7.</summary>
    public static string Digits(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return digits.Length == RussianDigits && digits[0] == '8' && !phone.TrimStart().StartsWith('+') ? $"7{digits[1..]}" : digits;
    }

    /// <summary>
    /// The value of <c>message_to</c>: plus and digits; what cannot be read as a number comes through raw, cut at 50 characters.
    /// </summary>
    public static string MessageTo(string phone)
    {
        var digits = Digits(phone);
        var isNumber = phone.All(c => char.IsAsciiDigit(c) || "+-(). ".Contains(c)) && digits.Length is >= FewestDigits and <= MostDigits;
        return isNumber ? $"+{digits}" : phone[..Math.Min(phone.Length, Longest)];
    }
}
