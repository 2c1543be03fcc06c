using Newtonsoft.Json.Linq;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

public sealed class OwnMailingTests : OwnMailingWorld
{
    [Fact]
    public async Task A_draft_keeps_its_recipients_and_nothing_leaves_before_it_is_started()
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(3) });
        await PourAsync();

        (made.Status, made["state"]!.ToString(), made["kind"]!.ToString(), (int)made["recipients"]!).ShouldBe((201, "draft", "api", 3));
        made.Location.ShouldBe($"/api/v1/campaigns/{made["id"]}");
        (await AllAsync()).ShouldBeEmpty();

        (await StartAsync(made))["state"]!.ToString().ShouldBe("running");
        await PourAsync();

        (await AllAsync()).Select(message => (message.RawTo, message.Text, message.State, message.Source, message.Traffic)).ShouldBe(
            Enumerable.Range(0, 3).Select(i => (Number(i), (string?)"Hello", MessageState.Queued, MessageSource.Api, Traffic.Marketing)));
        var shown = await ShowAsync(made);
        ((int)shown["recipients"]!, (int)shown["total"]!, shown["state"]!.ToString()).ShouldBe((0, 3, "running"));
        (await StartAsync(made)).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public async Task Rows_have_values_and_texts_of_their_own_and_a_value_is_never_spun()
    {
        var made = await MakeAsync(new
        {
            text = "{Hello|Hello}, {{ Имя ?? \"friend\" }}!",
            start = true,
            recipients = new object[]
            {
                new { phone = Number(0), fields = new Dictionary<string, string> { ["Имя"] = "{Anna|Eva}" } },
                new { phone = Number(1), text = "Order {{ order }} is ready", fields = new { ORDER = "1502" } },
                new { phone = Number(2), fields = new Dictionary<string, string> { ["Имя"] = " " } },
            },
        });
        await PourAsync();

        made.Status.ShouldBe(201, made.Body.ToString());
        (await AllAsync()).Select(message => message.Text).ShouldBe(["Hello, {Anna|Eva}!", "Order 1502 is ready", "Hello, friend!"]);
    }

    [Theory]
    [InlineData("hold", MessageState.Held, null)]
    [InlineData("skip", MessageState.Suppressed, null)]
    [InlineData("blank", MessageState.Queued, "Dear !")]
    public async Task A_row_without_a_value_is_treated_as_the_mailing_says(string policy, MessageState state, string? text)
    {
        await MakeAsync(new
        {
            text = "Dear {{ name }}!",
            start = true,
            missingValue = policy,
            recipients = new object[] { new { phone = Number(0), fields = new { name = "" } } },
        });
        await PourAsync();

        (await AllAsync()).Select(message => (message.State, message.Text)).ShouldBe([(state, text)]);
    }

    [Fact]
    public async Task The_first_of_a_repeated_number_wins_unless_the_mailing_says_otherwise()
    {
        var twice = new object[] { new { phone = "+7 999 100-00-00", text = "First" }, new { phone = Number(0), text = "Second" } };

        var once = await MakeAsync(new { recipients = twice, start = true });
        await PourAsync();
        var both = await MakeAsync(new { recipients = twice, start = true, dedupe = false });
        await PourAsync();

        (int Recipients, int Total) Of(Answer made) => ((int)made["recipients"]!, (int)made["total"]!);
        (Of(once), Of(both)).ShouldBe(((1, 0), (2, 0)));
        (await AllAsync()).Select(message => (message.Text, message.State)).ShouldBe(
        [
            ("First", MessageState.Queued), ("First", MessageState.Queued), ("Second", MessageState.Queued),
        ]);
    }

    [Fact]
    public async Task Nothing_goes_round_guard_and_stop_list()
    {
        await Admin().PostAsync("suppressions", new { phone = Number(1), reason = "Asked" });

        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(9), start = true });
        await PourAsync();

        var shown = await ShowAsync(made);
        ((int)shown["states.queued"]!, (int)shown["states.held"]!, (int)shown["states.suppressed"]!).ShouldBe((6, 2, 1));
        shown["holds"]!.Select(hold => hold["reason"]!.ToString()).ShouldBe(["SEGMENT_GUARD"]);
    }

    [Fact]
    public async Task Balanced_variants_come_again_only_when_all_have_come_and_random_ones_draw()
    {
        var wish = new { text = "{a|b|c|d|e|f} {1|2}", recipients = Numbers(24), guard = new { limit = 100 }, start = true };

        await MakeAsync(wish);
        await PourAsync();

        var texts = (await AllAsync()).ConvertAll(message => message.Text);
        texts.Take(12).Distinct().Count().ShouldBe(12);
        texts.Skip(12).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public async Task A_mailing_begins_at_its_moment_and_a_stop_before_it_is_final()
    {
        var at = Clock.GetUtcNow().AddHours(3);
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(2), startAt = at, start = true });
        var other = await MakeAsync(new { text = "Bye", recipients = Numbers(2), startAt = at });
        (await StartAsync(other))["state"]!.ToString().ShouldBe("scheduled");
        await PourAsync();
        (made["state"]!.ToString(), (await AllAsync()).Count).ShouldBe(("scheduled", 0));

        (await Admin().PostAsync($"campaigns/{other["id"]}/stop")).Status.ShouldBe(200);
        Clock.Advance(TimeSpan.FromHours(3));
        (await PourAsync()).ShouldBeNull();

        (await AllAsync()).Select(message => (message.Text, message.State)).ShouldBe(
            [("Bye", MessageState.Stopped), ("Bye", MessageState.Stopped), ("Hello", MessageState.Queued), ("Hello", MessageState.Queued)],
            ignoreOrder: true);
        (await ShowAsync(other))["state"]!.ToString().ShouldBe("stopped");
    }

    [Fact]
    public async Task A_start_that_nobody_noticed_for_an_hour_waits_for_a_person_and_a_later_one_begins()
    {
        var now = Clock.GetUtcNow();
        var missed = await MakeAsync(new { text = "Hello", recipients = Numbers(1), startAt = now.AddHours(1), start = true });
        var late = await MakeAsync(new { text = "Late", recipients = Numbers(1), startAt = now.AddHours(2), start = true });

        Clock.Advance(TimeSpan.FromMinutes(150));
        await Get<CampaignStarts>().LookAsync(CancellationToken.None);
        await PourAsync();

        var shown = await ShowAsync(missed);
        (shown["state"]!.ToString(), (bool)shown["startMissed"]!, (int)shown["recipients"]!).ShouldBe(("held", true, 1));
        (await ShowAsync(late))["state"]!.ToString().ShouldBe("running");
        await StartAsync(missed);
        await PourAsync();
        (await AllAsync()).Select(message => message.Text).ShouldBe(["Late", "Hello"]);
    }

    [Fact]
    public async Task What_a_crash_interrupts_is_made_once_all_the_same()
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(450), guard = new { limit = 1000 } });
        await StartAsync(made, acknowledgeRisk: true);
        var cut = new CancellationTokenSource();

        // The node dies between two slices, twice: what is written is written.
        for (var i = 0; i < 2; i++)
        {
            var pouring = Get<Pouring>().PourDueAsync(cut.Token);
            await cut.CancelAsync();
            await Should.NotThrowAsync(async () => await pouring.ContinueWith(_ => { }, TaskScheduler.Default));
            cut = new CancellationTokenSource();
        }

        await PourAsync();

        var all = await AllAsync();
        all.Select(message => message.RawTo).ShouldBe(Enumerable.Range(0, 450).Select(Number));
        all.Select(message => message.Place).ShouldBe(Enumerable.Range(0, 450).Select(place => (int?)place));
        (await Admin().GetAsync($"reconciliation?campaign={made["id"]}"))["difference"]!.ToObject<int>().ShouldBe(0);
    }

    [Fact]
    public async Task A_draft_takes_more_recipients_and_another_text_and_one_that_began_does_not()
    {
        var made = await MakeAsync(new { recipients = Numbers(2) });
        var path = $"campaigns/{made["id"]}";
        (await StartAsync(made)).Field.ShouldBe("text");

        var added = await Admin().PostAsync($"{path}/recipients", new { recipients = Numbers(3) }, ("Idempotency-Key", "more"));
        var again = await Admin().PostAsync($"{path}/recipients", new { recipients = Numbers(3) });
        ((int)added["accepted"]!, (int)added["duplicates"]!, (int)added["recipients"]!).ShouldBe((1, 2, 3));
        ((int)again["accepted"]!, (int)again["duplicates"]!).ShouldBe((0, 3));
        (await Admin().PatchAsync(path, new { text = "{a|" })).Code.ShouldBe("spintax_invalid");
        (await Admin().PatchAsync(path, new { text = "Changed", dedupe = false }))["text"]!.ToString().ShouldBe("Changed");
        (await StartAsync(made)).Status.ShouldBe(200);
        await PourAsync();

        (await AllAsync()).Select(message => message.Text).ShouldBe(["Changed", "Changed", "Changed"]);
        (await Admin().PostAsync($"{path}/recipients", new { recipients = Numbers(1) })).Code.ShouldBe("wrong_state");
        (await Admin().PatchAsync(path, new { text = "Late" })).Code.ShouldBe("wrong_state");
        (await Admin().DeleteAsync(path)).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public async Task A_withdrawn_draft_and_its_recipients_are_gone()
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(450) });

        (await Admin().DeleteAsync($"campaigns/{made["id"]}")).Status.ShouldBe(204);
        (await ShowAsync(made)).Status.ShouldBe(404);
        await Get<RecipientLeavings>().FinishAsync(CancellationToken.None);

        (await WriteAsync(turn => turn.Query("SELECT phone FROM recipients", row => row.GetString(0)))).ShouldBeEmpty();
        (await WriteAsync(turn => turn.Query("SELECT name FROM campaigns", row => row.GetString(0)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_erased_number_is_no_recipient_any_more_and_the_text_stays()
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(2) });
        var running = await MakeAsync(new
        {
            text = "Dear {{ name }}",
            start = true,
            recipients = new object[] { new { phone = Number(0), fields = new { name = "Melpomena" } } },
        });
        await PourAsync();

        (await Admin().PostAsync("erasures", new { phone = Number(0) })).Status.ShouldBe(200);

        (await ShowAsync(made))["recipients"]!.ToObject<int>().ShouldBe(1);
        (await AllAsync()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            message => message.Fields.ShouldBeNull(), message => message.RawTo.ShouldBe(""));
        (await ShowAsync(running))["text"]!.ToString().ShouldBe("Dear {{ name }}");
    }

    [Theory]
    [InlineData("""{"line":null}""", 400, "required", "line")]
    [InlineData("""{"line":"00000000000000000000000000000000"}""", 404, "not_found", "line")]
    [InlineData("""{"text":"{a|b"}""", 400, "spintax_invalid", "text")]
    [InlineData("""{"text":"Order {=Document:ID}"}""", 400, "workflow_field", "text")]
    [InlineData("""{"recipients":["+79991000000","nobody"]}""", 400, "invalid_number", "recipients[1].phone")]
    [InlineData("""{"recipients":[{"text":"Hello"}]}""", 400, "required", "recipients[0].phone")]
    [InlineData("""{"recipients":[79991000000]}""", 400, "invalid_value", "recipients[0]")]
    [InlineData("""{"recipients":[{"phone":79991000000}]}""", 400, "invalid_value", "recipients[0].phone")]
    [InlineData("""{"recipients":[{"phone":"+79991000000","text":"{{ if x }}"}]}""", 400, "template_invalid", "recipients[0].text")]
    [InlineData(
        """{"recipients":[{"phone":"+79991000000","fields":{"a b":"x"}}]}""", 400, "invalid_value", "recipients[0].fields")]
    [InlineData("""{"recipients":[],"start":true}""", 400, "no_recipients", "recipients")]
    [InlineData("""{"text":null,"start":true}""", 400, "required", "text")]
    [InlineData("""{"startAt":"2001-01-02T00:00:00Z"}""", 400, "start_in_past", "startAt")]
    [InlineData("""{"spreadEvenly":true}""", 400, "required", "endAt")]
    [InlineData("""{"endAt":"2199-01-02T00:00:00Z"}""", 400, "invalid_value", "endAt")]
    [InlineData("""{"endAt":"2001-01-02T00:00:00Z","spreadEvenly":true}""", 400, "end_too_early", "endAt")]
    [InlineData("""{"collect":true}""", 400, "invalid_value", "collect")]
    [InlineData("""{"variants":"some"}""", 400, "invalid_value", "variants")]
    [InlineData("""{"notify":{"users":["404"]}}""", 400, "unknown_user", "notify.users")]
    [InlineData("""{"colour":"red"}""", 400, "unknown_field", "colour")]
    public async Task A_wish_that_cannot_be_is_refused_and_makes_nothing(string part, int status, string code, string field)
    {
        var wish = Wish(new { text = "Hello", recipients = Numbers(1) });
        var change = JObject.Parse(part);
        foreach (var property in change.Properties()) wish[property.Name] = property.Value;

        var refused = await Admin().PostAsync("campaigns", wish);

        (refused.Status, refused.Code, refused.Field).ShouldBe((status, code, field), refused.Body.ToString());
        (await CampaignsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_a_thousand_recipients_are_too_many_for_a_call()
    {
        var refused = await Admin().PostAsync("campaigns", Wish(new { text = "Hello", recipients = Numbers(1001) }));

        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "too_many_items", "recipients"));
        (await CampaignsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_call_with_its_key_makes_one_mailing()
    {
        var wish = Wish(new { text = "Hello", recipients = Numbers(2), start = true });
        var admin = Admin();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            _ => admin.PostAsync("campaigns", wish, ("Idempotency-Key", "order 7"))));
        var other = await admin.PostAsync("campaigns", Wish(new { text = "Bye" }), ("Idempotency-Key", "order 7"));

        answers.Select(answer => (answer.Status, answer["id"]!.ToString())).Distinct().ShouldHaveSingleItem().Item1.ShouldBe(201);
        other.Code.ShouldBe("idempotency_key_reused");
        (await CampaignsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_high_risk_is_confirmed_before_a_mailing_starts()
    {
        var text = $"Sale: bit.ly/abc";
        var wish = new { text, recipients = Numbers(120), guard = new { limit = 500 }, start = true };

        var refused = await Admin().PostAsync("campaigns", Wish(wish));
        refused.Code.ShouldBe("risk_acknowledgement_required", refused.Body.ToString());
        (await CampaignsAsync()).ShouldBeEmpty();
        var draft = await MakeAsync(new { text, recipients = Numbers(120), guard = new { limit = 500 } });
        (await StartAsync(draft)).Code.ShouldBe("risk_acknowledgement_required");

        (await StartAsync(draft, acknowledgeRisk: true)).Status.ShouldBe(200);
        (await Admin().PostAsync("campaigns", Wish(new { text, recipients = Numbers(120), start = true, acknowledgeRisk = true })))
            .Status.ShouldBe(201);
    }

    [Fact]
    public async Task Several_mailings_begin_with_one_call_or_none_of_them()
    {
        var good = new { line = $"{Line.Id}", name = "Orders", type = "bulk", text = "Hello", recipients = (object)Numbers(3) };
        var personal = new
        {
            line = $"{Line.Id}",
            type = "personal",
            recipients = new object[] { new { phone = Number(7), text = "Order 7" } },
        };
        var bad = new { line = $"{Line.Id}", type = "bulk", text = "Hello", recipients = new[] { Number(1), "x" } };

        var refused = await Admin().PostAsync("bulk", new { campaigns = new object[] { good, bad } });
        (refused.Status, refused.Code, refused.Field).ShouldBe((400, "invalid_number", "campaigns[1].recipients[1].phone"));
        (await CampaignsAsync()).ShouldBeEmpty();

        var admin = Admin();
        var call = new { campaigns = new object[] { good, personal } };
        var begun = await admin.PostAsync("bulk", call, ("Idempotency-Key", "night"));
        var again = await admin.PostAsync("bulk", call, ("Idempotency-Key", "night"));
        await PourAsync();

        begun.Status.ShouldBe(202, begun.Body.ToString());
        again.Body.ToString().ShouldBe(begun.Body.ToString());
        begun["campaigns"]!.Select(one => ((string?)one["name"] == "Orders", (int)one["recipients"]!)).ShouldBe([(true, 3), (false, 1)]);
        (await AllAsync()).Select(message => message.Text).ShouldBe(["Hello", "Hello", "Hello", "Order 7"], ignoreOrder: true);
        (await CampaignsAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{}""", "required", "campaigns")]
    [InlineData("""{"campaigns":[{"type":null}]}""", "required", "campaigns[0].type")]
    [InlineData("""{"campaigns":[{"type":"bulk"}]}""", "required", "campaigns[0].text")]
    [InlineData(
        """{"campaigns":[{"type":"personal","recipients":["+79991000000"]}]}""", "required", "campaigns[0].recipients[0].text")]
    [InlineData("""{"campaigns":[{"type":"bulk","text":"Hello","line":"x"}]}""", "not_found", "campaigns[0].line")]
    public async Task A_call_for_several_names_what_is_wrong_with_which(string call, string code, string field)
    {
        var refused = await Admin().PostAsync("bulk", call);

        (refused.Code, refused.Field).ShouldBe((code, field));
    }

    [Fact]
    public async Task A_line_of_another_portal_and_its_mailings_do_not_exist()
    {
        var theirs = await Product.LineAsync("00000000000000000000000000000002");

        (await Admin().PostAsync("campaigns", new { kind = "api", line = $"{theirs.Id}", text = "Hello" })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_a_draft_cannot_do_says_so()
    {
        var made = await MakeAsync(new { text = "Hello", recipients = Numbers(1) });

        foreach (var action in new[] { "pause", "resume", "clear", "release", "stop" })
            (await Admin().PostAsync($"campaigns/{made["id"]}/{action}")).Code.ShouldBe("wrong_state", action);
        (await Admin().PostAsync("campaigns", new { kind = "prepared", line = $"{Line.Id}", text = "Hi", recipients = Numbers(1) }))
            .Field.ShouldBe("recipients");
    }
}
