using System.Net;
using System.Net.Http.Headers;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Web;

[Trait("Database", "Sqlite")]
public sealed class PublicPagesTests
{
    [Theory]
    [InlineData("/", "What this is", "Что это")]
    [InlineData("/privacy", "Privacy policy", "Политика конфиденциальности")]
    [InlineData("/license", "Licence agreement", "Лицензионное соглашение")]
    public async Task Whoever_opens_it_outside_a_portal_reads_it_in_the_language_of_the_browser_or_of_the_link(
        string path, string en, string ru)
    {
        await using var product = await Product.StartAsync(TimeProvider.System);

        (await TextAsync(product, path, "en-GB")).ShouldContain(en);
        (await TextAsync(product, path, "ru-RU,en;q=0.5")).ShouldContain(ru);
        (await TextAsync(product, $"{path}?lang=ru", "en-GB")).ShouldContain(ru);
        (await TextAsync(product, $"{path}?lang=en", "ru-RU")).ShouldContain(en);
        (await TextAsync(product, $"{path}?lang=<script>", "en-GB")).ShouldContain(en);
    }

    [Fact]
    public async Task They_carry_the_exact_name_of_the_app_and_who_answers_for_the_server()
    {
        await using var product = await Product.StartAsync(
            TimeProvider.System, settings: [("Vendor:Name", "Пример & Ко"), ("Vendor:Contact", "help@olc.example.com")]);

        foreach (var path in (string[])["/privacy", "/license"])
        {
            var text = await TextAsync(product, path, "en");
            text.ShouldContain("OlConnector");
            text.ShouldContain("Пример &amp; Ко");
        }

        (await TextAsync(product, "/privacy", "en")).ShouldContain("help@olc.example.com");
        (await TextAsync(product, "/", "en")).ShouldContain("help@olc.example.com");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/license")]
    public async Task The_market_s_check_by_HEAD_gets_200_and_the_page_runs_and_calls_nothing(string path)
    {
        await using var product = await Product.StartAsync(TimeProvider.System);

        using var head = await product.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
    }

    private static async Task<string> TextAsync(Product product, string path, string language)
    {
        using var call = new HttpRequestMessage(HttpMethod.Get, path);
        call.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await product.Http.SendAsync(call);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("text/html", "utf-8"));
        return await answer.Content.ReadAsStringAsync();
    }
}
