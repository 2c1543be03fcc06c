using OlConnector.Engine.Phones;

namespace OlConnector.Engine.Tests.Phones;

public sealed class ClientNumberTests
{
    [Theory]
    [InlineData("89161234567", "RU")]
    [InlineData("9161234567", "RU")]
    [InlineData("79161234567", "RU")]
    [InlineData("+79161234567", "RU")]
    [InlineData("+89161234567", "RU")]
    [InlineData("+9161234567", "RU")]
    [InlineData("81079161234567", "RU")]
    [InlineData("+81079161234567", "RU")]
    [InlineData("0079161234567", "RU")]
    [InlineData("+0079161234567", "RU")]
    [InlineData(" 79161234567 ", "RU")]
    [InlineData("79161234567", null)]
    [InlineData("79161234567", "BY")]
    public void A_sender_is_the_number_however_its_operator_writes_it(string from, string? country)
    {
        ClientNumbers.TryRead(from, country, out var number).ShouldBeTrue();
        number!.Value.E164.ShouldBe("+79161234567");
    }

    [Theory]
    [InlineData("0671234567", "UA", "+380671234567")]
    [InlineData("80291234567", "BY", "+375291234567")]
    [InlineData("77011234567", "KZ", "+77011234567")]
    [InlineData("22512345678", "RU", "+22512345678")]
    public void The_portals_country_says_what_a_national_number_is(string from, string country, string e164)
    {
        ClientNumbers.TryRead(from, country, out var number).ShouldBeTrue();
        number!.Value.E164.ShouldBe(e164);
    }

    [Theory]
    [InlineData("MTS")]
    [InlineData("900")]
    [InlineData("")]
    [InlineData("1234567890123456@lid")]
    public void What_names_no_telephone_is_none(string from)
    {
        ClientNumbers.TryRead(from, "RU", out var number).ShouldBeFalse();
        number.ShouldBeNull();
    }

    [Theory]
    [InlineData("5491123456789", "541123456789")]
    [InlineData("5215512345678", "525512345678")]
    [InlineData("5531987654321", "553187654321")]
    [InlineData("2250712345678", "22512345678")]
    [InlineData("2290161234567", "22961234567")]
    public void One_telephone_under_two_names_is_known_by_both(string one, string other)
    {
        PhoneForms.Of(PhoneNumber.FromDigits(one)).ShouldContain(other);
        PhoneForms.Of(PhoneNumber.FromDigits(other)).ShouldContain(one);
        PhoneForms.Of(PhoneNumber.FromDigits(one))[0].ShouldBe(one);
    }

    [Theory]
    [InlineData("79161234567")]
    [InlineData("4915123456789")]
    [InlineData("5411234567")]
    [InlineData("55319876543")]
    public void Any_other_telephone_has_its_own_name_only(string digits)
    {
        PhoneForms.Of(PhoneNumber.FromDigits(digits)).ShouldBe([digits]);
    }
}
