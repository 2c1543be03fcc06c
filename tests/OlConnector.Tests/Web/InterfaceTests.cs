using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Interface;

namespace OlConnector.Tests.Web;

/// <summary>The interface's page and files, with an interface that the test has built.</summary>
public sealed class InterfaceTests : IAsyncLifetime
{
    private const string Page = "<!doctype html><head><!-- olc-session --></head><script src=\"/assets/index-a1.js\"></script>";
    private const string Script = "console.log('a script that is long enough to be worth compressing')";

    private readonly TempFolder _folder = new();
    private Product _product = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "assets"));
        await WriteAsync("index.html", Encoding.UTF8.GetBytes(Page));
        await WriteAsync("favicon.svg", "<svg/>"u8.ToArray());
        await WriteAsync("assets/index-a1.js", Encoding.UTF8.GetBytes(Script));
        await WriteAsync("assets/index-a1.js.br", Compressed(to => new BrotliStream(to, CompressionLevel.Optimal)));
        await WriteAsync("assets/index-a1.js.gz", Compressed(to => new GZipStream(to, CompressionLevel.Optimal)));
        await WriteAsync("assets/plain-b2.css", "body{}"u8.ToArray());
        _product = await StartAsync(_folder.Path, ("Operator:Token", ApiWorld.OperatorToken));
    }

    public async Task DisposeAsync()
    {
        await _product.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task A_file_comes_in_the_smallest_form_that_the_browser_takes_and_for_good(string accepted, string? encoding)
    {
        using var answer = await GetAsync("/assets/index-a1.js", ("Accept-Encoding", accepted));

        ((int)answer.StatusCode, answer.Content.Headers.ContentEncoding.SingleOrDefault()).ShouldBe((200, encoding));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        answer.Headers.GetValues("Cache-Control").ShouldBe(["public, max-age=31536000, immutable"]);
        answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await TextAsync(answer)).ShouldBe(Script);
    }

    [Fact]
    public async Task A_file_without_a_compressed_form_comes_as_it_is_and_is_not_sent_twice()
    {
        using var first = await GetAsync("/assets/plain-b2.css", ("Accept-Encoding", "br"));
        using var again = await GetAsync("/assets/plain-b2.css", ("If-None-Match", first.Headers.ETag!.ToString()));

        ((int)first.StatusCode, first.Content.Headers.ContentEncoding.Count, (int)again.StatusCode).ShouldBe((200, 0, 304));
    }

    [Theory]
    [InlineData("/index.html")]
    [InlineData("/assets/../index.html")]
    [InlineData("/assets/%2e%2e/index.html")]
    [InlineData("/assets/%252e%252e/index.html")]
    [InlineData("/assets/%255c..%255cindex.html")]
    [InlineData("/assets/x%2500")]
    [InlineData("/assets/index-a1.js%2500.br")]
    [InlineData("/assets/none.js")]
    [InlineData("/assets/")]
    public async Task Neither_the_page_nor_what_is_not_there_is_a_file(string path)
    {
        using var answer = await GetAsync(path);

        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task The_icon_is_there_so_that_no_console_has_to_complain()
    {
        using var answer = await GetAsync("/favicon.svg");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        $"{answer.Headers.CacheControl}".ShouldBe("public, max-age=3600");
    }

    [Fact]
    public async Task Support_gets_the_same_page_without_a_session_and_nobody_may_frame_it()
    {
        using var answer = await GetAsync("/support");

        (await answer.Content.ReadAsStringAsync()).ShouldBe(Page.Replace("<!-- olc-session -->", ""));
        $"{answer.Headers.CacheControl}".ShouldBe("no-store");
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().Split(';', StringSplitOptions.TrimEntries).ShouldBe(
            [
                "default-src 'none'", "base-uri 'none'", "form-action 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'",
                "font-src 'self'", "img-src 'self' data:", "connect-src 'self'", "frame-ancestors 'none'",
            ]);
    }

    [Fact]
    public async Task Without_an_operators_token_there_is_no_console_of_support()
    {
        await using var product = await StartAsync(_folder.Path);

        using var answer = await product.Http.GetAsync("/support");

        ((int)answer.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task A_host_without_an_interface_says_so_and_is_ready_all_the_same()
    {
        await using var product = await StartAsync(Path.Combine(_folder.Path, "none"), ("Operator:Token", ApiWorld.OperatorToken));

        (await product.Http.GetStringAsync("/support")).ShouldContain("The interface was not built");
        ((int)(await product.Http.GetAsync("/health/ready")).StatusCode).ShouldBe(200);
        ((int)(await product.Http.GetAsync("/assets/index-a1.js")).StatusCode).ShouldBe(404);
    }

    [Fact]
    public void The_session_stands_where_the_page_has_its_place()
    {
        new BuiltInterface(new InterfaceFolder(_folder.Path)).Page("""{"lang":"ru"}""").ShouldBe(
            Page.Replace("<!-- olc-session -->", """<script id="olc-session" type="application/json">{"lang":"ru"}</script>"""));
    }

    [Fact]
    public async Task A_page_without_a_place_for_the_session_stops_the_start()
    {
        await WriteAsync("index.html", "<!doctype html>"u8.ToArray());

        Should.Throw<InvalidDataException>(() => new BuiltInterface(new InterfaceFolder(_folder.Path)))
            .Message.ShouldContain("olc-session");
    }

    private static Task<Product> StartAsync(string folder, params (string Name, string Value)[] settings) => Product.StartAsync(
        new FakeTimeProvider(Given.Morning), settings: settings,
        services: services => services.AddSingleton(new InterfaceFolder(folder)));

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return _product.Http.SendAsync(request);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStreamAsync();
        await using var plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    private Task WriteAsync(string file, byte[] content) => File.WriteAllBytesAsync(Path.Combine(_folder.Path, file), content);

    private static byte[] Compressed(Func<Stream, Stream> by)
    {
        using var into = new MemoryStream();
        using (var form = by(into)) form.Write(Encoding.UTF8.GetBytes(Script));
        return into.ToArray();
    }
}
