using OlConnector.Engine.Campaigns;

namespace OlConnector.Engine.Tests.Campaigns;

public sealed class CampaignInferenceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Groups = ["{Привет|Добрый день}"];
    private static readonly CampaignOptions Options = new();

    [Fact]
    public void Letters_that_differ_by_the_name_are_one_campaign()
    {
        var campaign = ACampaign("{Привет|Добрый день}, Анна! Сегодня скидка на все букеты");

        Find(campaign, "{Привет|Добрый день}, Ержан! Сегодня скидка на все букеты").ShouldNotBeNull();
    }

    [Fact]
    public void Other_groups_make_another_campaign()
    {
        var text = TextFingerprint.Of("{а|б} одно и то же", ["{а|б}"]);
        var campaign = new JoinableCampaign(Guid.Empty, null, text, Start, Start, null, false);

        CampaignInference.Find([campaign], null, TextFingerprint.Of("{а|в} одно и то же", ["{а|в}"]), Start, Options).ShouldBeNull();
    }

    [Theory]
    [InlineData("раз два три четыре пять", "раз два три шесть семь", true)]
    [InlineData("раз два три четыре пять", "раз два шесть семь восемь", false)]
    [InlineData("Анна", "Ержан", true)]
    [InlineData("Анна", "Ромашка и Ко", false)]
    public void Sixty_percent_of_common_words_or_two_strange_ones_on_either_side(string first, string second, bool isOne) =>
        (TextFingerprint.Of(first, []).SimilarityTo(TextFingerprint.Of(second, [])) is not null).ShouldBe(isOne);

    [Fact]
    public void Case_and_composed_letters_make_no_difference() =>
        TextFingerprint.Of("Ёлка МАЙ", []).SimilarityTo(TextFingerprint.Of("Е\u0308лка май", [])).ShouldBe(1);

    [Fact]
    public void Another_author_makes_another_campaign_and_no_author_matches_any()
    {
        var campaign = ACampaign("Текст письма") with { Author = "1" };

        Find(campaign, "Текст письма", author: "27").ShouldBeNull();
        Find(campaign, "Текст письма", author: null).ShouldNotBeNull();
        Find(campaign, "Текст письма", author: "1").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Joining_closes_after_ten_minutes_without_arrivals(int minutes, bool joins) =>
        (Find(ACampaign("Текст"), "Текст", at: Start.AddMinutes(minutes)) is not null).ShouldBe(joins);

    [Fact]
    public void Joining_closes_a_day_after_the_start() =>
        Find(ACampaign("Текст") with { LastArrivalAt = Start.AddHours(25) }, "Текст", at: Start.AddHours(25).AddMinutes(1)).ShouldBeNull();

    [Fact]
    public void A_stopped_campaign_takes_similar_arrivals_for_a_day()
    {
        var campaign = ACampaign("Текст") with { StoppedAt = Start.AddMinutes(1) };

        Find(campaign, "Текст", at: Start.AddHours(23)).ShouldNotBeNull();
        Find(campaign, "Текст", at: Start.AddHours(25)).ShouldBeNull();
    }

    [Fact]
    public void A_campaign_that_the_guard_holds_takes_similar_arrivals_for_a_day() =>
        Find(ACampaign("Текст") with { IsHeldByGuard = true }, "Текст", at: Start.AddHours(23)).ShouldNotBeNull();

    [Fact]
    public void The_most_similar_wins_and_then_the_youngest()
    {
        var (far, near) = (ACampaign("раз два три четыре"), ACampaign("раз два три пять"));
        var young = ACampaign("раз два три пять") with { StartedAt = Start.AddMinutes(1) };

        Find([far, near], "раз два три пять").ShouldBe(near.Id);
        Find([far, near, young], "раз два три пять").ShouldBe(young.Id);
    }

    private static Guid? Find(JoinableCampaign campaign, string text, string? author = null, DateTimeOffset? at = null) =>
        Find([campaign], text, author, at);

    private static Guid? Find(JoinableCampaign[] campaigns, string text, string? author = null, DateTimeOffset? at = null) =>
        CampaignInference.Find(campaigns, author, TextFingerprint.Of(text, text.Contains('{') ? Groups : []), at ?? Start, Options);

    private static JoinableCampaign ACampaign(string text) =>
        new(Ids.Next(), null, TextFingerprint.Of(text, text.Contains('{') ? Groups : []), Start, Start, null, false);

    private static class Ids
    {
        private static int last;

        public static Guid Next() => new(++last, 0, 0, new byte[8]);
    }
}
