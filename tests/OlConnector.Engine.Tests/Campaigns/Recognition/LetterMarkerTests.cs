using OlConnector.Engine.Campaigns.Recognition;

namespace OlConnector.Engine.Tests.Campaigns.Recognition;

public sealed class LetterMarkerTests
{
    [Theory]
    [InlineData("Hello, Anna! [[c:K7Q2F]]", "Hello, Anna!", "K7Q2F")]
    [InlineData("Hello,\n\n[[c:a-b_9]] Anna!", "Hello, Anna!", "a-b_9")]
    [InlineData("[[c:X]]Hello", "Hello", "X")]
    [InlineData("Hello [[c:One]] Anna [[c:Two]]", "Hello Anna", "One")]
    [InlineData("Hello [[c:12345678901234567890123456789012]]", "Hello", "12345678901234567890123456789012")]
    public void A_marker_is_cut_out_with_the_white_space_before_it(string text, string left, string code) =>
        LetterMarker.Cut(text).ShouldBe((left, code));

    [Theory]
    [InlineData("Hello")]
    [InlineData("Hello [[c:]]")]
    [InlineData("Hello [[c:123456789012345678901234567890123]]")]
    [InlineData("Hello [[c:а]]")]
    [InlineData("Hello [[C:X]]")]
    [InlineData("Hello [c:X]")]
    public void What_is_no_marker_stays_in_the_text(string text) => LetterMarker.Cut(text).ShouldBe((text, null));

    [Fact]
    public void What_was_made_is_read() => LetterMarker.Cut($"Text {LetterMarker.Of("K7Q2F")}").ShouldBe(("Text", "K7Q2F"));

    [Fact]
    public void Four_thousand_blanks_and_openers_are_read_in_no_time() =>
        LetterMarker.Cut(string.Concat(Enumerable.Repeat("    [[c:", 500)) + new string(' ', 4000)).Code.ShouldBeNull();
}
