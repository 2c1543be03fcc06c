using FsCheck;
using FsCheck.Fluent;
using OlConnector.Engine.Intake;

namespace OlConnector.Engine.Tests.Intake;

public sealed class MarketingTextTests
{
    [Theory]
    [InlineData("ООО &quot;Ромашка &amp; Ко&quot;!", "ООО \"Ромашка & Ко\"!")]
    [InlineData("5 &lt; 7 &gt; 3, d&#039;Artagnan", "5 < 7 > 3, d'Artagnan")]
    [InlineData("&amp;quot;", "&quot;")]
    [InlineData("&amp;amp;", "&amp;")]
    [InlineData("one&lt;br /&gt;<br />\ntwo", "one\ntwo")]
    [InlineData("one<br />\r\ntwo", "one\ntwo")]
    [InlineData("one<br />two", "one\ntwo")]
    [InlineData("&lt;br /&gt; alone", "<br /> alone")]
    [InlineData("AT&T &unknown; 100 % & more", "AT&T &unknown; 100 % & more")]
    [InlineData("", "")]
    public void Escapes_of_inserted_values_are_undone_once(string rendered, string plain) =>
        MarketingText.Normalise(rendered).ShouldBe(plain);

    [Fact]
    public void Any_text_survives_escaping_and_normalising() => Prop.ForAll(
        Gen.Elements("a", "&", "<", ">", "\"", "'", ";", "amp;", "quot;", "🌷", " ").ListOf().Select(string.Concat).ToArbitrary(), text =>
            MarketingText.Normalise(Escaped(text)) == text).QuickCheckThrowOnFailure();

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#039;", StringComparison.Ordinal);
}
