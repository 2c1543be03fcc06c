using Microsoft.Extensions.DependencyInjection;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>A line's secrets go where they were entered for, and nobody is shown a guard that is not there.</summary>
public sealed class LineSecretTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    /// <summary>Kind, what stands, and a change after which the secrets would go elsewhere or less guarded.</summary>
    public static TheoryData<string, string, string, string> Moves => new()
    {
        { "green-api", Green, """{"apiUrl":"https://mine.example.com"}""", "apiTokenInstance" },
        { "green-api", Green, """{"apiUrl":"http://api.green-api.com"}""", "apiTokenInstance" },
        { "green-api", Green, """{"apiUrl":"https://api.green-api.com:8443"}""", "apiTokenInstance" },
        { "green-api", Green, """{"apiUrl":"https://mine.example.com","apiTokenInstance":"known"}""", "webhookUrlToken" },
        { "waha", Waha, """{"baseUrl":"https://mine.example.com"}""", "apiKey" },
        { "twilio", Twilio, """{"baseUrl":"https://mine.example.com"}""", "authToken" },
        { "sms-by", """{"token":"secret-key","alphanameId":"1"}""", """{"baseUrl":"https://mine.example.com"}""", "token" },
        { "kannel", Kannel, """{"sendsmsUrl":"https://mine.example.com/sendsms"}""", "password" },
        { "whatsapp-cloud", Cloud, """{"baseUrl":"https://mine.example.com"}""", "accessToken" },
        { "smpp", Smpp, """{"host":"mine.example.com"}""", "password" },
        { "smpp", Smpp, """{"port":2776}""", "password" },
        { "smpp", Smpp, """{"tls":false}""", "password" },
        { "smpp", Smpp, """{"tls":null}""", "password" },
        { "smpp", Smpp, $$"""{"tlsFingerprint":"{{Fingerprint}}"}""", "password" },
    };

    /// <summary>Kind, what stands, and a change after which they go where they went.</summary>
    public static TheoryData<string, string, string> Stays => new()
    {
        { "green-api", Green, """{"apiUrl":"https://API.green-api.com:443/"}""" },
        { "green-api", Green, """{"idInstance":"1102"}""" },
        { "twilio", Twilio, """{"baseUrl":"https://api.twilio.com"}""" },
        { "smpp", Smpp, """{"sourceAddress":"Shop","port":2775}""" },
    };

    private const string Green =
        """{"apiUrl":"https://api.green-api.com","idInstance":"1101","apiTokenInstance":"secret-key","webhookUrlToken":"hook-key"}""";

    private const string Twilio = """{"accountSid":"AC00000000000000000000000000000000","authToken":"secret-key","from":"+15005550006"}""";
    private const string Waha = """{"baseUrl":"https://waha.example.com","apiKey":"secret-key"}""";

    private const string Kannel =
        """{"sendsmsUrl":"https://kannel.example.com/sendsms","username":"u","password":"secret-key","from":"Shop"}""";

    private const string Smpp =
        """{"host":"smsc.example.com","port":"2775","tls":"true","systemId":"u","password":"secret","sourceAddress":"Me"}""";

    private const string Cloud =
        """
        {
          "baseUrl":"https://graph.facebook.com","phoneNumberId":"1","wabaId":"2","accessToken":"a","appSecret":"b","verifyToken":"c"
        }
        """;

    private const string Fingerprint = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task A_stored_secret_does_not_go_to_an_address_that_it_was_not_entered_for(
        string kind, string stands, string change, string secret)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, kind: kind, settings: stands);
        var before = (await world.Admin().GetAsync($"lines/{line.Id}"))["gateway"]!.ToString();

        var refused = await ChangeAsync(line, change);

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "secret_needed", $"gateway.settings.{secret}"));
        (await world.Admin().GetAsync($"lines/{line.Id}"))["gateway"]!.ToString().ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Stays))]
    public async Task What_changes_nothing_of_where_secrets_go_needs_none_of_them(string kind, string stands, string change)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, kind: kind, settings: stands);

        (await ChangeAsync(line, change)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_new_address_with_its_secrets_is_taken_and_both_addresses_stand_in_the_audit()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, kind: "green-api", settings: Green);

        var changed = await ChangeAsync(
            line, """{"apiUrl":"https://7103.api.green-api.com","apiTokenInstance":"another","webhookUrlToken":null}""");

        changed.Status.ShouldBe(200);
        changed["gateway.settings.apiUrl"]!.ToString().ShouldBe("https://7103.api.green-api.com");
        var entry = (await world.Admin().GetAsync("audit?limit=200")).Items.Single(entry => $"{entry["subject"]}" == $"{line.Id}");
        $"{entry["before"]}".ShouldContain("\"gateway.settings.apiUrl\":\"https://api.green-api.com\"");
        $"{entry["after"]}".ShouldContain("\"gateway.settings.apiUrl\":\"https://7103.api.green-api.com\"");
        $"{entry["before"]}{entry["after"]}".ShouldNotContain("another");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_blank_secret_is_refused_instead_of_shown_as_set(string blank)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, kind: "green-api", settings: Green);

        var changed = await ChangeAsync(line, $$"""{"webhookUrlToken":"{{blank}}"}""");
        var made = await world.Admin().PostAsync("lines", new
        {
            name = "Waha",
            gateway = new { kind = "waha", settings = new { baseUrl = world.Vendor.Url, session = "default", hmacKey = blank } },
        });

        (changed.Status, changed.Code, changed.Field).ShouldBe((400, "invalid_gateway_setting", "gateway.settings.webhookUrlToken"));
        (made.Status, made.Code, made.Field).ShouldBe((400, "invalid_gateway_setting", "gateway.settings.hmacKey"));
    }

    [Fact]
    public async Task A_blank_secret_from_before_counts_as_none()
    {
        var line = await world.Product.LineAsync(
            ApiWorld.Ours, kind: "waha", settings: $$"""{"baseUrl":"{{world.Vendor.Url}}","session":"default","hmacKey":""}""");

        var shown = await world.Admin().GetAsync($"lines/{line.Id}");

        shown["gateway.secrets"]!.ShouldBeEmpty();
        shown["gateway.callbacks"]!.ToString().ShouldBe("addressOnly");
        (await world.Admin().PatchAsync($"lines/{line.Id}", new { jitter = 3 })).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("green-api", Green, "signature")]
    [InlineData("twilio", Twilio, "signature")]
    [InlineData("kannel", Kannel, "addressOnly")]
    [InlineData("smpp", Smpp, "none")]
    public async Task A_line_shows_what_its_callbacks_prove_themselves_by(string kind, string settings, string proof)
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours, kind: kind, settings: settings);

        (await world.Admin().GetAsync($"lines/{line.Id}"))["gateway.callbacks"]!.ToString().ShouldBe(proof);
    }

    private Task<Answer> ChangeAsync(GivenLine line, string settings) =>
        world.Admin().PatchAsync($"lines/{line.Id}", $$$"""{"gateway":{"settings":{{{settings}}}}}""");
}
