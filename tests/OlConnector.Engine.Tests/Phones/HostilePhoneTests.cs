using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Tests.Phones;

/// <summary>A field is bounded before the library's regular expressions see anything of it, and they see twenty digits at most.</summary>
public sealed class HostilePhoneTests
{
    /// <summary>Far above what a thousand readings need, on a busy machine too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Fields => new()
    {
        { "digits", Times("7") },
        { "nines behind a plus", "+" + Times("9") },
        { "zeros", Times("0") },
        { "pluses", Times("+") },
        { "pluses and digits", Times("+7") },
        { "separators", Times("/,;") },
        { "many short numbers", Times("12345;") },
        { "many numbers of no country", Times("00000;") },
        { "many numbers of no country with a plus", Times("+99999/") },
        { "many numbers that are cut by the second pass", Times("00999999999999,") },
        { "extensions in extensions", Times("x1") },
        { "marks of extensions", Times(";ext=") },
        { "brackets", Times("(") + Times(")") },
        { "fractions in fractions", Times("0.") },
        { "zeros behind a comma", "9161234567," + Times("0") },
        { "signs between digits", Times("7-(.) ") },
        { "zero-width signs", Times("7\u200B\u200D\uFEFF") },
        { "direction marks", Times("\u202E7\u202C\u2066") },
        { "lone surrogates", Times("7\uD800") },
        { "digits outside the first plane", Times("\U0001D7D7") },
        { "Arabic-Indic digits", Times("\u0669\u0660") },
        { "digits of many scripts", Times("\u0967\u09E8\u0E53\u17E4\uFF15") },
        { "signs that look like digits and are none", Times("\u00B2\u2167\u3024\u2460") },
        { "combining signs", Times("7\u0301\u20E3") },
        { "letters and digits", Times("7a") },
        { "everything", Times("+7 (x1);доб.,/\u200B\u0669\uD800") },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void No_field_hangs_or_breaks_the_reading(string what, string field)
    {
        var began = TimeProvider.System.GetTimestamp();
        foreach (var length in new[] { 1, 15, 20, 21, 64, PhoneText.Longest, PhoneText.Longest + 1, 4096, 10_000 })
        {
            foreach (var region in new[] { "RU", "AR", "BR", null })
            {
                var cut = field[..length];
                PhoneRules.Normalize(cut, region).ShouldNotBeNull();
                PhoneRules.NormalizeLoosely(cut, region).ShouldNotBeNull();
            }
        }
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience, what);
    }

    [Fact]
    public void A_field_longer_than_any_number_is_refused_unread()
    {
        var field = Times("+7 921 555 44 33, ");

        PhoneRules.Normalize(field, "RU").ShouldBe(new PhoneResult.Invalid(PhoneReasons.TooLong));
        PhoneRules.NormalizeLoosely(field, "RU").ShouldBe(new PhoneResult.Invalid(PhoneReasons.TooLong));
        PhoneRules.Normalize(field[..PhoneText.Longest], "RU").ShouldBeOfType<PhoneResult.Valid>();
    }

    /// <summary>Digits of other scripts, invisible signs and direction marks are how a number is pasted, not what it is.</summary>
    [Theory]
    [InlineData("\u0668 \u0669\u0662\u0661 \u0665\u0665\u0665-\u0664\u0664-\u0663\u0663")]
    [InlineData("\u202E8\u202C\u2066 921 555-44-33\u2069")]
    [InlineData("8\u200B9\u200B2\u200B1\uFEFF555\u200D44\u206033")]
    [InlineData("\uFF18\uFF19\u0968\u0967 555 44 33")]
    public void A_pasted_number_is_the_number(string raw)
    {
        PhoneRules.Normalize(raw, "RU").ShouldBeOfType<PhoneResult.Valid>().Number.E164.ShouldBe("+79215554433");
    }

    private static string Times(string piece) => string.Concat(Enumerable.Repeat(piece, (10_000 / piece.Length) + 1));
}
