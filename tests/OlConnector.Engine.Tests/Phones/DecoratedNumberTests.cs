using System.Security.Cryptography;
using OlConnector.Engine.Phones;
using Xunit.Abstractions;

namespace OlConnector.Engine.Tests.Phones;

/// <summary>
/// What table programs, accounting programs and people put around a number never makes another number of it: it is the number that was
/// meant, or a refusal.
/// </summary>
public sealed class DecoratedNumberTests(ITestOutputHelper output)
{
    private const int NumbersOfRegion = 2000;

    /// <summary>Where a number stands in what follows.</summary>
    private const string Number = "@";

    private static readonly string[] Decorations =
    [
        "@,00", "@.00", "@,0", "@.0", "@,000", "@,50", "@.5", "@.25", "@,00 ₽", "@.00%", "@,99",
        "@, 1", "@,1", "@;1", "@; 2", "@/2", "@-1", "@ (2)", "@(2)", "@ 1", "@ 12", "@ 123", "@ 1234", "@/12", "@/123",
        "@ /1", "@-12", "@ - 3",
        "@.", "@,", "@;", "@ *", "@*1", "@ №2", "@ [3]", "@|4", "@\t5", "@\n6", "@ + 1", "@ & 2", "@=1", "@,12,13", "@, 1, 2", "@ 1/2",
        "@ (12)",
        "@ (1234)", "@,,1234", "@\"1", "@'1", "@ 01", "@ 00", "@-01", "@_1", "@:1", "@~3", "@ –1", "@—2",
        "'@", "=\"@\"", "\"@\"", "(@)", "-@", " @ ", "№1 @", "1) @", "1. @", "2: @", "10) @", "1; @", "3) @, 1", "№ 2) @",
    ];

    private static readonly Dictionary<string, string[]> Plans = new()
    {
        ["RU"] = ["916", "903", "999", "992", "996", "998", "937", "912", "495", "812", "343", "831", "862"],
        ["KZ"] = ["701", "707", "747", "771", "777", "727", "717"],
        ["BY"] = ["29", "25", "33", "44", "17"],
        ["UA"] = ["67", "50", "63", "93", "44", "98", "38"],
        ["UZ"] = ["90", "91", "93", "97", "99", "71", "33", "88"],
    };

    private static readonly Dictionary<string, int> Lengths = new() { ["RU"] = 10, ["KZ"] = 10, ["BY"] = 9, ["UA"] = 9, ["UZ"] = 9 };

    [Theory]
    [InlineData("RU")]
    [InlineData("KZ")]
    [InlineData("BY")]
    [InlineData("UA")]
    [InlineData("UZ")]
    public void No_decorated_number_becomes_another(string region)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}");
        var (random, kept, wrong) = (new Random(seed), 0, new List<string>());
        for (var round = 0; round < NumbersOfRegion; round++)
        {
            var meant = Meant(region, random);
            var field = Decorations[random.Next(Decorations.Length)].Replace(Number, Written(meant, region, random));
            if (PhoneRules.Normalize(field, region) is PhoneResult.Valid read)
            {
                kept++;
                if (read.Number != meant) wrong.Add($"{field} of {meant.E164} is {read.Number.E164}");
            }

            if (PhoneRules.NormalizeLoosely(field, region) is PhoneResult.Valid loose && loose.Number != meant)
                wrong.Add($"loosely, {field} of {meant.E164} is {loose.Number.E164}");
        }

        output.WriteLine($"{kept} of {NumbersOfRegion} are the number, the others are refused");
        wrong.ShouldBeEmpty($"seed {seed}: {string.Join("; ", wrong.Take(20))}");
        kept.ShouldBeGreaterThan(NumbersOfRegion / 2);
    }

    [Theory]
    [InlineData("9371234567, 1", "RU", "+79371234567")]
    [InlineData("9371234567;1", "RU", "+79371234567")]
    [InlineData("9371234567/2", "RU", "+79371234567")]
    [InlineData("9371234567-1", "RU", "+79371234567")]
    [InlineData("9371234567 (2)", "RU", "+79371234567")]
    [InlineData("9371234567 1", "RU", "+79371234567")]
    [InlineData("9161234567,50", "RU", "+79161234567")]
    [InlineData("8 (495) 123-45-67/68", "RU", "+74951234567")]
    [InlineData("8 (495) 123-45-67 (123)", "RU", "+74951234567")]
    [InlineData("+7 916 123-45-67 2", "RU", "+79161234567")]
    [InlineData("+79161234567,,1234", null, "+79161234567")]
    [InlineData("998901234567, 1", "RU", "+998901234567")]
    public void A_tail_is_no_part_of_the_number(string raw, string? region, string e164)
    {
        PhoneRules.Normalize(raw, region).ShouldBeOfType<PhoneResult.Valid>().Number.E164.ShouldBe(e164);
    }

    /// <summary>+7 771 234-56-71 in full, or 777 123-45-67 and a mark: nobody can tell.</summary>
    [Theory]
    [InlineData("7771234567, 1", "KZ")]
    [InlineData("7771234567 1", "KZ")]
    [InlineData("996 700 12 34 56", "RU")]
    [InlineData("44 725 76 22 123", "UA")]
    [InlineData("1) 9162234567", "RU")]
    public void What_could_be_one_number_or_another_is_refused(string raw, string region)
    {
        PhoneRules.Normalize(raw, region).ShouldBe(new PhoneResult.Invalid(PhoneReasons.Ambiguous));
        PhoneRules.NormalizeLoosely(raw, region).ShouldNotBeOfType<PhoneResult.Valid>();
    }

    [Theory]
    [InlineData("916123456,7", "RU", PhoneReasons.TooShort)]
    [InlineData("916123456; 7", "RU", PhoneReasons.TooShort)]
    public void A_tail_never_fills_up_a_number_that_is_too_short(string raw, string region, string reason)
    {
        PhoneRules.Normalize(raw, region).ShouldBe(new PhoneResult.Invalid(reason));
    }

    [Theory]
    [InlineData("998 90 123 45 67", "RU", "+998901234567")]
    [InlineData("380 67 123 45 67", "RU", "+380671234567")]
    [InlineData("375 (29) 123-45-67", "RU", "+375291234567")]
    [InlineData("994 50 123 45 67", "RU", "+994501234567")]
    [InlineData("992 91 712 34 56", "RU", "+992917123456")]
    [InlineData("+996 700 12 34 56", "RU", "+996700123456")]
    [InlineData("+7/916/123/45/67", "RU", "+79161234567")]
    [InlineData("8 916 123,45,67", "RU", "+79161234567")]
    [InlineData("916 123 456 7", "RU", "+79161234567")]
    [InlineData("+49 30 123456-12", null, "+493012345612")]
    [InlineData("030 123456-0", "DE", "+49301234560")]
    [InlineData("1 202 456 1111", "RU", "+12024561111")]
    [InlineData("1) +79161234567", "KZ", "+79161234567")]
    public void A_grouped_number_keeps_its_last_digits(string raw, string? region, string e164)
    {
        PhoneRules.Normalize(raw, region).ShouldBeOfType<PhoneResult.Valid>().Number.E164.ShouldBe(e164);
    }

    private static PhoneNumber Meant(string region, Random random)
    {
        var code = NumberingPlan.CodeOf(region);
        while (true)
        {
            var area = Plans[region][random.Next(Plans[region].Length)];
            var digits = code + area + string.Concat(Enumerable.Range(0, Lengths[region] - area.Length).Select(_ => random.Next(10)));
            if (NumberingPlan.Read("+" + digits, region: null) is PhoneResult.Valid { Kind: PhoneKind.Mobile or PhoneKind.Fixed } valid)
                return valid.Number;
        }
    }

    /// <summary>As people of the country write it: bare, with trunk prefix, code or plus, grouped or not.</summary>
    private static string Written(PhoneNumber number, string region, Random random)
    {
        var code = NumberingPlan.CodeOf(region);
        var national = number.Digits[code.Length..];
        var trunk = region is "UA" ? "0" : region is "UZ" ? "" : "8";
        var (one, two, three) = (national[..^7], national[^7..^4], national[^4..]);
        return random.Next(9) switch
        {
            0 => trunk + national,
            1 => code + national,
            2 => "+" + code + national,
            3 => $"{trunk} ({one}) {two}-{three[..2]}-{three[2..]}",
            4 => $"+{code} {one} {two} {three[..2]} {three[2..]}",
            5 => $"{one} {two} {three[..2]} {three[2..]}",
            6 => $"{one}-{two}-{three}",
            _ => national,
        };
    }
}
