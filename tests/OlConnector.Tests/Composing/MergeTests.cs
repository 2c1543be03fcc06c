using Microsoft.Extensions.DependencyInjection;
using OlConnector.Campaigns;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Storage;
using OlConnector.Tests.Api.Support;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Composing;

/// <summary>What recognition took apart or together is mended by hand; nothing is lost, sent twice, or gets past guard or stop.</summary>
public sealed class MergeTests : LetterWorld
{
    [Fact]
    public async Task Two_mailings_become_one_with_all_their_messages_and_those_that_still_come()
    {
        var (spring, other) = await TwoAsync(2, 2);

        var merged = await MergeAsync(spring, other);

        (merged.Status, merged["merged"]!.ToObject<int>(), merged["duplicates"]!.ToObject<int>(), merged["held"]!.ToObject<int>())
            .ShouldBe((200, 2, 0, 0));
        await LetterAsync(50, Autumn);
        (await AllAsync()).Select(message => message.CampaignId).Distinct().ShouldHaveSingleItem();
        (await CampaignsAsync()).ShouldHaveSingleItem().Size.ShouldBe(5);
        (await Admin().GetAsync($"campaigns/{other}")).Status.ShouldBe(404);
        (await Admin().GetAsync("campaigns")).Items.ShouldHaveSingleItem()["total"]!.ToObject<int>().ShouldBe(5);
        await BooksAgreeAsync((spring, 5));
        (await Admin().GetAsync("audit")).Items.Count(entry => entry["action"]!.ToString() == "campaign merged").ShouldBe(1);
    }

    [Fact]
    public async Task A_merge_that_is_asked_for_again_changes_nothing()
    {
        var (spring, other) = await TwoAsync(2, 2);
        await MergeAsync(spring, other);

        var again = await MergeAsync(spring, other);

        (again.Status, again["merged"]!.ToObject<int>()).ShouldBe((200, 0));
        (await CampaignsAsync()).ShouldHaveSingleItem().Size.ShouldBe(4);
        (await Admin().GetAsync("audit")).Items.Count(entry => entry["action"]!.ToString() == "campaign merged").ShouldBe(1);
    }

    [Fact]
    public async Task A_merge_that_a_crash_interrupted_goes_on_and_meanwhile_nothing_of_the_other_one_leaves()
    {
        var (spring, other) = await TwoAsync(1, 2);
        await WriteAsync(turn => turn.Execute(
            "UPDATE campaigns SET merged_into = @into, is_live = @no, is_paused = @yes WHERE id = @other",
            ("into", Guid.Parse(spring)), ("no", false), ("yes", true), ("other", Guid.Parse(other))));

        var first = (await ClaimAsync()).ShouldHaveSingleItem();
        (await AllAsync()).Single(message => message.Sequence == first.Sequence).CampaignId.ShouldBe(Guid.Parse(spring));
        await Product.Services.GetRequiredService<MergeFilling>().FillInterruptedAsync(CancellationToken.None);

        (await AllAsync()).ShouldAllBe(message => message.CampaignId == Guid.Parse(spring));
        await BooksAgreeAsync((spring, 3));
    }

    [Fact]
    public async Task Together_they_do_not_get_past_the_guard()
    {
        var (spring, other) = await TwoAsync(4, 4);

        var merged = await MergeAsync(spring, other);

        merged["held"]!.ToObject<int>().ShouldBe(2, "the limit is six");
        var messages = await AllAsync();
        messages.Count(message => message.State == MessageState.Queued).ShouldBe(6);
        messages.Where(message => message.State == MessageState.Held).ShouldAllBe(message => message.Reason == Reason.SegmentGuard);
        (await Admin().GetAsync($"campaigns/{spring}"))["states.held"]!.ToObject<int>().ShouldBe(2);
        await LetterAsync(60, Autumn);
        (await AllAsync())[^1].State.ShouldBe(MessageState.Held);
    }

    [Fact]
    public async Task A_number_that_both_have_gets_one_message()
    {
        await LetterAsync(1, Spring);
        await LetterAsync(2, Spring);
        await LetterAsync(2, Autumn);
        await LetterAsync(3, Autumn);
        var (spring, other) = await BothAsync();

        (await MergeAsync(spring, other))["duplicates"]!.ToObject<int>().ShouldBe(1);

        (await AllAsync()).Select(message => (message.State, message.Reason)).ShouldBe(
        [
            (MessageState.Queued, null), (MessageState.Queued, null), (MessageState.Suppressed, Reason.DuplicateInCampaign),
            (MessageState.Queued, null),
        ]);
    }

    [Fact]
    public async Task Who_got_the_other_one_already_gets_nothing_more()
    {
        await LetterAsync(1, Spring);
        await LetterAsync(1, Autumn);
        var (spring, other) = await BothAsync();
        await Admin().PostAsync($"campaigns/{spring}/pause");
        var claim = (await ClaimAsync()).ShouldHaveSingleItem();
        await WriteAsync(turn => Product.Services.GetRequiredService<Settling>().Settle(
            turn, claim, new SendResult.Accepted("g1"), Clock.GetUtcNow()));

        (await MergeAsync(spring, other))["duplicates"]!.ToObject<int>().ShouldBe(1);

        (await AllAsync()).Select(message => (message.State, message.Reason)).ShouldBe(
            [(MessageState.Suppressed, Reason.DuplicateInCampaign), (MessageState.Sent, null)]);
    }

    [Fact]
    public async Task What_a_person_paused_stays_paused_and_what_is_stopped_cannot_be_merged()
    {
        var (spring, other) = await TwoAsync(2, 2);
        await Admin().PostAsync($"campaigns/{other}/pause");
        (await MergeAsync(spring, other)).Status.ShouldBe(200);
        (await Admin().GetAsync($"campaigns/{spring}"))["state"]!.ToString().ShouldBe("paused");
        (await ClaimAsync()).ShouldBeEmpty();

        await LetterAsync(70, "Третье [[c:third]]");
        var third = (await CampaignsAsync()).Single(campaign => campaign.Marker == "third").Id.ToString("N");
        await Admin().PostAsync($"campaigns/{third}/stop");
        (await MergeAsync(spring, third)).Code.ShouldBe("wrong_state");
        await Admin().PostAsync($"campaigns/{spring}/stop");
        await LetterAsync(71, Autumn);
        (await AllAsync())[^1].Reason.ShouldBe(Reason.CampaignStopped, "its letter belongs to the stopped one now");
    }

    [Fact]
    public async Task What_is_in_flight_comes_along_and_is_settled_once()
    {
        var (spring, other) = await TwoAsync(1, 1);
        await Admin().PostAsync($"campaigns/{spring}/pause");
        var claim = (await ClaimAsync()).ShouldHaveSingleItem();

        (await MergeAsync(spring, other))["inFlight"]!.ToObject<int>().ShouldBe(1);
        await WriteAsync(turn => Product.Services.GetRequiredService<Settling>().Settle(
            turn, claim, new SendResult.Accepted("g1"), Clock.GetUtcNow()));

        (await AllAsync()).Single(message => message.Sequence == claim.Sequence).State.ShouldBe(MessageState.Sent);
    }

    [Fact]
    public async Task Bad_wishes_are_refused_and_change_nothing()
    {
        var (spring, other) = await TwoAsync(1, 1);
        var line = await Product.LineAsync(Member);
        await LetterAsync(9, "На другой линии [[c:away]]", line);
        var away = (await CampaignsAsync()).Single(campaign => campaign.Marker == "away").Id.ToString("N");
        var theirs = await Product.LineAsync("00000000000000000000000000000002");
        await LetterAsync(9, "У чужих [[c:foreign]]", theirs);
        var foreign = (await CampaignsAsync()).Single(campaign => campaign.Marker == "foreign").Id.ToString("N");
        var prepared = await Admin().PostAsync("campaigns", new { kind = "prepared", line = $"{Line.Id}", text = "Готово" });

        (await MergeAsync(spring, spring)).Code.ShouldBe("invalid_value");
        (await MergeAsync(spring, away)).Code.ShouldBe("other_line");
        (await MergeAsync(spring, foreign)).Code.ShouldBe("not_found");
        (await MergeAsync(spring, $"{prepared["id"]}")).Code.ShouldBe("wrong_state");
        (await MergeAsync($"{prepared["id"]}", spring)).Code.ShouldBe("wrong_state");
        (await Admin().PostAsync($"campaigns/{spring}/merge", new { })).Code.ShouldBe("required");

        (await AllAsync()).Select(message => message.CampaignId).Distinct().Count().ShouldBe(4);
        _ = other;
    }

    [Fact]
    public async Task Separated_messages_are_a_mailing_of_their_own_and_their_letter_goes_on_there()
    {
        // A marker that somebody pasted into two letters.
        for (var i = 0; i < 3; i++) await LetterAsync(i, $"Клиент{i}, скидка на все букеты до пятницы! [[c:one]]");
        for (var i = 10; i < 13; i++) await LetterAsync(i, $"Приглашаем вас, Клиент{i}, на семинар по розам [[c:one]]");
        var mailing = (await CampaignsAsync()).ShouldHaveSingleItem();
        var wrong = (await AllAsync()).Skip(3).Select(message => message.Id.ToString()).ToList();

        var separated = await SeparateAsync($"{mailing.Id:N}", wrong, "key1");
        var again = await SeparateAsync($"{mailing.Id:N}", wrong, "key1");

        (separated.Status, separated["separated"]!.ToObject<int>(), separated["gone"]!.ToObject<int>()).ShouldBe((200, 3, 0));
        again["id"]!.ToString().ShouldBe(separated["id"]!.ToString(), "done once, however often it is called");
        var own = Guid.Parse(separated["id"]!.ToString());
        await LetterAsync(20, "Приглашаем вас, Клиент20, на семинар по розам");
        await LetterAsync(21, "Клиент21, скидка на все букеты до пятницы! [[c:one]]");
        (await AllAsync()).Select(message => message.CampaignId).ShouldBe(
            [mailing.Id, mailing.Id, mailing.Id, own, own, own, own, mailing.Id]);
        (await CampaignsAsync()).Select(campaign => (campaign.Id, campaign.Size))
            .ShouldBe([(mailing.Id, 4), (own, 4)], ignoreOrder: true);
        await BooksAgreeAsync(($"{mailing.Id:N}", 4), ($"{own:N}", 4));
    }

    [Fact]
    public async Task What_was_held_or_paused_is_so_in_the_new_mailing_too()
    {
        for (var i = 0; i < 8; i++) await LetterAsync(i, Spring);
        var mailing = (await CampaignsAsync()).ShouldHaveSingleItem().Id.ToString("N");
        await Admin().PostAsync($"campaigns/{mailing}/pause");

        var separated = await SeparateAsync(mailing, [.. (await AllAsync()).Skip(5).Select(message => message.Id.ToString())]);

        var own = await Admin().GetAsync($"campaigns/{separated["id"]}");
        (own["state"]!.ToString(), own["states.held"]!.ToObject<int>(), own["states.queued"]!.ToObject<int>()).ShouldBe(("paused", 2, 1));
        (await ClaimAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_what_waits_is_separated_and_never_all_of_it()
    {
        for (var i = 0; i < 3; i++) await LetterAsync(i, Spring);
        var mailing = (await CampaignsAsync()).ShouldHaveSingleItem().Id.ToString("N");
        var ids = (await AllAsync()).ConvertAll(message => message.Id.ToString());

        (await SeparateAsync(mailing, ids)).Code.ShouldBe("wrong_state");
        (await SeparateAsync(mailing, [NewKey.At(Clock).ToString("N")])).Code.ShouldBe("not_found");
        (await SeparateAsync(mailing, [])).Code.ShouldBe("required");
        await ClaimAsync();
        (await SeparateAsync(mailing, [ids[0]])).Code.ShouldBe("wrong_state");
        var separated = await SeparateAsync(mailing, [ids[0], ids[1]]);

        (separated["separated"]!.ToObject<int>(), separated["gone"]!.ToObject<int>(), separated["inFlight"]!.ToObject<int>())
            .ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task A_mistaken_merge_is_taken_apart_again()
    {
        var (spring, other) = await TwoAsync(2, 2);
        await MergeAsync(spring, other);

        var separated = await SeparateAsync(spring, [.. (await AllAsync()).Skip(2).Select(message => message.Id.ToString())]);

        separated.Status.ShouldBe(200);
        (await CampaignsAsync()).Select(campaign => campaign.Size).ShouldBe([2, 2]);
        await BooksAgreeAsync((spring, 2), (separated["id"]!.ToString(), 2));
    }

    private const string Spring = "Скидка на тюльпаны до пятницы [[c:spring]]", Autumn = "Георгины уже в продаже [[c:autumn]]";

    private async Task<(string First, string Second)> TwoAsync(int first, int second)
    {
        for (var i = 0; i < first; i++) await LetterAsync(i, Spring);
        for (var i = 0; i < second; i++) await LetterAsync(10 + i, Autumn);
        return await BothAsync();
    }

    private async Task<(string First, string Second)> BothAsync()
    {
        var campaigns = await CampaignsAsync();
        return ($"{campaigns.Single(one => one.Marker == "spring").Id:N}", $"{campaigns.Single(one => one.Marker == "autumn").Id:N}");
    }

    /// <summary>What each was handed is what it has, and the nightly comparison finds nothing either.</summary>
    private async Task BooksAgreeAsync(params (string Mailing, long Received)[] books)
    {
        foreach (var (mailing, received) in books)
        {
            var answer = await Admin().GetAsync($"reconciliation?campaign={mailing}");
            (answer["received"]!.ToObject<long>(), answer["difference"]!.ToObject<long>()).ShouldBe((received, 0));
        }

        (await Product.Services.GetRequiredService<BooksComparison>().CompareAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    private Task<Answer> MergeAsync(string into, string other) => Admin().PostAsync($"campaigns/{into}/merge", new { other });

    private readonly Dictionary<string, Caller> _callers = [];

    private Task<Answer> SeparateAsync(string from, IReadOnlyList<string> messages, string? key = null)
    {
        if (key is null) return Admin().PostAsync($"campaigns/{from}/separate", new { messages });
        if (!_callers.TryGetValue(key, out var caller)) caller = _callers[key] = Admin();
        return caller.PostAsync($"campaigns/{from}/separate", new { messages }, ("Idempotency-Key", key));
    }
}
