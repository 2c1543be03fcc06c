using Microsoft.Extensions.Logging.Abstractions;
using OlConnector.Bitrix24;
using OlConnector.Bitrix24.Rest;
using OlConnector.Engine;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Bitrix24;

/// <summary>What goes over the wire to an authorization server, and what is made of every way it can end.</summary>
public sealed class AuthorizationServerTests : IAsyncLifetime
{
    private static readonly PortalId Portal = new("3b7f0c9de1a24586b0f7d2c4a9e81635");

    private readonly FakeTimeProvider _clock = new();
    private readonly StorageWorld _storage = new();

    private ScriptedServer _server = null!;
    private PortalWire _wire = null!;
    private RestLog _log = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync(_clock);
        _log = new RestLog(_storage.Writer, _clock, NullLogger<RestLog>.Instance);
        _wire = new PortalWire(Options(_server.Url), new FixedOptions<OutboundOptions>(new OutboundOptions()), _clock);
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        _wire.Dispose();
        await _storage.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_refresh_token_is_spent_as_the_page_shows_and_escaped_once()
    {
        _server.Next(Reply.Json(200, """{"access_token":"a","refresh_token":"b","expires_in":3600,"member_id":"m"}"""));

        var renewal = await At(_server.Url).RefreshAsync(_server.Url, "to/k+en@1", Portal, isOurs: true);

        renewal.ShouldBeOfType<Renewal.Renewed>().Pair.AccessToken.ShouldBe("a");
        _server.Seen.ShouldHaveSingleItem().Target.ShouldBe(
            "/oauth/token/?grant_type=refresh_token&client_id=local.app&client_secret=se%2Bcret&refresh_token=to%2Fk%2Ben%401");
        _server.Seen[0].Header("Accept").ShouldBe("application/json");
        _server.Seen[0].Header("User-Agent").ShouldStartWith("OlConnector/");
    }

    [Fact]
    public async Task Whose_token_it_is_is_asked_as_the_page_shows()
    {
        _server.Next(Reply.Json(401, """{"error":"invalid_token"}"""));

        var reply = await At(_server.Url).IdentifyAsync(_server.Url, "a b", Portal, isOurs: true, CancellationToken.None);

        reply.ShouldBeOfType<WireReply.Answered>().Status.ShouldBe(401);
        _server.Seen.ShouldHaveSingleItem().Target.ShouldBe("/rest/app.info?auth=a%20b");
    }

    [Fact]
    public async Task A_server_that_is_away_or_unknown_breaks_nothing_and_says_why()
    {
        var (away, unknown) = (DeadEnds.Refusing(), "http://oauth.invalid");

        (await At(away).RefreshAsync(away, "t", Portal, isOurs: true)).ShouldBe(
            new Renewal.Broken("The connection broke or could not be made."));
        (await At(unknown).RefreshAsync(unknown, "t", Portal, isOurs: true)).ShouldBe(
            new Renewal.Broken("The host name is not known."));
    }

    [Fact]
    public async Task An_answer_that_is_cut_packed_with_nonsense_or_without_an_end_is_no_renewal()
    {
        _server.Next(
            new Reply.Cut(), new Reply.Cut(200), Reply.Text(200, "<html>"), Reply.Redirect(302, _server.Url + "/elsewhere"),
            new Reply.Endless(200));

        for (var turn = 0; turn < 5; turn++)
            (await At(_server.Url).RefreshAsync(_server.Url, "t", Portal, isOurs: true)).ShouldBeOfType<Renewal.Broken>();

        await _server.LeftAsync();
        _server.Seen.Count.ShouldBe(5, "nothing is repeated and no redirect followed");
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_after_a_minute()
    {
        _server.Next(new Reply.Hang());

        var renewing = At(_server.Url).RefreshAsync(_server.Url, "t", Portal, isOurs: true);
        await _server.ArrivedAsync();
        _clock.Advance(PortalWire.Patience);

        (await renewing.WaitAsync(ScriptedServer.Patience)).ShouldBe(new Renewal.Broken("No answer in time."));
    }

    [Fact]
    public async Task A_caller_who_stops_gets_no_answer()
    {
        using var over = new CancellationTokenSource();
        await over.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => At(_server.Url).IdentifyAsync(_server.Url, "t", Portal, isOurs: true, over.Token));
    }

    private AuthorizationClient At(string server) => new(_wire, new PortalHost(Options(server)), _log, Options(server), _clock);

    private static FixedOptions<Bitrix24Options> Options(string server) => new(new Bitrix24Options
    {
        ClientId = "local.app",
        ClientSecret = "se+cret",
        AllowInsecurePortals = true,
        AuthorizationServers = [server],
    });
}
