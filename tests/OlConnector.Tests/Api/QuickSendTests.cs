using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Portals;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Api;

/// <summary>A single message passes nothing by that mailings have to obey.</summary>
public sealed class QuickSendTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string OptedOut = "79165550011";

    private const string OptOut = """
        INSERT INTO suppressed_numbers (portal_id, phone, reason, at, by) VALUES (@portal, @phone, 'OPTED_OUT', 0, 'recipient')
        ON CONFLICT (portal_id, phone, reason) DO NOTHING
        """;

    [Fact]
    public async Task Nothing_direct_goes_to_whoever_opted_out()
    {
        await OptOutAsync(OptedOut);

        var message = await SendAsync(world.Admin(), OptedOut, "Only today");
        var test = await world.Admin().PostAsync($"lines/{world.Line.Id}/test", new { to = $"+{OptedOut}", text = "Only today" });

        (message.Status, message.Code, message.Field).ShouldBe((409, "opted_out", "to"));
        (test.Status, test.Code).ShouldBe((409, "opted_out"));
    }

    [Fact]
    public async Task An_opt_out_of_an_erased_number_still_holds()
    {
        const string erased = "79165550012";
        await OptOutAsync(erased);
        await world.Admin().PostAsync("erasures", new { phone = $"+{erased}" });

        (await SendAsync(world.Admin(), erased, "Only today")).Code.ShouldBe("opted_out");
    }

    [Fact]
    public async Task What_the_recipient_asked_for_goes_out_by_those_who_may_say_so_and_is_written_down()
    {
        await OptOutAsync(OptedOut);
        var mayNot = await world.ProgramAsync(Role.Marketer);
        var madeForIt = await world.Admin().PostAsync("tokens", new { name = "Codes", role = "marketer", transactional = true });
        var callers = new[] { new Caller(world.Product, $"{madeForIt["token"]}"), await world.PersonAsync(Role.Support), world.Admin() };

        var refused = await SendAsync(mayNot, OptedOut, "Your code", transactional: true);

        (refused.Status, refused.Code, refused.Field).ShouldBe((403, "forbidden", "transactional"));
        foreach (var caller in callers)
        {
            var sent = await SendAsync(caller, OptedOut, "Your code", transactional: true);
            sent.Status.ShouldBe(202);
            var entry = (await world.Admin().GetAsync("audit?limit=200")).Items
                .Single(entry => entry["subject"]!.ToString() == sent["id"]!.ToString());
            (entry["action"]!.ToString(), entry["after"]!.ToString()).ShouldBe(("sent in spite of opt-out", "+7916***0011"));
        }
    }

    [Fact]
    public async Task Marketing_is_never_transactional_and_ends_suppressed_for_whoever_opted_out()
    {
        await OptOutAsync(OptedOut);

        var both = await SendAsync(world.Admin(), OptedOut, "Only today", transactional: true, kind: "marketing");
        var sent = await SendAsync(world.Admin(), OptedOut, "Only today", kind: "marketing");
        await ComposeAsync();

        (both.Status, both.Field, sent.Status).ShouldBe((400, "transactional", 202));
        var message = await world.Admin().GetAsync($"messages/{sent["id"]}");
        (message["state"]!.ToString(), message["reason"]!.ToString(), message["source"]!.ToString())
            .ShouldBe(("suppressed", "OPTED_OUT", "api"));
        message["campaignId"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task In_a_demo_each_takes_a_unit()
    {
        const string portal = "0000000000000000000000000000demo";
        var line = await world.Product.LineAsync(portal, changePortal: row => row.Status = "D");
        var ids = new List<string>();

        for (var i = 0; i < 12; i++)
        {
            var sent = await world.Admin(portal).PostAsync(
                "messages", new { line = $"{line.Id}", to = NumberOf(i), text = "Your order is ready" });
            ids.Add($"{sent["id"]}");
        }

        await ComposeAsync();
        var reasons = new List<string>();
        foreach (var id in ids) reasons.Add($"{(await world.Admin(portal).GetAsync($"messages/{id}"))["reason"]}");
        reasons.Count(reason => reason == "DEMO_QUOTA").ShouldBe(2);
    }

    [Fact]
    public async Task A_mailing_that_comes_as_single_messages_is_a_mailing()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        Task<Answer> GreetAsync(int number) => SendAsync(
            world.Admin(), NumberOf(number), $"Dear client {number}, our doors are open again from today on: come and see", line: line);

        for (var number = 0; number < 50; number++) (await GreetAsync(number)).Status.ShouldBe(202);
        var again = await GreetAsync(49);
        var oneMore = await GreetAsync(50);
        await ComposeAsync();

        $"{(await world.Admin().GetAsync($"messages/{again["id"]}"))["campaignId"]}".ShouldBeEmpty("the same number is no other recipient");
        $"{(await world.Admin().GetAsync($"messages/{oneMore["id"]}"))["campaignId"]}".ShouldNotBeEmpty();
        (await world.Admin().GetAsync($"campaigns?line={line.Id}")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_that_recipients_asked_for_are_no_mailing_however_many_are_alike()
    {
        var line = await world.Product.LineAsync(ApiWorld.Ours);
        Answer last = null!;
        for (var number = 0; number < 52; number++)
            last = await SendAsync(world.Admin(), NumberOf(number), $"Your code is {number}", transactional: true, line: line);
        await ComposeAsync();

        $"{(await world.Admin().GetAsync($"messages/{last["id"]}"))["campaignId"]}".ShouldBeEmpty();
    }

    [Fact]
    public void Alike_texts_are_counted_together_for_ten_minutes_and_apart_for_every_portal()
    {
        var clock = new FakeTimeProvider(Given.Morning);
        var alike = new AlikeSends(new FixedOptions<Engine.Campaigns.GuardOptions>(new() { Warn = 2 }), clock);
        var (ours, theirs) = (new PortalId(ApiWorld.Ours), new PortalId(ApiWorld.Theirs));
        bool Send(PortalId portal, string text, int number) =>
            alike.IsMailing(portal, text, Engine.Phones.PhoneNumber.FromDigits(NumberOf(number)[1..]));
        const string letter = "We are open again from tomorrow on, come and see";

        (Send(ours, letter, 1), Send(ours, letter, 2), Send(theirs, letter, 3)).ShouldBe((false, false, false));
        Send(ours, "Something else of which no word is common to both of them", 4).ShouldBeFalse();
        clock.Advance(TimeSpan.FromMinutes(9));
        Send(ours, letter, 5).ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(1));
        Send(ours, letter, 6).ShouldBeFalse("the first two are ten minutes ago");
        Send(ours, letter, 7).ShouldBeTrue();
    }

    [Fact]
    public async Task A_messages_history_names_the_token_or_the_person_that_sent_it()
    {
        var made = await world.Admin().PostAsync("tokens", new { name = "Shop", role = "marketer" });
        var byProgram = await SendAsync(new Caller(world.Product, $"{made["token"]}"), "79165550013", "Hi");
        var byPerson = await SendAsync(world.Person("77", isAdmin: true), "79165550014", "Hi");

        $"{(await world.Admin().GetAsync($"messages/{byProgram["id"]}"))["history[0].by"]}".ShouldBe($"token {made["id"]}");
        $"{(await world.Admin().GetAsync($"messages/{byPerson["id"]}"))["history[0].by"]}".ShouldBe("user 77");
    }

    [Theory]
    [InlineData("9161234567,00")]
    [InlineData("9161234567.00")]
    [InlineData("9161234567.0")]
    [InlineData("9,161234567E9")]
    [InlineData("9371234567, 1")]
    [InlineData("9371234567;1")]
    [InlineData("9371234567/2")]
    [InlineData("9371234567-1")]
    [InlineData("9371234567 (2)")]
    [InlineData("9371234567 1")]
    [InlineData("9371234567 12")]
    [InlineData("+7 937 123-45-67, +7 916 123-45-67")]
    [InlineData("+7 937 123-45-67 доб. 5")]
    [InlineData("+79371234567 ext 5")]
    public async Task A_number_with_something_hanging_on_it_is_refused_everywhere_instead_of_guessed(string number)
    {
        foreach (var portal in new[] { ApiWorld.Ours, AnyNumber })
        {
            var line = await world.Product.LineAsync(portal, changePortal: row => row.AcceptAnyNumber = portal == AnyNumber);
            var calls = new[]
            {
                await world.Admin(portal).PostAsync("messages", new { line = $"{line.Id}", to = number, text = "Hi" }),
                await world.Admin(portal).PostAsync($"lines/{line.Id}/test", new { to = number, text = "Hi" }),
                await world.Admin(portal).PostAsync($"lines/{line.Id}/check-number", new { number }),
                await world.Admin(portal).PostAsync("erasures", new { phone = number }),
            };

            calls.ShouldAllBe(call => call.Status == 400 && call.Code == "invalid_number", portal);
        }
    }

    [Theory]
    [InlineData("8 (916) 123-45-67")]
    [InlineData("+7 916 123 45 67")]
    [InlineData("89161234567")]
    [InlineData("+7-916-123-45-67")]
    [InlineData("+7.916.123.45.67")]
    public async Task A_number_as_people_write_it_is_read(string number)
    {
        var sent = await world.Admin().PostAsync("messages", new { line = $"{world.Line.Id}", to = number, text = "Hi" });
        await ComposeAsync();

        $"{(await world.Admin().GetAsync($"messages/{sent["id"]}"))["to"]}".ShouldBe("+79161234567");
    }

    private const string AnyNumber = "000000000000000000000000000000aa";

    private Task<Answer> SendAsync(
        Caller caller, string to, string text, bool? transactional = null, string? kind = null, GivenLine? line = null) =>
        caller.PostAsync("messages", new { line = $"{(line ?? world.Line).Id}", to = $"+{to.TrimStart('+')}", text, transactional, kind });

    private static string NumberOf(int number) => string.Create(CultureInfo.InvariantCulture, $"+7916555{1000 + number}");

    private Task OptOutAsync(string phone) => world.Product.Services.GetRequiredService<Writer>().RunAsync(
        turn => turn.Execute(OptOut, ("portal", ApiWorld.Ours), ("phone", phone)));

    private Task ComposeAsync() => world.Product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);
}
