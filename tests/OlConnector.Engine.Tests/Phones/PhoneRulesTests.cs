using OlConnector.Engine.Gateways;
using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Tests.Phones;

public sealed class PhoneRulesTests
{
    [Theory]
    [InlineData("8 (921) 555-44-33", "RU", "+79215554433")]
    [InlineData("921 555 44 33", "RU", "+79215554433")]
    [InlineData("＋７ ９２１ ５５５ ４４ ３３", "RU", "+79215554433")]
    [InlineData("٩٢١ ٥٥٥ ٤٤ ٣٣", "RU", "+79215554433")]
    [InlineData("тел.: 8 921 555 44 33", "RU", "+79215554433")]
    [InlineData("\u202A+7 921\u200B 555-44-33\u202C", "RU", "+79215554433")]
    [InlineData("7 921 555 44 33", "RU", "+79215554433")]
    [InlineData("+7 8 921 555 44 33", null, "+79215554433")]
    [InlineData("8 777 123 45 67", "KZ", "+77771234567")]
    [InlineData("8 029 765-43-21", "BY", "+375297654321")]
    [InlineData("+375 (0) 44 765 43 21", "BY", "+375447654321")]
    [InlineData("093 765 43 21", "UA", "+380937654321")]
    [InlineData("97 765 43 21", "UZ", "+998977654321")]
    [InlineData("8 10 998 97 765 43 21", "RU", "+998977654321")]
    [InlineData("97 765 43 21", "uz", "+998977654321")]
    [InlineData("7 921 555 44 33", "KZ", "+79215554433")]
    [InlineData("7 701 234 56 78", "RU", "+77012345678")]
    public void A_mobile_number_is_read_as_people_write_it(string raw, string? region, string e164)
    {
        var valid = Valid(raw, region);

        valid.Number.E164.ShouldBe(e164);
        valid.Kind.ShouldBe(PhoneKind.Mobile);
        valid.Extension.ShouldBeNull();
        valid.Notes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("+7(921)5554433 доб. 4", "4")]
    [InlineData("+7(921)5554433 ДОБ 12", "12")]
    [InlineData("+7(921)5554433 (ext. 1234)", "1234")]
    [InlineData("+7(921)5554433;ext=77", "77")]
    [InlineData("8 921 555-44-33 x9", "9")]
    [InlineData("8 921 555-44-33#105", "105")]
    public void An_extension_is_kept_apart(string raw, string extension)
    {
        var valid = Valid(raw, "RU");

        valid.Number.E164.ShouldBe("+79215554433");
        valid.Extension.ShouldBe(extension);
    }

    [Theory]
    [InlineData("998977654321", "RU", "+998977654321")]
    [InlineData("00 49 1512 7654321", "RU", "+4915127654321")]
    [InlineData("79215554433", null, "+79215554433")]
    public void Bare_digits_are_tried_as_international(string raw, string? region, string e164)
    {
        var valid = Valid(raw, region);

        valid.Number.E164.ShouldBe(e164);
        valid.Notes.ShouldBe([PhoneNotes.AssumedInternational]);
    }

    [Theory]
    [InlineData("9161234567,00", "RU", "+79161234567")]
    [InlineData("9161234567.0", "RU", "+79161234567")]
    [InlineData("9 161 234 567,00", "RU", "+79161234567")]
    [InlineData("79161234567,00; 79161234568,00", "RU", "+79161234567")]
    [InlineData("+79161234567.00", null, "+79161234567")]
    [InlineData("291234567,00", "BY", "+375291234567")]
    public void What_a_table_program_made_an_amount_loses_its_fraction(string raw, string? region, string e164)
    {
        Valid(raw, region).Number.E164.ShouldBe(e164);
        PhoneRules.NormalizeLoosely(raw, region).ShouldBeOfType<PhoneResult.Valid>().Number.Digits.ShouldNotEndWith("00");
    }

    [Theory]
    [InlineData("770123456,00", "KZ")]
    [InlineData("916123456,00", "RU")]
    public void A_fraction_never_fills_up_a_number_that_is_too_short(string raw, string region)
    {
        PhoneRules.Normalize(raw, region).ShouldBe(new PhoneResult.Invalid(PhoneReasons.TooShort));
    }

    [Theory]
    [InlineData("8 921 555.44.00", "+79215554400")]
    [InlineData("(921) 555-44.00", "+79215554400")]
    [InlineData("921.555.00.00", "+79215550000")]
    public void Points_between_the_digits_of_a_number_are_no_fraction(string raw, string e164)
    {
        Valid(raw, "RU").Number.E164.ShouldBe(e164);
    }

    [Fact]
    public void A_number_of_Italy_keeps_its_zero()
    {
        var valid = Valid("02 1234 5678", "IT");

        valid.Number.E164.ShouldBe("+390212345678");
        valid.Kind.ShouldBe(PhoneKind.Fixed);
    }

    [Theory]
    [InlineData("8 (921) 555-44-33, 8 812 333-22-11", "+79215554433", "several")]
    [InlineData("123456 / 8 (921) 555-44-33", "+79215554433", "several")]
    [InlineData("нет; 8 (921) 555-44-33", "+79215554433", "")]
    public void Of_several_numbers_the_first_valid_one_is_taken(string raw, string e164, string notes)
    {
        var valid = Valid(raw, "RU");

        valid.Number.E164.ShouldBe(e164);
        string.Join(' ', valid.Notes).ShouldBe(notes);
    }

    [Theory]
    [InlineData("0 11 15 2345 6789", "AR", "+5491123456789")]
    [InlineData("0 15 11 98765 4321", "BR", "+5511987654321")]
    [InlineData("425 1234", "BS", "+12424251234")]
    [InlineData("358509999", "AX", "+358509999")]
    [InlineData("3589575696", "AX", "+3589575696")]
    [InlineData("8 612 34567", "LT", "+37061234567")]
    [InlineData("011 7 921 555 44 33", "US", "+79215554433")]
    public void Habits_of_a_country_are_known(string raw, string region, string e164)
    {
        Valid(raw, region).Number.E164.ShouldBe(e164);
    }

    [Theory]
    [InlineData("8 (921) 555-44", "RU", PhoneReasons.TooShort)]
    [InlineData("102", "RU", PhoneReasons.TooShort)]
    [InlineData("", "RU", PhoneReasons.TooShort)]
    [InlineData("12", "RU", PhoneReasons.TooShort)]
    [InlineData("921 555 44 33", null, PhoneReasons.InvalidCountryCode)]
    [InlineData("921 555 44 33", "XX", PhoneReasons.InvalidCountryCode)]
    [InlineData("+0 921 555 44 33", "RU", PhoneReasons.InvalidCountryCode)]
    [InlineData("+210 555 44 33", "RU", PhoneReasons.InvalidCountryCode)]
    [InlineData("9.1E+10", "RU", PhoneReasons.Letters)]
    [InlineData("8-800-FLOWERS", "RU", PhoneReasons.Letters)]
    [InlineData("Иван", "RU", PhoneReasons.Letters)]
    [InlineData("8 921 555-44-33-22", "RU", PhoneReasons.TooLong)]
    [InlineData("123456789012345678901", "RU", PhoneReasons.TooLong)]
    [InlineData("8 021 555-44-33", "RU", PhoneReasons.NotAssigned)]
    [InlineData("8 921 555-44-3", "RU", PhoneReasons.TooShort)]
    [InlineData("+7 8 921 555-44-3", null, PhoneReasons.TooShort)]
    [InlineData("+7 921 555-44-33-22", null, PhoneReasons.TooLong)]
    [InlineData("7 340 999-99-99", "RU", PhoneReasons.NotAssigned)]
    [InlineData("375 97 968-66-88", "BY", PhoneReasons.NotAssigned)]
    [InlineData("03 211 23 45 67", "CO", PhoneReasons.NotAssigned)]
    [InlineData("+375 8 10 100 00 00", null, PhoneReasons.NotAssigned)]
    [InlineData("+290 280", null, PhoneReasons.TooShort)]
    [InlineData("+49 30 1234567890123", null, PhoneReasons.TooLong)]
    [InlineData("+7", "RU", PhoneReasons.TooShort)]
    [InlineData("+7 12345678901234567", "RU", PhoneReasons.TooLong)]
    [InlineData("8 10 8", "RU", PhoneReasons.TooShort)]
    public void What_is_no_number_says_why(string raw, string? region, string reason)
    {
        PhoneRules.Normalize(raw, region).ShouldBe(new PhoneResult.Invalid(reason));
    }

    [Fact]
    public void A_plus_that_is_wrong_is_never_guessed_away()
    {
        PhoneRules.Normalize("+8 921 555 44 33 22", "RU").ShouldBeOfType<PhoneResult.Invalid>();
    }

    [Fact]
    public void A_book_is_no_telephone_number()
    {
        PhoneRules.Normalize(new string('7', 10_000_000), "RU").ShouldBe(new PhoneResult.Invalid(PhoneReasons.TooLong));
    }

    [Theory]
    [InlineData("+79215554433", "RU")]
    [InlineData("+77771234567", "KZ")]
    [InlineData("+375297654321", "BY")]
    [InlineData("+12025550123", "US")]
    [InlineData("+14165550123", "CA")]
    [InlineData("+881612345678", null)]
    public void The_territory_is_named_where_the_plan_tells_it(string e164, string? territory)
    {
        PhoneRules.TerritoryOf(Valid(e164, null).Number).ShouldBe(territory);
    }

    [Theory]
    [InlineData("8 (921) 555-44-33", "RU", "+79215554433")]
    [InlineData("8 000 555-44-33", "KZ", "+70005554433")]
    [InlineData("(100) 555.44.33", "RU", "+71005554433")]
    [InlineData("00 84 912345678", "RU", "+84912345678")]
    [InlineData("+84 912345678", "RU", "+84912345678")]
    [InlineData("12345678", null, "+12345678")]
    [InlineData("12, 8 921 555 44 33", "RU", "+79215554433")]
    public void The_loose_reading_takes_any_eight_to_fifteen_digits(string raw, string? region, string e164)
    {
        PhoneRules.NormalizeLoosely(raw, region).ShouldBeOfType<PhoneResult.Valid>().Number.E164.ShouldBe(e164);
    }

    [Theory]
    [InlineData("1234567", PhoneReasons.TooShort)]
    [InlineData("1234567890123456", PhoneReasons.TooLong)]
    [InlineData("1234567890123456789", PhoneReasons.TooLong)]
    [InlineData("call me", PhoneReasons.Letters)]
    public void The_loose_reading_still_refuses_what_is_no_number(string raw, string reason)
    {
        PhoneRules.NormalizeLoosely(raw, "RU").ShouldBe(new PhoneResult.Invalid(reason));
    }

    [Fact]
    public void A_fixed_line_is_warned_about_for_SMS_and_a_premium_number_is_refused()
    {
        PhoneUse.WarningFor(PhoneKind.Fixed, Channel.Sms).ShouldBe(PhoneNotes.Landline);
        PhoneUse.WarningFor(PhoneKind.Fixed, Channel.WhatsApp).ShouldBeNull();
        PhoneUse.CanReach(PhoneKind.Fixed).ShouldBeTrue();
        PhoneUse.CanReach(PhoneKind.Other).ShouldBeFalse();
    }

    private static PhoneResult.Valid Valid(string raw, string? region) =>
        PhoneRules.Normalize(raw, region).ShouldBeOfType<PhoneResult.Valid>();
}
