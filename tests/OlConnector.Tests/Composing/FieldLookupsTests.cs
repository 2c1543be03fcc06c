using Newtonsoft.Json.Linq;
using OlConnector.Composing;
using OlConnector.Engine.Composing;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Queue;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Crm;
using OlConnector.Sandbox.Portals;
using OlConnector.Tests.Bitrix24;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>Letters with fields: from the store through CRM into the queue (design.md §10).</summary>
public sealed class FieldLookupsTests
{
    private const string FindByPhone = "crm.duplicate.findbycomm";
    private const string Phone = "+79990000033";

    [Fact]
    public async Task Thirty_clients_get_their_own_names_in_a_handful_of_requests()
    {
        var clock = new ScaledTimeProvider(60);
        await using var world = await ReportsWorld.StartAsync(clock);
        var people = Enumerable.Range(0, 30).Select(i => (Phone: $"+7999000{i / 10:00}{30 + i}", Name: $"Имя{i}")).ToList();
        people.ForEach(person => world.Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = person.Name }, person.Phone));

        foreach (var person in people) await world.AcceptAsync("{Привет|Здравствуйте}, {{NAME}}!", person.Phone);

        var received = await world.Cloud.Phones.WaitForAsync(30, TimeSpan.FromSeconds(60));
        foreach (var person in people) received.Single(message => message.To == person.Phone[1..]).Text.ShouldEndWith($", {person.Name}!");
        world.Cloud.Phones.TimesRecorded.Values.ShouldAllBe(times => times == 1);
        world.Product.Log.Lines.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{a|b}")]
    [InlineData("{{x}}")]
    [InlineData("{{NAME}} & <b>")]
    public async Task Values_are_never_read_as_text_of_ours(string name)
    {
        await using var world = await ReportsWorld.StartAsync(new ManualClock());
        world.Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = name }, Phone);

        var id = await world.AcceptAsync("Hello, {{NAME}}!", Phone);
        await world.ComposeAsync();

        (await world.FindAsync(id)).Text.ShouldBe($"Hello, {name}!");
    }

    [Fact]
    public async Task A_missing_value_holds_the_letter_until_it_is_released_as_blank_or_filled_in_CRM()
    {
        var clock = new ManualClock();
        await using var world = await ReportsWorld.StartAsync(clock);
        var contact = world.Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "" }, Phone);
        var (blank, filled, byDefault) = (
            await world.AcceptAsync("Hello {{NAME}}!", Phone), await world.AcceptAsync("Dear {{NAME}}!", Phone), await world.AcceptAsync("Hi {{default NAME \"friend\"}}!", Phone));
        await world.ComposeAsync();
        (await world.FindAsync(blank)).Reason.ShouldBe(Reason.UnresolvedPlaceholder);
        (await world.FindAsync(byDefault)).Text.ShouldBe("Hi friend!");

        world.Portal.Crm.Put(contact with { Fields = new JObject { ["NAME"] = "" } });
        await ReleaseAsync(world, blank, "blank");
        await world.ComposeAsync();
        world.Portal.Crm.Put(contact with { Fields = new JObject { ["NAME"] = "Anna" } });
        await ReleaseAsync(world, filled, null);
        await world.ComposeAsync();

        (await world.FindAsync(blank)).Text.ShouldBe("Hello !");
        (await world.FindAsync(filled)).Text.ShouldBe("Dear Anna!");
    }

    [Fact]
    public async Task While_CRM_is_away_nobody_else_waits_and_after_it_came_back_the_letters_leave()
    {
        var clock = new ManualClock();
        await using var world = await ReportsWorld.StartAsync(clock);
        world.Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Anna" }, Phone);
        world.Portal.Behaviour.FailNext(RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", ""), 1, FindByPhone);

        var personal = await world.AcceptAsync("Hello, {{NAME}}!", Phone);
        var plain = await world.AcceptAsync("Hello, everybody!", Phone);
        await world.ComposeAsync();
        var (waiting, other) = (await world.FindAsync(personal), await world.FindAsync(plain));
        clock.Advance(TimeSpan.FromSeconds(31));
        await world.ComposeAsync();

        (waiting.State, other.Text).ShouldBe((MessageState.Accepted, "Hello, everybody!"));
        (await world.FindAsync(personal)).Text.ShouldBe("Hello, Anna!");
    }

    [Theory]
    [InlineData(Traffic.Direct, 60)]
    [InlineData(Traffic.Marketing, 600)]
    public async Task A_CRM_that_stays_away_holds_the_letter_when_its_patience_ends(Traffic traffic, int seconds)
    {
        var clock = new ManualClock();
        await using var world = await ReportsWorld.StartAsync(clock);
        world.Portal.Behaviour.FailNext(RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", ""), 1000, FindByPhone);
        var id = await world.AcceptAsync("Hello, {{NAME}}!", Phone, traffic: traffic);

        var waited = await WaitWhileAcceptedAsync(world, clock, id);

        waited.TotalSeconds.ShouldBe(seconds);
        (await world.FindAsync(id)).Reason.ShouldBe(Reason.LookupUnavailable);
    }

    [Fact]
    public async Task A_released_letter_has_its_whole_patience_again()
    {
        var clock = new ManualClock();
        await using var world = await ReportsWorld.StartAsync(clock);
        world.Portal.Behaviour.FailNext(RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", ""), 1000, FindByPhone);
        var id = await world.AcceptAsync("Hello, {{NAME}}!", Phone);
        await WaitWhileAcceptedAsync(world, clock, id);
        clock.Advance(TimeSpan.FromHours(1));

        await ReleaseAsync(world, id, null);
        var waited = await WaitWhileAcceptedAsync(world, clock, id);

        waited.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_letter_that_was_cleared_during_the_look_up_stays_cleared_and_counts_for_nothing()
    {
        var clock = new ManualClock();
        await using var world = await ReportsWorld.StartAsync(clock);
        var id = await world.AcceptAsync("Hello, {{NAME}}!", Phone, traffic: Traffic.Marketing);
        var kinds = world.Get<GatewayCatalog>();
        var taken = await world.WriteAsync(turn => AcceptedMessage.TakeBatch(turn, 10, Composer.Lease, clock.GetUtcNow()).ConvertAll(message => new Composed(
            message, LineTerms.Of(turn, [message.Row.LineId], kinds)[message.Row.LineId], PhoneRules.Normalize(Phone, "RU"), new Composition.Ready("Hello, Anna!"))));
        await world.WriteAsync(turn => turn.Execute("UPDATE messages SET state = 'cleared', compose_after = NULL"));

        await world.Get<Composer>().FinishAsync(taken);

        (await world.FindAsync(id)).State.ShouldBe(MessageState.Cleared);
        (await world.WriteAsync(turn => turn.Query("SELECT size FROM campaigns", row => row.GetInt32(0)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Letters_of_one_mailing_stay_one_campaign_however_long_the_look_up_takes()
    {
        var clock = new ManualClock();
        await using var world = await ReportsWorld.StartAsync(clock);
        for (var i = 0; i < 5; i++) world.Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = $"N{i}" }, $"+7999000004{i}");
        for (var i = 0; i < 5; i++) await world.AcceptAsync("Hello, {{NAME}}!", $"+7999000004{i}", traffic: Traffic.Marketing);

        await world.ComposeAsync();

        (await world.WriteAsync(turn => turn.Query("SELECT size FROM campaigns", row => row.GetInt32(0)))).ShouldBe([5]);
    }

    [Fact]
    public async Task The_first_letter_beyond_the_demo_quota_is_told_to_the_administrators()
    {
        await using var world = await ReportsWorld.StartAsync(new ManualClock(), status: "D");

        for (var i = 0; i < 13; i++) await world.AcceptAsync($"{{Hello|Hi}}, this is letter number {i}", $"+799900001{i + 10}", traffic: Traffic.Marketing);
        await world.ComposeAsync();

        await world.Portal.WaitForRestCallAsync(rest => rest.Method == "im.notify.system.add");
        world.Portal.Notifications["olc-demo-quota"].Text.ShouldStartWith("OlConnector: бесплатные сообщения");
        world.Portal.RestCalls.Seen.Count(rest => rest.Method == "im.notify.system.add").ShouldBe(1);
    }

    private static async Task<TimeSpan> WaitWhileAcceptedAsync(ReportsWorld world, ManualClock clock, string id)
    {
        var start = clock.GetUtcNow();
        while (true)
        {
            await world.ComposeAsync();
            var message = await world.FindAsync(id);
            if (message.State != MessageState.Accepted) return clock.GetUtcNow() - start;
            clock.Advance(message.ComposeAfter!.Value - clock.GetUtcNow());
        }
    }

    private static async Task ReleaseAsync(ReportsWorld world, string id, string? composeAs) =>
        (await world.Get<MessageControl>().ReleaseAsync(world.PortalId, (await world.FindAsync(id)).Id, composeAs, "admin")).ShouldBeTrue();
}
