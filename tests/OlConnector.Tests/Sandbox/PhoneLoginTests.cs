using System.Net.Http.Json;
using OlConnector.Sandbox.Phones;
using OlConnector.Sandbox.Wire;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>Lines whose telephones have to be linked before they speak.</summary>
public sealed class PhoneLoginTests : SandboxTests
{
    private const string Portal = "a-portal";
    private const string Line = "+79990000001";

    private PhoneLogins Logins => World.Cloud.Phones.Logins;

    [Fact]
    public async Task A_line_speaks_once_its_image_was_scanned()
    {
        Logins.AskFor(Portal);

        var refused = await CallAsync("hooks", new { from = Line, url = "http://127.0.0.1:1/" });
        var shown = await CallAsync("login", new { from = Line });
        var isLinked = Logins.Link(Portal, Line);
        var taken = await CallAsync("hooks", new { from = Line, url = "http://127.0.0.1:1/" });

        (refused.Status, refused.Body["code"]!.ToString()).ShouldBe((401, "needs_login"));
        (shown.Body["state"]!.ToString(), (int)shown.Body["livesFor"]!).ShouldBe(("scan", 60));
        Convert.FromBase64String(shown.Body["image"]!.ToString()).AsSpan(1, 3).ToArray().ShouldBe("PNG"u8.ToArray());
        isLinked.ShouldBeTrue();
        taken.Status.ShouldBe(204);
        (await CallAsync("login", new { from = Line })).Body["state"]!.ToString().ShouldBe("linked");
    }

    [Fact]
    public async Task A_message_of_an_unlinked_line_reaches_nobody()
    {
        Logins.AskFor(Portal);

        var answer = await CallAsync("messages", new { id = "m1", from = Line, to = "+79990001100", text = "Привет" });

        answer.Status.ShouldBe(401);
        World.Cloud.Phones.Received.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_address_in_the_image_links_it_for_a_minute()
    {
        Logins.AskFor(Portal);
        await CallAsync("login", new { from = Line });
        var first = Logins.Offers.Single();

        World.Clock.Advance(PhoneLogins.OfferLives);
        var late = await World.Http.GetAsync(new Uri($"{World.Cloud.Phones.BaseUrlOf(Portal)}/scan?key={first.Key}"));
        await CallAsync("login", new { from = Line });
        var inTime = await World.Http.GetAsync(new Uri($"{World.Cloud.Phones.BaseUrlOf(Portal)}/scan?key={Logins.Offers.Single().Key}"));

        ((int)late.StatusCode, (int)inTime.StatusCode).ShouldBe((410, 200));
        Logins.IsLinked(Portal, Line).ShouldBeTrue();
    }

    [Fact]
    public async Task A_code_may_be_typed_instead_and_the_telephone_may_leave_again()
    {
        Logins.AskFor(Portal);

        var code = await CallAsync("login", new { from = Line, phone = "79990000001" });
        Logins.Link(Portal, Line);
        var left = await CallAsync("logout", new { from = Line });

        code.Body["code"]!.ToString().ShouldMatch("^[0-9A-F]{4}-[0-9A-F]{4}$");
        left.Status.ShouldBe(204);
        Logins.IsLinked(Portal, Line).ShouldBeFalse();
    }

    [Fact]
    public async Task Lines_that_have_spoken_before_stay_linked()
    {
        await CallAsync("hooks", new { from = Line, url = "http://127.0.0.1:1/" });

        Logins.AskFor(Portal);

        Logins.IsLinked(Portal, Line).ShouldBeTrue();
    }

    private async Task<Reply> CallAsync(string verb, object body)
    {
        using var answer = await World.Http.PostAsJsonAsync(new Uri($"{World.Cloud.Phones.BaseUrlOf(Portal)}/{verb}"), body);
        return new Reply((int)answer.StatusCode, Requests.Json(await answer.Content.ReadAsStringAsync()));
    }
}
