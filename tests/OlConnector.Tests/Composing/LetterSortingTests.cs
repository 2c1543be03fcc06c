using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Composing;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Messages;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>Into which mailings the messages of CRM-Marketing's letters come, and what that means for them.</summary>
public sealed class LetterSortingTests : IAsyncLifetime
{
    private const string Member = "3b7f0c9de1a24586b0f7d2c4a9e81635";
    private static readonly TimeSpan Evidence = new CampaignOptions().Evidence;

    private static readonly string[] Companies =
    [
        "Ромашка", "Северо-Западная строительная компания", "ИП Иванов", "Лес и Ко", "Вектор Плюс", "Альфа", "Дом быта на Невском",
        "Восход", "Пекарня у дома", "Завод имени Кирова",
    ];

    private readonly FakeTimeProvider _clock = new(Given.Morning);
    private Product _product = null!;
    private GivenLine _line = null!;
    private int _id;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync(
            _clock, settings: [("Dispatching:Enabled", "false"), ("Campaigns:Evidence", Evidence.ToString())]);
        _line = await _product.LineAsync(Member);
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public async Task A_short_letter_to_many_companies_is_one_mailing()
    {
        for (var i = 0; i < Companies.Length; i++) await LetterAsync(i, $"{Companies[i]}, скидка до пятницы!");
        await ComposeLaterAsync();

        (await AllAsync()).Select(message => message.CampaignId).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        (await CampaignsAsync()).ShouldHaveSingleItem().Name.ShouldEndWith("Ромашка, скидка до пятницы!");
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued);
    }

    [Fact]
    public async Task Two_letters_at_once_are_two_mailings()
    {
        for (var i = 0; i < Companies.Length; i++)
        {
            await LetterAsync(i, $"{Companies[i]}, скидка до пятницы!");
            await LetterAsync(100 + i, $"Приглашаем вас на семинар, {Companies[^(i + 1)]}");
        }

        await ComposeLaterAsync();

        var messages = await AllAsync();
        messages.Select(message => message.CampaignId).Distinct().Count().ShouldBe(2);
        messages.GroupBy(message => message.Template.Contains("скидка", StringComparison.Ordinal))
            .ShouldAllBe(letter => letter.Select(message => message.CampaignId).Distinct().Count() == 1);
    }

    [Fact]
    public async Task What_waits_for_evidence_shows_it_and_what_fits_perfectly_does_not_wait()
    {
        for (var i = 0; i < Companies.Length; i++) await LetterAsync(i, $"{Companies[i]}, скидка до пятницы!");
        await ComposeAsync();

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Accepted && message.Reason == Reason.Collecting
            && message.ComposeAfter == Given.Morning + Evidence);
        (await CampaignsAsync()).ShouldBeEmpty();

        await ComposeLaterAsync();
        await LetterAsync(50, "Ромашка, скидка до пятницы!");
        await ComposeAsync();

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued && message.Reason == null);
    }

    [Fact]
    public async Task Sixty_four_that_wait_are_enough_evidence()
    {
        for (var i = 0; i < 70; i++) await LetterAsync(i, $"Клиент{i}, скидка до пятницы!");
        await ComposeAsync();

        (await AllAsync()).Count(message => message.State == MessageState.Queued).ShouldBe(70);
        (await CampaignsAsync()).ShouldHaveSingleItem().Size.ShouldBe(70);
    }

    [Fact]
    public async Task A_corrected_letter_to_the_same_people_is_another_mailing_and_never_a_duplicate()
    {
        for (var i = 0; i < 5; i++) await LetterAsync(i, $"{Companies[i]}, скидка на все букеты до пятницы!");
        await ComposeLaterAsync();
        for (var i = 0; i < 5; i++) await LetterAsync(i, $"{Companies[i]}, скидка на все букеты до субботы!");
        await ComposeLaterAsync();

        (await AllAsync()).Select(message => message.CampaignId).Distinct().Count().ShouldBe(2);
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued);
    }

    [Fact]
    public async Task The_same_text_to_the_same_number_is_a_duplicate_also_while_both_wait()
    {
        await LetterAsync(1, "Скидка на все букеты сегодня");
        await LetterAsync(1, "Скидка на все букеты сегодня");
        await ComposeLaterAsync();
        await LetterAsync(1, "Скидка на все букеты сегодня");
        await ComposeAsync();

        (await AllAsync()).Select(message => message.Reason).ShouldBe([null, Reason.DuplicateInCampaign, Reason.DuplicateInCampaign]);
    }

    [Theory]
    [InlineData("K7Q2F")]
    [InlineData("1042")]
    public async Task A_marker_is_cut_out_and_its_messages_are_one_mailing_without_waiting(string code)
    {
        await LetterAsync(1, $"Скидка до пятницы!\n[[c:{code}]]");
        await LetterAsync(2, $"Совсем другие слова [[c:{code}]] о розах");
        await ComposeAsync();

        (await AllAsync()).Select(message => (message.State, message.Template, message.Text)).ShouldBe(
        [
            (MessageState.Queued, "Скидка до пятницы!", "Скидка до пятницы!"),
            (MessageState.Queued, "Совсем другие слова о розах", "Совсем другие слова о розах"),
        ]);
        (await CampaignsAsync()).ShouldHaveSingleItem().Marker.ShouldBe(code);
    }

    [Fact]
    public async Task A_marker_is_known_while_joining_is_open_and_begins_another_mailing_later_or_for_another_text()
    {
        await LetterAsync(1, "Скидка до пятницы! [[c:a]]");
        await ComposeAsync();
        _clock.Advance(TimeSpan.FromMinutes(9));
        await LetterAsync(2, "Скидка до пятницы! [[c:a]]");
        await LetterAsync(1, "Скидка до субботы! [[c:a]]");
        await ComposeAsync();
        _clock.Advance(TimeSpan.FromMinutes(11));
        await LetterAsync(3, "Скидка до пятницы! [[c:a]]");
        await ComposeAsync();

        var found = (await AllAsync()).ConvertAll(message => message.CampaignId!.Value);
        found[1].ShouldBe(found[0]);
        found.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Braces_in_a_clients_name_are_not_spun_and_groups_of_the_letter_are()
    {
        for (var i = 0; i < 5; i++) await LetterAsync(i, $"{{Привет|Здравствуйте}}, {Companies[i]}! Скидка до пятницы.");
        await LetterAsync(7, "{Привет|Здравствуйте}, {VIP|Особый}! Скидка до пятницы.");
        await ComposeLaterAsync();

        var odd = (await AllAsync())[^1];
        odd.Text.ShouldBeOneOf("Привет, {VIP|Особый}! Скидка до пятницы.", "Здравствуйте, {VIP|Особый}! Скидка до пятницы.");
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued && !message.Text!.Contains("Привет|"));
        (await CampaignsAsync()).ShouldHaveSingleItem();

        await ComposeAgainAsync();
        (await AllAsync())[^1].Text.ShouldBe(odd.Text, "a message has one text, whenever it is composed");
    }

    [Fact]
    public async Task A_death_during_the_wait_loses_nothing()
    {
        for (var i = 0; i < 3; i++) await LetterAsync(i, $"{Companies[i]}, скидка до пятницы!");
        await ComposeAsync();

        // As a new process begins.
        await WriteAsync(turn => AcceptedMessage.FreeAll(turn));
        await ComposeAsync();
        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Accepted && message.Reason == Reason.Collecting
            && message.ComposeAfter == Given.Morning + Evidence);
        await ComposeLaterAsync();

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Queued);
        (await CampaignsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_came_before_the_clock_was_set_back_does_not_wait_for_it()
    {
        await LetterAsync(1, "Скидка до пятницы!");
        await WriteAsync(turn => turn.Execute("UPDATE messages SET accepted_at = @at", ("at", Given.Morning.AddHours(3))));
        await ComposeAsync();

        (await AllAsync()).ShouldHaveSingleItem().State.ShouldBe(MessageState.Queued);
    }

    [Fact]
    public async Task Late_arrivals_of_a_stopped_mailing_are_stopped()
    {
        for (var i = 0; i < 4; i++) await LetterAsync(i, $"{Companies[i]}, скидка до пятницы!");
        await ComposeLaterAsync();
        var campaign = (await CampaignsAsync()).ShouldHaveSingleItem();
        await _product.Services.GetRequiredService<CampaignControl>().StopAsync(_line.Portal, campaign.Id, "user 1");

        _clock.Advance(TimeSpan.FromMinutes(9));
        await LetterAsync(5, "Альфа, скидка до пятницы!");
        await LetterAsync(6, "Торговый дом Северный ветер и сыновья, скидка до пятницы!");
        await ComposeLaterAsync();

        (await AllAsync()).ShouldAllBe(message => message.State == MessageState.Stopped && message.CampaignId == campaign.Id);
    }

    [Fact]
    public async Task After_ten_quiet_minutes_the_letter_of_a_stopped_mailing_is_another_mailing()
    {
        for (var i = 0; i < 4; i++) await LetterAsync(i, $"{Companies[i]}, скидка до пятницы!");
        await ComposeLaterAsync();
        var campaign = (await CampaignsAsync()).ShouldHaveSingleItem();
        await _product.Services.GetRequiredService<CampaignControl>().StopAsync(_line.Portal, campaign.Id, "user 1");

        _clock.Advance(TimeSpan.FromMinutes(11));
        await LetterAsync(5, "Альфа, скидка до пятницы!");
        await ComposeLaterAsync();

        (await AllAsync())[^1].CampaignId.ShouldNotBe(campaign.Id);
        (await AllAsync())[^1].State.ShouldBe(MessageState.Queued);
    }

    [Fact]
    public async Task A_mailing_that_is_older_than_skeletons_goes_on_with_its_first_text()
    {
        for (var i = 0; i < 4; i++) await LetterAsync(i, $"{Companies[i]}, скидка на все букеты до пятницы!");
        await ComposeLaterAsync();
        await WriteAsync(turn => turn.Execute("UPDATE campaigns SET skeleton = NULL"));
        await LetterAsync(9, "Альфа, скидка на все букеты до пятницы!");
        await ComposeLaterAsync();

        (await CampaignsAsync()).ShouldHaveSingleItem().Skeleton.ShouldNotBeNull();
    }

    private async Task LetterAsync(int client, string text)
    {
        var form = new Dictionary<string, string>
        {
            ["module_id"] = "sender",
            ["message_id"] = $"m{++_id}",
            ["message_to"] = $"+7999{1_000_000 + client}",
            ["message_body"] = text,
        };
        using var answer = await _product.Http.PostAsync($"/b24/sms/{_line.HandlerKey}", new FormUrlEncodedContent(form));
        answer.EnsureSuccessStatusCode();
    }

    private Task ComposeAsync() => _product.Services.GetRequiredService<Composer>().ComposeDueAsync(CancellationToken.None);

    /// <summary>Composes what came, and again when the wait for evidence is over.</summary>
    private async Task ComposeLaterAsync()
    {
        await ComposeAsync();
        _clock.Advance(Evidence);
        await ComposeAsync();
    }

    private async Task ComposeAgainAsync()
    {
        await WriteAsync(turn => turn.Execute(
            "UPDATE messages SET state = 'accepted', text = NULL, compose_after = @now", ("now", _clock.GetUtcNow())));
        await ComposeAsync();
    }

    private Task<int> WriteAsync(Func<WriteTurn, int> work) => _product.Services.GetRequiredService<Writer>().RunAsync(work);

    private async Task<List<Message>> AllAsync()
    {
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        return await db.Messages.OrderBy(message => message.Sequence).ToListAsync();
    }

    private async Task<List<Campaign>> CampaignsAsync()
    {
        await using var db = _product.Services.GetRequiredService<Database>().Read();
        return await db.Campaigns.ToListAsync();
    }
}
