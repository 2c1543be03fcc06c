using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OlConnector.Engine.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;
using OlConnector.Web.Limits;

namespace OlConnector.Tests.Web;

/// <summary>Strangers are counted by address before anything is looked up for them; whoever is known is no stranger.</summary>
public sealed class StrangerTests : IAsyncLifetime
{
    private readonly ApiWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_address_that_guesses_tokens_is_told_to_wait_and_gets_in_again_afterwards()
    {
        for (var i = 0; i < Strangers.Burst; i++) (await GuessAsync(_world.Product, i)).Status.ShouldBe(401);
        var refused = await GuessAsync(_world.Product, 1000);

        (refused.Status, refused.Code, refused.RetryAfter).ShouldBe((429, "rate_limited", TimeSpan.FromSeconds(1)));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < Strangers.PerSecond; i++) (await GuessAsync(_world.Product, 2000 + i)).Status.ShouldBe(401);
        (await GuessAsync(_world.Product, 3000)).Status.ShouldBe(429);
    }

    [Fact]
    public async Task Noise_from_an_address_shuts_out_neither_sessions_nor_tokens_that_are_known()
    {
        var program = await _world.ProgramAsync(Role.Viewer);
        (await program.GetAsync("session")).Status.ShouldBe(200);
        while ((await GuessAsync(_world.Product, 0)).Status != 429)
        {
        }

        (await program.GetAsync("session")).Status.ShouldBe(200);
        (await _world.Admin().GetAsync("session")).Status.ShouldBe(200);
        (await new Caller(_world.Product, ApiWorld.OperatorToken).GetAsync("session", ("X-Portal", ApiWorld.Ours))).Status.ShouldBe(200);
        (await PostAsync($"/b24/sms/{_world.Line.HandlerKey}", "message_id=1&message_to=%2B79161234567&message_body=x")).ShouldBe(200);
    }

    [Fact]
    public async Task Many_known_programs_behind_one_address_do_not_stand_in_each_others_way()
    {
        for (var i = 0; i < 2 * Strangers.Burst; i++)
            (await (await _world.ProgramAsync(Role.Viewer)).GetAsync("session")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Noise_at_one_door_shuts_no_other()
    {
        while ((await _world.Nobody().GetAsync("nonsense")).Status != 429)
        {
        }

        (await _world.Nobody().PostAsync("session", new { })).Status.ShouldBe(400);
        (await _world.Nobody().GetAsync("/openapi/v1.json")).Status.ShouldBe(200);
        (await PostAsync("/b24/app", "x=1")).ShouldBe(403);
        (await PostAsync("/b24/events", "x=1")).ShouldBe(404);
        (await PostAsync("/b24/sms/guessed", "x=1")).ShouldBe(404);
        (await _world.Nobody().GetAsync("/health/ready")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/b24/app", 403)]
    [InlineData("/b24/install", 403)]
    [InlineData("/b24/events", 404)]
    [InlineData("/b24/sms/guessed", 404)]
    [InlineData("/hooks/sandbox/guessed", 404)]
    public async Task Every_door_tells_an_address_to_wait(string path, int usual)
    {
        for (var i = 0; i < Strangers.Burst; i++) (await PostAsync(path, "x=1")).ShouldBe(usual);

        (await PostAsync(path, "x=1")).ShouldBe(429);
        _world.Product.Log.Lines.Count(line => line.Contains("Too many unproved calls", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_line_of_another_node_is_looked_up_however_many_of_its_first_calls_come_at_once()
    {
        await _world.Product.Services.GetRequiredService<Writer>().RunAsync(turn => turn.Execute(
            "UPDATE lines SET handler_key_hash = @hash WHERE id = @id", ("hash", SecretKey.Hash("fresh")), ("id", _world.Line.Id)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3 * Strangers.Burst).Select(
            i => PostAsync("/b24/sms/fresh", $"message_id=n{i}&message_to=%2B79161234567&message_body=x")));

        answers.ShouldAllBe(status => status == 200);
    }

    [Fact]
    public async Task A_page_that_has_to_wait_is_still_a_page()
    {
        while (await PostAsync("/b24/app?LANG=ru", "x=1") != 429)
        {
        }

        using var answer = await _world.Product.Http.PostAsync("/b24/app?LANG=ru&DOMAIN=demo.bitrix24.ru", new StringContent("x=1"));

        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<html lang=\"ru\"");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("frame-ancestors https://demo.bitrix24.ru");
    }

    [Fact]
    public async Task Whoever_calls_through_a_trusted_proxy_is_counted_alone_whatever_they_claim()
    {
        await using var product = await StartAsync(("Limits:TrustedProxies:0", "127.0.0.1"), ("Limits:TrustedProxies:1", "10.0.0.0/8"));

        for (var i = 0; i < 2 * Strangers.Burst; i++) (await GuessAsync(product, i, $"198.51.100.{i}")).Status.ShouldBe(401);
        for (var i = 0; i < Strangers.Burst; i++) (await GuessAsync(product, i, $"{i}.9.9.9, 203.0.113.7, 10.1.2.3")).Status.ShouldBe(401);

        (await GuessAsync(product, 1000, "1.1.1.1, 203.0.113.7, 10.1.2.3")).Status.ShouldBe(429);
        (await GuessAsync(product, 1000, "203.0.113.8")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_stranger_writes_into_the_proxies_header_is_not_read(bool isSwitchedOnForAll)
    {
        await using var product = await StartAsync(isSwitchedOnForAll ? Believe : null, ("Limits:TrustedProxies:0", "192.0.2.1"));
        await using var bare = await StartAsync(isSwitchedOnForAll ? Believe : null);

        foreach (var app in (Product[])[product, bare])
        {
            for (var i = 0; i < Strangers.Burst; i++) (await GuessAsync(app, i, $"198.51.100.{i}")).Status.ShouldBe(401);
            (await GuessAsync(app, 1000, "198.51.100.200")).Status.ShouldBe(429);
        }
    }

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("10.0.0.0/33")]
    [InlineData("")]
    public async Task A_proxy_that_is_no_address_stops_the_start_with_a_sentence(string proxy)
    {
        var refused = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(("Limits:TrustedProxies:0", proxy)));

        refused.Message.ShouldStartWith("Limits:TrustedProxies:0 is ");
    }

    [Theory]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void One_network_of_IPv6_is_one_caller(string one, string other, bool isSame) =>
        (ClientAddress.Of(IPAddress.Parse(one)) == ClientAddress.Of(IPAddress.Parse(other))).ShouldBe(isSame);

    /// <summary>What ASPNETCORE_FORWARDEDHEADERS_ENABLED does.</summary>
    private static void Believe(IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(headers =>
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
        headers.KnownIPNetworks.Clear();
        headers.KnownProxies.Clear();
    });

    private static Task<Product> StartAsync(params (string Name, string Value)[] settings) => StartAsync(services: null, settings);

    private static Task<Product> StartAsync(Action<IServiceCollection>? services, params (string Name, string Value)[] settings) =>
        Product.StartAsync(
            new FakeTimeProvider(Given.Morning), settings: [("Dispatching:Enabled", "false"), .. settings], services: services);

    private static Task<Answer> GuessAsync(Product product, int number, string? forwardedFor = null) =>
        new Caller(product, $"olct_guess{number}").GetAsync(
            "lines", forwardedFor is null ? [] : [("X-Forwarded-For", forwardedFor)]);

    private async Task<int> PostAsync(string path, string form)
    {
        using var answer = await _world.Product.Http.PostAsync(
            path, new StringContent(form, null, "application/x-www-form-urlencoded"));
        return (int)answer.StatusCode;
    }
}
