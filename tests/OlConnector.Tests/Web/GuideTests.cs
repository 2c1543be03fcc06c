using System.Net;
using System.Text.RegularExpressions;
using OlConnector.Tests.House;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Web;

/// <summary>The program shows its own guide: whoever is led there by a screen reads about this very version.</summary>
[Trait("Database", "Sqlite")]
public sealed partial class GuideTests
{
    [Fact]
    public async Task Every_page_and_picture_that_can_be_reached_from_its_beginning_is_there()
    {
        await using var product = await Product.StartAsync(TimeProvider.System);
        var (seen, left) = (new HashSet<string>(StringComparer.Ordinal) { "/guide" }, new Queue<string>(["/guide"]));

        while (left.TryDequeue(out var address))
        {
            using var answer = await product.Http.GetAsync(new Uri(address, UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            if (answer.Content.Headers.ContentType!.MediaType != "text/html") continue;
            foreach (Match link in Address().Matches(await answer.Content.ReadAsStringAsync()))
                if (link.Groups["path"].Value is { Length: > 0 } path && path.StartsWith('/') && path != "/favicon.svg" && seen.Add(path))
                    left.Enqueue(path);
        }

        seen.Count.ShouldBeGreaterThan(20);
        foreach (var file in Repository.Files("docs/guide", ".md").Where(file => !file.EndsWith("README.md", StringComparison.Ordinal)))
            seen.ShouldContain($"/guide/{file["docs/guide/".Length..^3]}");
    }

    [Fact]
    public void What_a_screen_leads_to_is_there_in_both_languages()
    {
        var led = Repository.Files("src/OlConnector.Ui/src/screens", ".vue")
            .SelectMany(file => Led().Matches(Repository.Read(file)).Select(match => match.Groups["page"].Value)).Distinct().ToList();

        led.Count.ShouldBeGreaterThan(3);
        foreach (var page in led)
            foreach (var language in (string[])["ru", "en"])
                Repository.Has($"docs/guide/{language}/{page}.md").ShouldBeTrue($"{language}/{page}");
    }

    [Fact]
    public async Task Pages_stand_in_their_language_lead_to_the_other_and_run_nothing()
    {
        await using var product = await Product.StartAsync(TimeProvider.System);

        using var answer = await product.Http.GetAsync(new Uri("/guide/ru/install", UriKind.Relative));

        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("<html lang=\"ru\">");
        page.ShouldContain("Установка и первая линия");
        page.ShouldContain("/guide/en/install");
        page.ShouldContain("/guide/reference/gateways/waha");
        page.ShouldContain("/guide/images/line.png");
        page.ShouldNotContain(".md\"");
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
    }

    [Theory]
    [InlineData("/guide/ru/nothing")]
    [InlineData("/guide/../appsettings.json")]
    [InlineData("/guide/reference/adr/0001-rooms")]
    [InlineData("/guide/images/nothing.png")]
    [InlineData("/guide/images/..%2f..%2fappsettings.json")]
    public async Task What_it_does_not_carry_is_not_found(string address)
    {
        await using var product = await Product.StartAsync(TimeProvider.System);

        (await product.Http.GetAsync(new Uri(address, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [GeneratedRegex("(href|src)=\"(?<path>[^\"#?]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("<PageHead[^>]*?\\bguide=\"(?<page>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Led();
}
