using OlConnector.Engine.Parts;

namespace OlConnector.Engine.Tests.Parts;

public sealed class LinksTests
{
    [Theory]
    [InlineData("https://example.ru", "https://example.ru")]
    [InlineData("Смотри HTTPS://Example.ru/a?b=c#d.", "HTTPS://Example.ru/a?b=c#d")]
    [InlineData("(https://example.ru/a_(b)), да", "https://example.ru/a_(b)")]
    [InlineData("(см. example.ru)", "example.ru")]
    [InlineData("«example.ru/x»!", "example.ru/x")]
    [InlineData("www.example.museum/x", "www.example.museum/x")]
    [InlineData("сайт:example.com, example.by", "example.com example.by")]
    [InlineData("пример.рф и xn--e1afmkfd.su", "пример.рф xn--e1afmkfd.su")]
    [InlineData("example.ru:8080/x example.ru:", "example.ru:8080/x example.ru")]
    [InlineData("ftp://1.2.3.4/file.zip", "ftp://1.2.3.4/file.zip")]
    [InlineData("Пишите.example.ru", "example.ru")]
    [InlineData("example.ru.Звоните", "example.ru")]
    [InlineData("http://localhost", "http://localhost")]
    [InlineData("сайтhttps://example.ru", "https://example.ru")]
    public void A_link_is_found_with_its_true_end(string text, string links)
    {
        Links.Find(text).Select(link => text.Substring(link.Position, link.Length)).ShouldBe(links.Split(' '));
    }

    [Theory]
    [InlineData("ivan@example.ru")]
    [InlineData("info.me@example.invalid")]
    [InlineData("10.50 1.2.3 12.05 1.2.3.4")]
    [InlineData("конец.Начало")]
    [InlineData("т.е. и т.д. e.g. and")]
    [InlineData("прайс.pdf price.xlsx photo.jpg archive.zip notes.txt")]
    [InlineData("http:// https:///x ://y www.")]
    [InlineData("a..ru a-.ru .ru")]
    [InlineData("xhttp://")]
    public void What_only_looks_like_a_link_is_none(string text)
    {
        Links.Find(text).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://bit.ly/x", LinkKind.Shortener, false)]
    [InlineData("WWW.Clck.ru/x", LinkKind.Shortener, false)]
    [InlineData("https://youtu.be/x", LinkKind.Shortener, true)]
    [InlineData("wa.me/79215554433", LinkKind.Messenger, false)]
    [InlineData("https://t.me/x", LinkKind.Messenger, false)]
    [InlineData("http://1.2.3.4/x", LinkKind.Ip, false)]
    [InlineData("https://example.ru", LinkKind.Plain, false)]
    public void A_link_says_what_it_leads_to(string text, LinkKind kind, bool isBrand)
    {
        var link = Links.Find(text).ShouldHaveSingleItem();

        link.Kind.ShouldBe(kind);
        link.IsBrand.ShouldBe(isBrand);
    }

    [Fact]
    public void The_host_is_given_in_small_letters_with_its_place()
    {
        Links.Find("Да: HTTPS://Example.RU/A").ShouldBe([new Link(4, 20, "example.ru", LinkKind.Plain, false, false)]);
    }

    [Fact]
    public void Bad_links_are_warned_about_once_each()
    {
        Links.Inspect("bit.ly/a bit.ly/b http://1.2.3.4").Warnings
            .ShouldBe([LinkWarnings.Shortener, LinkWarnings.Ip, LinkWarnings.PlainHttp, LinkWarnings.ManyLinks]);
        Links.Inspect("youtu.be/a https://example.ru").Warnings.ShouldBeEmpty();
    }
}
