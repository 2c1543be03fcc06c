using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Intake;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Messages;
using OlConnector.Intake;
using OlConnector.Queue;
using OlConnector.Sending;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>What is let into the queue, what is held, refused or suppressed, and why. The test composes by its own hand.</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private const string Member = "3b7f0c9de1a24586b0f7d2c4a9e81635";
    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private Product _product = null!;
    private GivenLine _line = null!;
    private int _id;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(_clock, settings: [("Dispatching:Enabled", "false")]);
        _line = await _product.LineAsync(Member);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task Of_130_recipients_100_are_queued_30_held_and_a_release_lets_each_of_them_go_once()
    {
        for (var i = 0; i < 130; i++) await LetterAsync($"+7999{1000000 + i}", "{Привет|Здравствуйте}, скидка!" + " " + i);
        await ComposeAsync();

        (await CountAsync()).ShouldBe(new() { [MessageState.Queued] = 100, [MessageState.Held] = 30 });
        (await AllAsync()).Where(message => message.State == MessageState.Held)
            .ShouldAllBe(message => message.Reason == Reason.SegmentGuard);

        var campaign = (await AllAsync())[0].CampaignId!.Value;
        (await ReleaseAsync(campaign, 30)).ShouldBe(new ReleaseResult.Released(30));
        await ComposeAsync();

        (await CountAsync()).ShouldBe(new() { [MessageState.Queued] = 130 });
        (await ReleaseAsync(campaign, 30)).ShouldBe(new ReleaseResult.Released(0));
    }

    [Fact]
    public async Task Releasing_more_than_a_hundred_needs_the_number_as_acknowledgement()
    {
        for (var i = 0; i < 205; i++) await LetterAsync($"+7999{1000000 + i}", "Скидка на все букеты сегодня " + i);
        await ComposeAsync();
        var campaign = (await AllAsync())[0].CampaignId!.Value;

        (await ReleaseAsync(campaign)).ShouldBe(new ReleaseResult.NeedsAcknowledgement(105));
        (await ReleaseAsync(campaign, acknowledge: 104)).ShouldBe(new ReleaseResult.NeedsAcknowledgement(105));
        (await ReleaseAsync(campaign, acknowledge: 105)).ShouldBe(new ReleaseResult.Released(105));
    }

    [Fact]
    public async Task Held_messages_can_be_discarded()
    {
        for (var i = 0; i < 103; i++) await LetterAsync($"+7999{1000000 + i}", "Скидка на все букеты сегодня " + i);
        await ComposeAsync();

        (await Control.DiscardAsync(_line.Portal, (await AllAsync())[0].CampaignId!.Value, "user 1")).ShouldBe(3);

        (await CountAsync()).ShouldBe(new() { [MessageState.Queued] = 100, [MessageState.Cleared] = 3 });
    }

    [Fact]
    public async Task Stopping_a_campaign_stops_what_waits_and_what_still_arrives()
    {
        for (var i = 0; i < 5; i++) await LetterAsync($"+7999{1000000 + i}", "Скидка на все букеты сегодня " + i);
        await ComposeAsync();
        var campaign = (await AllAsync())[0].CampaignId!.Value;

        (await Control.StopAsync(_line.Portal, campaign, "user 1")).Cleared.ShouldBe(5);
        await LetterAsync("+79991112233", "Скидка на все букеты сегодня 9");
        await ComposeAsync();

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Stopped && message.Reason == Reason.CampaignStopped);
        (await ReportsAsync()).ShouldAllBe(word => word == "undelivered");
    }

    [Fact]
    public async Task Ten_marketing_messages_of_a_demo_pass_and_the_eleventh_fails_even_after_a_reinstall()
    {
        var line = await _product.LineAsync("d0000000000000000000000000000001", changePortal: portal => portal.Status = "D");
        for (var i = 0; i < 11; i++) await LetterAsync($"+7999{1000000 + i}", "Скидка на все букеты сегодня " + i, line);
        await ComposeAsync();

        (await CountAsync()).ShouldBe(new() { [MessageState.Queued] = 10, [MessageState.Failed] = 1 });
        (await AllAsync())[10].Reason.ShouldBe(Reason.DemoQuota);

        await _product.Services.GetRequiredService<Writer>().RunAsync(turn =>
        {
            turn.Execute("DELETE FROM messages");
            turn.Execute("DELETE FROM campaigns");
        });
        var again = await _product.LineAsync("d0000000000000000000000000000001");
        await LetterAsync("+79995556677", "Другое письмо", again);
        await ComposeAsync();
        (await AllAsync()).ShouldHaveSingleItem().Reason.ShouldBe(Reason.DemoQuota);
    }

    [Fact]
    public async Task Test_sends_take_a_unit_of_the_demo_each_and_other_direct_messages_none()
    {
        var line = await _product.LineAsync("d0000000000000000000000000000002", changePortal: portal => portal.Status = "D");
        for (var i = 0; i < 3; i++) await LetterAsync($"+7999{2000000 + i}", "Заказ готов " + i, line, module: "crm");
        for (var i = 0; i < 11; i++) await TestAsync($"+7999{1000000 + i}", line);
        await ComposeAsync();
        await LetterAsync("+79993334455", "Скидка на все букеты", line);
        await LetterAsync("+79993334455", "Заказ готов", line, module: "crm");
        await ComposeAsync();

        (await AllAsync()).GroupBy(message => (message.Source, message.State))
            .ToDictionary(group => group.Key, group => group.Count()).ShouldBe(
            new Dictionary<(MessageSource, MessageState), int>
            {
                [(MessageSource.Direct, MessageState.Queued)] = 4,
                [(MessageSource.Test, MessageState.Queued)] = 10,
                [(MessageSource.Test, MessageState.Failed)] = 1,
                [(MessageSource.Marketing, MessageState.Failed)] = 1,
            }, ignoreOrder: true);
        (await AllAsync()).Where(message => message.State == MessageState.Failed)
            .ShouldAllBe(message => message.Reason == Reason.DemoQuota);
    }

    [Fact]
    public async Task A_demo_unit_comes_back_when_the_message_never_left()
    {
        var line = await _product.LineAsync("d0000000000000000000000000000002", changePortal: portal => portal.Status = "T");
        for (var i = 0; i < 10; i++) await LetterAsync($"+7999{1000000 + i}", "Скидка на все букеты сегодня " + i, line);
        await ComposeAsync();
        await Control.ClearAsync(line.Portal, (await AllAsync())[0].CampaignId!.Value, "user 1");

        await LetterAsync("+79995556677", "Скидка на все букеты сегодня 77", line);
        await ComposeAsync();

        (await CountAsync()).ShouldBe(new() { [MessageState.Cleared] = 10, [MessageState.Queued] = 1 });
    }

    [Fact]
    public async Task Direct_messages_need_no_demo_quota_and_no_guard()
    {
        var line = await _product.LineAsync("d0000000000000000000000000000003", changePortal: portal => portal.Status = "D");
        for (var i = 0; i < 120; i++) await LetterAsync($"+7999{1000000 + i}", "Ваш заказ готов", line, module: "crm");
        await ComposeAsync();

        (await CountAsync()).ShouldBe(new() { [MessageState.Queued] = 120 });
    }

    [Fact]
    public async Task A_demo_line_is_over_three_days_after_its_first_connection()
    {
        var line = await _product.LineAsync(
            "d0000000000000000000000000000004", change: row => row.ConnectedAt = _clock.GetUtcNow().AddDays(-3),
            changePortal: portal => portal.Status = "F");
        await LetterAsync("+79991234567", "Скидка", line);
        await ComposeAsync();

        (await AllAsync()).ShouldHaveSingleItem().Reason.ShouldBe(Reason.LineExpired);
    }

    [Theory]
    [InlineData("12", "Скидка", MessageState.Failed, Reason.InvalidNumber)]
    [InlineData("нет номера", "Скидка", MessageState.Failed, Reason.InvalidNumber)]
    [InlineData("+79991234567", "", MessageState.Failed, Reason.EmptyText)]
    [InlineData("+79991234567", "{| }", MessageState.Failed, Reason.EmptyText)]
    [InlineData("+79991234567", "{Привет|Здравствуйте", MessageState.Held, Reason.SpintaxInvalid)]
    [InlineData("+79991234567", "Ваш менеджер {=Document:ASSIGNED_BY}", MessageState.Held, Reason.UnresolvedPlaceholder)]
    [InlineData("+79991234567", "{{ for a in x }}", MessageState.Held, Reason.TemplateInvalid)]
    [InlineData("+79991234567", "{{#if NAME}}a{{/if}}", MessageState.Held, Reason.TemplateInvalid)]
    [InlineData("8 (999) 123-45-67", "Скидка", MessageState.Queued, null)]
    public async Task Each_refusal_has_its_reason(string to, string text, MessageState state, string? reason)
    {
        await LetterAsync(to, text);
        await ComposeAsync();

        var message = (await AllAsync()).ShouldHaveSingleItem();
        (message.State, message.Reason).ShouldBe((state, reason));
    }

    [Fact]
    public async Task A_text_longer_than_the_gateway_takes_fails_and_is_told()
    {
        await LetterAsync("+79991234567", new string('x', 20_001), module: "crm");
        await ComposeAsync();

        var message = (await AllAsync()).ShouldHaveSingleItem();
        (message.State, message.Reason).ShouldBe((MessageState.Failed, Reason.TextTooLong));
        (await ReportsAsync()).ShouldBe(["failed"]);
    }

    [Fact]
    public async Task The_same_recipient_again_in_one_campaign_is_suppressed()
    {
        await LetterAsync("+79991234567", "Скидка на все букеты сегодня");
        await LetterAsync("8 999 123 45 67", "Скидка на все букеты сегодня");
        await ComposeAsync();

        (await AllAsync()).Select(message => message.Reason).ShouldBe([null, Reason.DuplicateInCampaign]);
        (await ReportsAsync()).ShouldBe(["queued", "undelivered"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_portal_without_dedupe_reaches_a_number_as_often_as_it_is_told()
    {
        var line = await _product.LineAsync("d0000000000000000000000000000003", changePortal: portal => portal.SkipsRepeats = false);
        for (var i = 0; i < 2; i++) await LetterAsync("+79991234567", "Скидка на все букеты сегодня", line);
        await ComposeAsync();

        (await AllAsync()).Select(message => message.Reason).ShouldBe([null, null]);
    }

    [Fact]
    public async Task The_same_text_to_the_same_number_in_a_second_campaign_of_the_day_is_suppressed()
    {
        await LetterAsync("+79991234567", "Скидка на все букеты сегодня");
        await ComposeAsync();
        _clock.Advance(TimeSpan.FromHours(2));
        await LetterAsync("+79991234567", "Скидка на все букеты сегодня");
        await ComposeAsync();

        (await AllAsync())[1].Reason.ShouldBe(Reason.SameText);
    }

    [Fact]
    public async Task An_opt_out_suppresses_what_is_queued_and_what_comes_later()
    {
        await LetterAsync("+79991234567", "Скидка на все букеты сегодня");
        await ComposeAsync();

        await _product.Services.GetRequiredService<EventReception>()
            .TakeAsync(_line.Portal, _line.Id, [new GatewayEvent.MessageReceived("79991234567", "Стоп.", null)]);
        await LetterAsync("+79991234567", "Совсем другое письмо о розах");
        await LetterAsync("+79991234567", "Ваш заказ готов", module: "crm");
        await ComposeAsync();

        (await AllAsync()).Select(message => (message.State, message.Reason)).ShouldBe(
            [(MessageState.Suppressed, Reason.OptedOut), (MessageState.Suppressed, Reason.OptedOut), (MessageState.Queued, null)]);
    }

    [Fact]
    public async Task A_message_for_a_line_that_is_off_is_accepted_and_fails()
    {
        var line = await _product.LineAsync(Member, change: row => row.State = LineState.Off);
        await LetterAsync("+79991234567", "Скидка", line);
        await ComposeAsync();

        (await AllAsync()).ShouldHaveSingleItem().Reason.ShouldBe(Reason.LineOff);
    }

    [Fact]
    public async Task The_same_message_gets_the_same_variant_whenever_it_is_composed()
    {
        await LetterAsync("+79991234567", "{a|b|c|d|e|f|g|h} {a|b|c|d|e|f|g|h} {a|b|c|d|e|f|g|h}");
        await ComposeAsync();
        var first = (await AllAsync()).ShouldHaveSingleItem().Text;

        await _product.Services.GetRequiredService<Writer>().RunAsync(turn =>
            turn.Execute("UPDATE messages SET state = 'accepted', text = NULL, compose_after = @now", ("now", _clock.GetUtcNow())));
        await ComposeAsync();

        (await AllAsync()).ShouldHaveSingleItem().Text.ShouldBe(first);
        first!.Length.ShouldBe(5);
    }

    [Fact]
    public async Task Every_line_has_campaigns_of_its_own()
    {
        var other = await _product.LineAsync(Member);
        await LetterAsync("+79991234567", "Скидка на все букеты сегодня");
        await LetterAsync("+79991234568", "Скидка на все букеты сегодня", other);
        await ComposeAsync();

        (await AllAsync()).Select(message => message.CampaignId).Distinct().Count().ShouldBe(2);
    }

    private CampaignControl Control => _product.Services.GetRequiredService<CampaignControl>();

    private Task<ReleaseResult> ReleaseAsync(Guid campaign, int? count = null, int? acknowledge = null) =>
        Control.ReleaseAsync(_line.Portal, campaign, count, acknowledge, composeAs: null, passesAge: false, "user 1");

    private async Task LetterAsync(string to, string text, GivenLine? line = null, string module = "sender")
    {
        var form = new Dictionary<string, string>
        {
            ["module_id"] = module,
            ["message_id"] = $"m{++_id}",
            ["message_to"] = to,
            ["message_body"] = text,
        };
        using var answer = await _product.Http.PostAsync($"/b24/sms/{(line ?? _line).HandlerKey}", new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
    }

    private async Task TestAsync(string to, GivenLine line)
    {
        var message = new IncomingMessage(
            line.Portal, line.Id, line.Code, null, MessageSource.Test, Traffic.Direct, to, "Проверка связи", null, null);
        (await _product.Services.GetRequiredService<Acceptance>().AcceptAsync(message)).ShouldBeOfType<Acceptance.Result.New>();
    }

    private Task ComposeAsync() => _product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

    private async Task<List<Message>> AllAsync()
    {
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        return await db.Messages.OrderBy(message => message.Sequence).ToListAsync();
    }

    private async Task<Dictionary<MessageState, int>> CountAsync() =>
        (await AllAsync()).GroupBy(message => message.State).ToDictionary(group => group.Key, group => group.Count());

    private async Task<List<string>> ReportsAsync()
    {
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        return await db.Outbox.Select(report => report.Wanted).ToListAsync();
    }
}
