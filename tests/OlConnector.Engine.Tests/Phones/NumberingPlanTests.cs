using OlConnector.Engine.Phones;
using PhoneNumbers;

namespace OlConnector.Engine.Tests.Phones;

/// <summary>
/// What holds for every number of the world: the library's examples, of each territory and kind, and what chance makes of them.
/// </summary>
public sealed class NumberingPlanTests
{
    private static readonly PhoneNumberUtil World = PhoneNumberUtil.GetInstance();

    private static readonly (string? Region, string Code, string National)[] Examples = [.. OfRegions(), .. OfNoRegion()];

    [Fact]
    public void Every_example_is_read_with_its_calling_code_in_front_and_no_digit_changed()
    {
        Examples.Length.ShouldBeGreaterThan(1000);
        foreach (var (region, code, national) in Examples.Where(IsKept))
        {
            var valid = Valid($"+{code}{national}", region);

            valid.Number.Digits.ShouldBe(code + national);
            valid.Notes.ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_stored_number_is_read_the_same_again_wherever_it_is_read()
    {
        foreach (var (region, code, national) in Mutated(new Random(7), 20).Where(IsKept))
        {
            if (PhoneRules.Normalize($"+{code}{national}", region) is not PhoneResult.Valid valid) continue;
            foreach (var other in new[] { null, region, "RU", "US", "AR" })
            {
                var again = Valid(valid.Number.E164, other);
                (again.Number, again.Kind, again.Notes.Count).ShouldBe((valid.Number, valid.Kind, 0), valid.Number.Digits);
            }
        }
    }

    [Fact]
    public void What_is_valid_begins_with_the_calling_code_of_the_territory_that_has_it()
    {
        foreach (var (region, code, national) in Mutated(new Random(8), 10).Where(number => number.Region is not null))
        {
            if (PhoneRules.Normalize(national, region) is not PhoneResult.Valid valid) continue;
            var territory = PhoneRules.TerritoryOf(valid.Number);
            if (territory is null) continue;

            valid.Number.Digits.ShouldStartWith(NumberingPlan.CodeOf(territory));
            if (!valid.Notes.Contains(PhoneNotes.AssumedInternational)) valid.Number.Digits.ShouldStartWith(code);
        }
    }

    [Fact]
    public void Signs_between_the_digits_change_nothing()
    {
        var random = new Random(9);
        foreach (var (region, code, national) in Examples.Where(IsKept))
        {
            var written = "+" + code + string.Concat(national.Select(digit => $"{" -.()\u00A0"[random.Next(6)]}{digit}"));

            Valid(written, region).Number.Digits.ShouldBe(code + national, written);
            Valid($"тел. {written}", null).Number.Digits.ShouldBe(code + national, written);
        }
    }

    [Fact]
    public void The_loose_reading_gives_what_is_valid_the_same_digits_and_the_same_kind()
    {
        foreach (var (region, code, national) in Examples.Where(IsKept))
        {
            var valid = Valid($"+{code}{national}", region);

            var loose = PhoneRules.NormalizeLoosely(valid.Number.E164, region).ShouldBeOfType<PhoneResult.Valid>();
            (loose.Number, loose.Kind).ShouldBe((valid.Number, valid.Kind));
        }
    }

    [Fact]
    public void The_loose_reading_takes_a_number_as_it_stands_even_where_the_plan_would_write_it_otherwise()
    {
        var loose = PhoneRules.NormalizeLoosely("+54 11 15 2345 6789", null).ShouldBeOfType<PhoneResult.Valid>();

        (loose.Number.Digits, loose.Kind).ShouldBe(("54111523456789", PhoneKind.Unknown));
        Valid("+54 11 15 2345 6789", null).Number.Digits.ShouldBe("5491123456789");
    }

    [Fact]
    public void Many_threads_read_what_one_reads()
    {
        var alone = Examples.Select(example => PhoneRules.Normalize(example.National, example.Region)).ToList();

        Parallel.For(0, Examples.Length * 4, at =>
        {
            var (region, _, national) = Examples[at % Examples.Length];
            Text(PhoneRules.Normalize(national, region)).ShouldBe(Text(alone[at % Examples.Length]));
        });
    }

    [Fact]
    public void Every_territory_is_known_in_any_case_and_nothing_else()
    {
        var regions = World.GetSupportedRegions();

        regions.Count.ShouldBeGreaterThanOrEqualTo(245);
        regions.Concat(regions.Select(region => region.ToLowerInvariant())).ShouldAllBe(region => PhoneRules.KnowsRegion(region));
        new[] { "", "XX", "ZZ", "001", "RUS", "Р" }.ShouldAllBe(name => !PhoneRules.KnowsRegion(name));
    }

    private static PhoneResult.Valid Valid(string raw, string? region) =>
        PhoneRules.Normalize(raw, region).ShouldBeOfType<PhoneResult.Valid>(raw);

    private static string Text(PhoneResult result) => result switch
    {
        PhoneResult.Valid valid => $"{valid.Number.Digits} {valid.Kind} {string.Join(' ', valid.Notes)}",
        var other => other.ToString(),
    };

    /// <summary>The product keeps 8 to 15 digits.</summary>
    private static bool IsKept((string? Region, string Code, string National) number) =>
        (number.Code + number.National).Length is >= 8 and <= 15;

    private static IEnumerable<(string? Region, string Code, string National)> Mutated(Random random, int times) =>
        from example in Examples
        from time in Enumerable.Range(0, times)
        select example with { National = Mutate(example.National, random) };

    private static string Mutate(string digits, Random random)
    {
        var at = random.Next(digits.Length);
        var digit = (char)('0' + random.Next(10));
        return random.Next(3) switch
        {
            0 => digits.Insert(at, digit.ToString()),
            1 => digits.Remove(at, 1),
            _ => $"{digits[..at]}{digit}{digits[(at + 1)..]}",
        };
    }

    private static IEnumerable<(string? Region, string Code, string National)> OfRegions() =>
        from region in World.GetSupportedRegions()
        from kind in World.GetSupportedTypesForRegion(region)
        let number = World.GetExampleNumberForType(region, kind)
        where number is not null
        select ((string?)region, NumberingPlan.CodeOf(region), World.GetNationalSignificantNumber(number));

    private static IEnumerable<(string? Region, string Code, string National)> OfNoRegion() =>
        from code in World.GetSupportedGlobalNetworkCallingCodes()
        let number = World.GetExampleNumberForNonGeoEntity(code)
        select ((string?)null, $"{code}", World.GetNationalSignificantNumber(number));
}
