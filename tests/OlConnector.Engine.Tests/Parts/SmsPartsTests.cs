using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Tests.Parts;

public sealed class SmsPartsTests
{
    public static TheoryData<string, SmsEncoding, int, int> Examples => new()
    {
        { Times("d", 160), SmsEncoding.Gsm7, 160, 1 },
        { Times("d", 161), SmsEncoding.Gsm7, 161, 2 },
        { Times("d", 159) + "~", SmsEncoding.Gsm7, 161, 2 },
        { Times("d", 152) + "~" + Times("d", 20), SmsEncoding.Gsm7, 174, 2 },
        { Times("d", 305) + "}", SmsEncoding.Gsm7, 307, 3 },
        { Times("d", 100) + "—", SmsEncoding.Ucs2, 101, 2 },
        { Times("ж", 70), SmsEncoding.Ucs2, 70, 1 },
        { Times("ж", 71), SmsEncoding.Ucs2, 71, 2 },
        { Times("ж", 66) + "🐱" + Times("ж", 10), SmsEncoding.Ucs2, 78, 2 },
        { "[x]~", SmsEncoding.Gsm7, 7, 1 },
        { "Café", SmsEncoding.Gsm7, 4, 1 },
        { "naïve", SmsEncoding.Ucs2, 5, 1 },
        { "Tom`s", SmsEncoding.Ucs2, 5, 1 },
        { "", SmsEncoding.Gsm7, 0, 1 },
        { "\uD800", SmsEncoding.Ucs2, 1, 1 },
        { "ç", SmsEncoding.Ucs2, 1, 1 },
        { "\t", SmsEncoding.Ucs2, 1, 1 },
        { "\r\n", SmsEncoding.Gsm7, 2, 1 },
        { "\u001B", SmsEncoding.Ucs2, 1, 1 },
        { Times("d", 159) + "€", SmsEncoding.Gsm7, 161, 2 },
        { Times("d", 160) + "€", SmsEncoding.Gsm7, 162, 2 },
        { Times("d", 306), SmsEncoding.Gsm7, 306, 2 },
        { Times("d", 307), SmsEncoding.Gsm7, 307, 3 },
        { Times("ж", 134), SmsEncoding.Ucs2, 134, 2 },
        { Times("ж", 135), SmsEncoding.Ucs2, 135, 3 },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_text_takes_exactly_so_much(string text, SmsEncoding encoding, int units, int parts)
    {
        SmsParts.Measure(text).ShouldBe(new SmsSize(encoding, units, parts));
        SmsParts.Split(text).Count.ShouldBe(parts);
    }

    [Fact]
    public void A_character_of_two_units_is_never_cut()
    {
        SmsParts.Split(Times("d", 152) + "~" + Times("d", 20)).Select(part => part.Length).ShouldBe([152, 21]);
        SmsParts.Split(Times("ж", 66) + "🐱" + Times("ж", 10)).Select(part => part.Length).ShouldBe([66, 12]);
        SmsParts.Split(Times("d", 305) + "}").Select(part => part.Length).ShouldBe([153, 152, 1]);
    }

    [Fact]
    public void The_second_part_and_every_later_one_have_a_place()
    {
        SmsParts.Starts(Times("ж", 70)).ShouldBeEmpty();
        SmsParts.Starts(Times("ж", 135)).ShouldBe([67, 134]);
        SmsParts.Starts(Times("d", 307)).ShouldBe([153, 306]);
    }

    [Fact]
    public void The_alphabet_has_127_characters_and_ten_of_two_septets()
    {
        GsmAlphabet.OneSeptet.Distinct().Count().ShouldBe(127);
        GsmAlphabet.TwoSeptets.Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public void Nothing_outside_the_alphabet_is_taken_for_it()
    {
        var known = Enumerable.Range(0, 0x10000).Where(unit => GsmAlphabet.SeptetsOf((char)unit) > 0).Select(unit => (char)unit);

        known.Order().ShouldBe((GsmAlphabet.OneSeptet + GsmAlphabet.TwoSeptets).Order());
    }

    [Theory]
    [InlineData("@£Ç\nΞ", "0001090A1A")]
    [InlineData("Æß !?¡", "1C1E20213F40")]
    [InlineData("AZ§¿azà", "415A5F60617A7F")]
    [InlineData("\f^{}\\[~]|€", "1B0A1B141B281B291B2F1B3C1B3D1B3E1B401B65")]
    public void A_character_has_the_code_that_the_standard_gives_it(string text, string octets)
    {
        Convert.ToHexString(GsmOctets.Encode(text)).ShouldBe(octets);
        GsmOctets.Decode(Convert.FromHexString(octets)).ShouldBe(text);
    }

    [Fact]
    public void Every_character_of_the_alphabet_comes_back_and_takes_as_many_octets_as_septets()
    {
        var all = GsmAlphabet.OneSeptet + GsmAlphabet.TwoSeptets;
        GsmOctets.Encode(all).Length.ShouldBe(GsmAlphabet.Measure(all));
        GsmOctets.Decode(GsmOctets.Encode(all)).ShouldBe(all);
    }

    [Theory]
    [InlineData("1B")]
    [InlineData("80")]
    [InlineData("1B41")]
    public void An_octet_that_means_nothing_reads_as_a_question_mark(string octets) =>
        GsmOctets.Decode(Convert.FromHexString(octets)).ShouldBe("?");

    [Fact]
    public void Parts_of_another_room_are_filled_alike()
    {
        SmsParts.Split(Times("d", 151) + "€" + "d", SmsEncoding.Gsm7, 152).Select(part => part.Length).ShouldBe([151, 2]);
        SmsParts.Split(Times("ж", 65) + "🐱", SmsEncoding.Ucs2, 66).Select(part => part.Length).ShouldBe([65, 2]);
        SmsParts.Split(Times("d", 70), SmsEncoding.Ucs2, 70).ShouldHaveSingleItem();
    }

    [Fact]
    public void More_than_255_parts_are_too_long_for_any_SMS()
    {
        SmsParts.Measure(Times("d", 255 * 153)).IsTooLong.ShouldBeFalse();
        SmsParts.Measure(Times("d", (255 * 153) + 1)).IsTooLong.ShouldBeTrue();
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
