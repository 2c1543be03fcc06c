namespace OlConnector.Engine.Phones;

/// <summary>ASCII digits as a number.</summary>
internal static class DigitText
{
    /// <summary>The value of at most 19 ASCII digits.</summary>
    public static ulong Value(ReadOnlySpan<char> digits)
    {
        var value = 0UL;
        foreach (var digit in digits) value = (value * 10) + (ulong)(digit - '0');
        return value;
    }
}
