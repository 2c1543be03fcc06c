namespace OlConnector.Engine.Phones;

/// <summary>
/// One telephone under several names. WhatsApp keeps the number with which an account was made, also after its country has changed its
/// plan, and leaves out or puts in digits that only some dial: Argentina's and Brazil's 9, Mexico's 1, what Côte d'Ivoire (2021) and Benin
/// (2024) have put in front of their numbers. In each of these plans the other form belongs to nobody else.
/// </summary>
/// <remarks>Sources: vendors' pages on numbers of different countries; ITU's notices on the numbering plans of 225 and 229.</remarks>
public static class PhoneForms
{
    /// <summary>Calling code and area, what may stand behind them, and how many digits follow.</summary>
    private static readonly Plan[] Plans =
    [
        new("54", Area: 0, ["9"], Rest: 10),
        new("52", Area: 0, ["1"], Rest: 10),
        new("55", Area: 2, ["9"], Rest: 8),
        new("225", Area: 0, ["01", "05", "07", "21", "25", "27"], Rest: 8),
        new("229", Area: 0, ["01"], Rest: 8),
    ];

    /// <summary>The digits of E.164 under which the telephone of this number may be known, the number's own first.</summary>
    public static IReadOnlyList<string> Of(PhoneNumber number)
    {
        var plan = Array.Find(Plans, plan => number.Digits.StartsWith(plan.Code, StringComparison.Ordinal));
        return plan is null ? [number.Digits] : [number.Digits, .. plan.OthersOf(number.Digits)];
    }

    private sealed record Plan(string Code, int Area, string[] Between, int Rest)
    {
        private int Head => Code.Length + Area;

        public IEnumerable<string> OthersOf(string digits)
        {
            if (digits.Length == Head + Rest) return Between.Select(between => digits.Insert(Head, between));
            var put = Array.Find(Between, between => digits.Length == Head + between.Length + Rest
                && string.CompareOrdinal(digits, Head, between, 0, between.Length) == 0);
            return put is null ? [] : [digits.Remove(Head, put.Length)];
        }
    }
}
