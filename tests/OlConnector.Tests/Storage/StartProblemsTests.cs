using Microsoft.Extensions.Configuration;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Storage;

/// <summary>A wrong setting stops the start with a sentence, not with a stack trace.</summary>
[Trait("Database", "Sqlite")]
public sealed class StartProblemsTests
{
    private const string WeakToken =
        "Operator:Token must have at least 24 characters; leave it out to switch it off. It needs 10 different characters and no blanks "
        + "at its ends: for example what `openssl rand -base64 32` prints.";

    [Fact]
    public async Task A_wrong_setting_is_told_in_its_own_sentence_and_nothing_else()
    {
        var sentences = await RefusedAsync(("Operator:Token", "short"));

        sentences.ShouldBe([WeakToken]);
    }

    [Theory]
    [InlineData("Operator:Token", "                              ")]
    [InlineData("Operator:Token", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Operator:Token", "abababababababababababababab")]
    [InlineData("Secrets:MasterKey", "11111111111111111111111111111111")]
    public async Task A_secret_that_anybody_can_guess_stops_the_start(string setting, string value)
    {
        var sentences = await RefusedAsync((setting, value));

        sentences.ShouldHaveSingleItem().ShouldStartWith($"{setting} must have at least");
    }

    [Theory]
    [InlineData("Bitrix24:PublicUrl", "http://olc.example.com")]
    [InlineData("Bitrix24:PublicUrl", "ftp://olc.example.com")]
    [InlineData("Bitrix24:PublicUrl", "olc.example.com")]
    [InlineData("Bitrix24:PublicUrl", "https://olc.example.com/?a=1")]
    [InlineData("Bitrix24:PublicUrl", "https://user@olc.example.com")]
    [InlineData("Bitrix24:AuthorizationServers:0", "http://oauth.bitrix.info")]
    [InlineData("Bitrix24:AuthorizationServers:0", "oauth.bitrix.info")]
    [InlineData("Bitrix24:AuthorizationServers:0", "ftp://oauth.bitrix.info")]
    public async Task An_address_in_the_open_or_without_scheme_stops_the_start(string setting, string value)
    {
        var sentences = await RefusedAsync(("Bitrix24:AllowInsecurePortals", "false"), (setting, value));

        sentences.ShouldHaveSingleItem().ShouldStartWith($"{setting} must be an absolute https address");
    }

    [Theory]
    [InlineData("Bitrix24:AuthorizationServers:0", "oauth.bitrix.info")]
    [InlineData("Bitrix24:PublicUrl", "ftp://olc.example.com")]
    public async Task The_switch_for_the_sandbox_opens_plain_http_and_nothing_else(string setting, string value)
    {
        var sentences = await RefusedAsync(("Bitrix24:AllowInsecurePortals", "true"), (setting, value));

        sentences.ShouldHaveSingleItem().ShouldStartWith($"{setting} must be an absolute https address");
    }

    [Theory]
    [InlineData("kannel internal")]
    [InlineData("169.254.169.254")]
    public async Task A_private_host_that_is_none_or_never_open_stops_the_start(string host)
    {
        var sentences = await RefusedAsync(("Outbound:PrivateHosts:0", host));

        sentences.ShouldHaveSingleItem().ShouldStartWith("Outbound:PrivateHosts:0 must be a host");
    }

    [Fact]
    public async Task Keys_that_lie_unwrapped_are_told_of_at_the_start()
    {
        await using var open = await Product.StartAsync(new FakeTimeProvider(Given.Morning));
        await using var wrapped = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning), settings: [("Secrets:MasterKey", TestDatabase.MasterKey)]);

        open.Log.Lines.ShouldContain(line => line.Contains("lie unwrapped", StringComparison.Ordinal));
        wrapped.Log.Lines.ShouldNotContain(line => line.Contains("lie unwrapped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_out_of_its_range_is_told_with_the_range()
    {
        var sentences = await RefusedAsync(("Bitrix24:MaxBodyBytes", "1"));

        sentences.ShouldBe(["Bitrix24:MaxBodyBytes must be between 65536 and 16777216; it is 1."]);
    }

    [Fact]
    public async Task Wrong_settings_of_several_rooms_are_all_told()
    {
        var sentences = await RefusedAsync(("Operator:Token", "short"), ("Guard:Policy", "never"));

        sentences.Order(StringComparer.Ordinal).ShouldBe(
        [
            "Guard:Policy is hold-excess, hold-all, warn or reject-excess.",
            WeakToken,
        ]);
    }

    [Fact]
    public async Task Every_number_out_of_its_range_is_told_with_the_settings_whole_name()
    {
        (await RefusedAsync(("Dispatching:SendSlots", "0"))).ShouldBe(["Dispatching:SendSlots must be between 1 and 10000; it is 0."]);
        (await RefusedAsync(("Dispatching:FirstRetry", "02:00:00")))
            .ShouldBe(["Dispatching:FirstRetry must be between 00:00:01 and 01:00:00; it is 02:00:00."]);
    }

    [Theory]
    [InlineData("Pacing:MarketingIntervl", "There is no setting Pacing:MarketingIntervl. Pacing has MarketingInterval,")]
    [InlineData("Bitrix24:ClientID2", "There is no setting Bitrix24:ClientID2. Bitrix24 has ClientId,")]
    [InlineData("Dispaching:Enabled", "There are no settings Dispaching. Did you mean Dispatching?")]
    [InlineData("Bitrix:ClientId", "There are no settings Bitrix. Did you mean Bitrix24?")]
    [InlineData("DataDirectry", "There are no settings DataDirectry. Did you mean DataDirectory?")]
    public async Task A_mistyped_name_is_told_and_stops_the_start(string name, string sentence) =>
        (await RefusedAsync((name, "x"))).ShouldHaveSingleItem().ShouldStartWith(sentence);

    [Fact]
    public async Task Names_of_other_programs_and_any_case_of_ours_are_left_alone()
    {
        await using var product = await Product.StartAsync(
            new FakeTimeProvider(Given.Morning),
            settings:
            [
                ("Serilog:Level", "x"), ("PATHS", "y"), ("pacing:MARKETINGINTERVAL", "00:00:20"),
                ("Kestrel:Limits:MaxConcurrentConnections", "9"),
            ]);

        (await product.Http.GetAsync(new Uri("/health/live", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_told_with_its_setting() =>
        (await RefusedAsync(("Dispatching:Enabled", "maybe"))).ShouldHaveSingleItem().ShouldContain("'maybe' at 'Dispatching:Enabled'");

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "");

        var failure = await Should.ThrowAsync<Exception>(Product.StartAsync(
            new FakeTimeProvider(Given.Morning), settings: [("DataDirectory", Path.Combine(file, "data"))]));

        StartProblems.Of(failure).ShouldHaveSingleItem().ShouldStartWith($"DataDirectory '{Path.Combine(file, "data")}' cannot be used: ");
    }

    [Fact]
    public void A_folder_that_is_somebody_elses_is_told()
    {
        var closed = new DataDirectoryException("DataDirectory '/x' cannot be used: denied.", new UnauthorizedAccessException());

        StartProblems.Of(closed).ShouldBe(["DataDirectory '/x' cannot be used: denied."]);
    }

    [Fact]
    public async Task A_taken_port_is_told()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;

        var failure = await Should.ThrowAsync<Exception>(Product.StartAsync(new FakeTimeProvider(Given.Morning), port: port));

        StartProblems.Of(failure).ShouldHaveSingleItem().ShouldContain("address already in use. Stop the other program there");
    }

    [Fact]
    public async Task An_address_that_is_none_is_told() =>
        (await RefusedAsync(("urls", "nonsense"))).ShouldHaveSingleItem().ShouldStartWith("ASPNETCORE_URLS: Invalid url");

    [Fact]
    public void A_broken_settings_file_is_told()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), "{ no json");
        var reading = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder.Path, "appsettings.json"));

        var failure = Should.Throw<Exception>(reading.Build);

        StartProblems.Of(failure).ShouldHaveSingleItem().ShouldContain("appsettings.json");
    }

    [Fact]
    public void A_database_that_is_away_is_told()
    {
        var away = new DatabaseAwayException(new InvalidOperationException("No such host."));

        StartProblems.Of(away).ShouldHaveSingleItem().ShouldBe(
            "The database cannot be used: No such host. Check Database:Provider and Database:ConnectionString, and that the server runs.");
    }

    [Fact]
    public void A_bug_keeps_its_stack_trace() => StartProblems.Of(new InvalidOperationException("A bug.")).ShouldBeEmpty();

    private static async Task<IReadOnlyList<string>> RefusedAsync(params (string Name, string Value)[] settings) =>
        StartProblems.Of(await Should.ThrowAsync<Exception>(Product.StartAsync(new FakeTimeProvider(Given.Morning), settings: settings)));
}
