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
public sealed class FieldLookupsTests : Bitrix24World
{
    private const string FindByPhone = "crm.duplicate.findbycomm";
    private const string Phone = "+79990000033";

    private GivenLine _line = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await AddLineAsync();
    }

    [Theory]
    [InlineData("{a|b}")]
    [InlineData("{{x}}")]
    [InlineData("{{NAME}} & <b>")]
    public async Task Values_are_never_read_as_text_of_ours(string name)
    {
        Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = name }, Phone);

        var id = await AcceptAsync(_line, "Hello, {{NAME}}!", Phone);
        await ComposeAsync();

        Find(id).Text.ShouldBe($"Hello, {name}!");
    }

    [Fact]
    public async Task A_missing_value_holds_the_letter_until_it_is_released_as_blank_or_filled_in_CRM()
    {
        var contact = Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "" }, Phone);
        var (blank, filled, byDefault) = (
            await AcceptAsync(_line, "Hello {{NAME}}!", Phone), await AcceptAsync(_line, "Dear {{NAME}}!", Phone),
            await AcceptAsync(_line, "Hi {{ NAME ?? 'friend' }}!", Phone));
        await ComposeAsync();
        Find(blank).Reason.ShouldBe(Reason.UnresolvedPlaceholder);
        Find(byDefault).Text.ShouldBe("Hi friend!");

        Portal.Crm.Put(contact with { Fields = new JObject { ["NAME"] = "" } });
        await ReleaseAsync(blank, ReleaseAs.Blank);
        await ComposeAsync();
        Portal.Crm.Put(contact with { Fields = new JObject { ["NAME"] = "Anna" } });
        await ReleaseAsync(filled, ReleaseAs.Usual);
        await ComposeAsync();

        Find(blank).Text.ShouldBe("Hello !");
        Find(filled).Text.ShouldBe("Dear Anna!");
    }

    [Fact]
    public async Task While_CRM_is_away_nobody_else_waits_and_after_it_came_back_the_letters_leave()
    {
        Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = "Anna" }, Phone);
        Portal.Behaviour.FailNext(RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", ""), 1, FindByPhone);

        var personal = await AcceptAsync(_line, "Hello, {{NAME}}!", Phone);
        var plain = await AcceptAsync(_line, "Hello, everybody!", Phone);
        await ComposeAsync();
        var (waiting, other) = (Find(personal), Find(plain));
        Clock.Advance(TimeSpan.FromSeconds(31));
        await ComposeAsync();

        (waiting.State, other.Text).ShouldBe((MessageState.Accepted, "Hello, everybody!"));
        Find(personal).Text.ShouldBe("Hello, Anna!");
    }

    [Theory]
    [InlineData(Traffic.Direct, 60)]
    [InlineData(Traffic.Marketing, 600)]
    public async Task A_CRM_that_stays_away_holds_the_letter_when_its_patience_ends(Traffic traffic, int seconds)
    {
        Portal.Behaviour.FailNext(RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", ""), 1000, FindByPhone);
        var id = await AcceptAsync(_line, "Hello, {{NAME}}!", Phone, traffic: traffic);

        var waited = await WaitWhileAcceptedAsync(id);

        waited.TotalSeconds.ShouldBe(seconds);
        Find(id).Reason.ShouldBe(Reason.LookupUnavailable);
    }

    [Fact]
    public async Task A_released_letter_has_its_whole_patience_again()
    {
        Portal.Behaviour.FailNext(RestAnswer.Failed(500, "INTERNAL_SERVER_ERROR", ""), 1000, FindByPhone);
        var id = await AcceptAsync(_line, "Hello, {{NAME}}!", Phone);
        await WaitWhileAcceptedAsync(id);
        Clock.Advance(TimeSpan.FromHours(1));

        await ReleaseAsync(id, ReleaseAs.Usual);
        var waited = await WaitWhileAcceptedAsync(id);

        waited.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_letter_that_was_cleared_during_the_look_up_stays_cleared_and_counts_for_nothing()
    {
        var id = await AcceptAsync(_line, "Hello, {{NAME}}!", Phone, traffic: Traffic.Marketing);
        var kinds = Get<GatewayCatalog>();
        var taken = await WriteAsync(turn =>
            FairBatch.Take(turn, after: null, 10, Composer.Lease, Clock.GetUtcNow()).Messages.ConvertAll(message => new Composed(
            message, LineTerms.Of(turn, [message.Row.LineId], kinds)[message.Row.LineId],
            PhoneRules.Normalize(Phone, "RU"), new Composition.Ready("Hello, Anna!"), Letter: null)));
        await WriteAsync(turn => turn.Execute("UPDATE messages SET state = 'cleared', compose_after = NULL"));

        await Get<Composer>().FinishAsync(taken);

        Find(id).State.ShouldBe(MessageState.Cleared);
        (await WriteAsync(turn => turn.Query("SELECT size FROM campaigns", row => row.GetInt32(0)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Letters_of_one_mailing_stay_one_campaign_however_long_the_look_up_takes()
    {
        for (var i = 0; i < 5; i++) Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = $"N{i}" }, $"+7999000004{i}");
        for (var i = 0; i < 5; i++) await AcceptAsync(_line, "Hello, {{NAME}}!", $"+7999000004{i}", traffic: Traffic.Marketing);

        await ComposeAsync();

        (await WriteAsync(turn => turn.Query("SELECT size FROM campaigns", row => row.GetInt32(0)))).ShouldBe([5]);
    }

    [Fact]
    public async Task The_first_letter_of_a_mailing_beyond_the_demo_quota_is_told_to_the_administrators()
    {
        await ChangeAsync(db => db.Portals.Single().Status = "D");

        for (var i = 0; i < 13; i++)
            await AcceptAsync(_line, $"{{Hello|Hi}}, this is letter number {i}", $"+799900001{i + 10}", traffic: Traffic.Marketing);
        await ComposeAsync();

        await Portal.WaitForRestCallAsync(rest => rest.Method == "im.notify.system.add");
        Portal.Notifications["olc-demo-quota"].Text.ShouldStartWith("OlConnector: пробные сообщения рассылок (10) закончились");
        Portal.RestCalls.Seen.Count(rest => rest.Method == "im.notify.system.add").ShouldBe(1);
    }

    private async Task<TimeSpan> WaitWhileAcceptedAsync(string id)
    {
        var start = Clock.GetUtcNow();
        while (true)
        {
            await ComposeAsync();
            var message = Find(id);
            if (message.State != MessageState.Accepted) return Clock.GetUtcNow() - start;
            Clock.Advance(message.ComposeAfter!.Value - Clock.GetUtcNow());
        }
    }

    private async Task ReleaseAsync(string id, ReleaseAs composeAs) =>
        (await Get<MessageControl>().ReleaseAsync(PortalId, Find(id).Id, composeAs, "admin")).ShouldBeTrue();
}

/// <summary>The same letters through the product's own loops, on a clock that runs.</summary>
public sealed class LettersWithFieldsTests : Bitrix24World
{
    private protected override TimeProvider Time { get; } = new ScaledTimeProvider(60);

    private protected override IEnumerable<(string Name, string Value)> Settings =>
        [("Dispatching:SendTimeout", "00:05:00"), ("Dispatching:ClaimExpiry", "00:10:00")];

    [Fact]
    public async Task Thirty_clients_get_their_own_names_in_a_handful_of_requests()
    {
        await InstallAsync();
        var line = await AddLineAsync();
        var people = Enumerable.Range(0, 30).Select(i => (Phone: $"+7999000{i / 10:00}{30 + i}", Name: $"Имя{i}")).ToList();
        people.ForEach(person => Portal.Crm.Add(CrmTypes.Contact, new JObject { ["NAME"] = person.Name }, person.Phone));

        foreach (var person in people) await AcceptAsync(line, "{Привет|Здравствуйте}, {{NAME}}!", person.Phone);

        var received = await Cloud.Phones.WaitForAsync(30, TimeSpan.FromSeconds(60));
        foreach (var person in people) received.Single(message => message.To == person.Phone[1..]).Text.ShouldEndWith($", {person.Name}!");
        Cloud.Phones.TimesRecorded.Values.ShouldAllBe(times => times == 1);
        Product.Log.Lines.ShouldNotContain(entry => entry.StartsWith("Error", StringComparison.Ordinal));
    }
}
