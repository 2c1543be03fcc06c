using OlConnector.Engine.Gateways;
using OlConnector.Engine.Risk;

namespace OlConnector.Engine.Tests.Risk;

/// <summary>Each input of product.md §12.9 by itself: where it begins, what it adds, and where it does not hold.</summary>
public sealed class RiskRuleTests
{
    [Theory]
    [InlineData(59.9, 15)]
    [InlineData(60, 0)]
    public void A_pause_below_a_minute_is_short(double seconds, int points) =>
        PointsOf("INTERVAL_SHORT", Calm with { Line = CalmLine with { Interval = TimeSpan.FromSeconds(seconds) } }).ShouldBe(points);

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8.1, 10)]
    [InlineData(24, 10)]
    public void More_than_eight_hours_a_day_are_long(double hours, int points) =>
        PointsOf("HOURS_LONG", Calm with { Line = CalmLine with { Hours = TimeSpan.FromHours(hours) } }).ShouldBe(points);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 10)]
    [InlineData(9, 10)]
    public void The_third_day_in_a_row_counts(int day, int points) =>
        PointsOf("DAYS_IN_ROW", Calm with { Line = CalmLine with { Rhythm = new MailingRhythm(day, null) } }).ShouldBe(points);

    [Theory]
    [InlineData(1, 15)]
    [InlineData(13, 15)]
    [InlineData(14, 0)]
    [InlineData(null, 0)]
    public void A_rest_that_was_not_kept_counts(int? days, int points) =>
        PointsOf("REST_SHORT", Calm with { Line = CalmLine with { Rhythm = new MailingRhythm(1, days) } }).ShouldBe(points);

    [Theory]
    [InlineData(0, 25)]
    [InlineData(9.9, 25)]
    [InlineData(10, 10)]
    [InlineData(29.9, 10)]
    [InlineData(30, 0)]
    public void A_number_is_new_for_ten_days_and_young_for_thirty(double days, int points) =>
        PointsOf("YOUNG_LINE", Calm with { Line = CalmLine with { Age = TimeSpan.FromDays(days) } }).ShouldBe(points);

    [Theory]
    [InlineData(14.0, 0)]
    [InlineData(14.1, 5)]
    [InlineData(null, 0)]
    public void A_number_that_was_silent_for_two_weeks_counts(double? days, int points) => PointsOf(
        "SILENT_LINE", Calm with { Line = CalmLine with { Silence = days is { } some ? TimeSpan.FromDays(some) : null } }).ShouldBe(points);

    [Theory]
    [InlineData(0.0, 40)]
    [InlineData(29.9, 40)]
    [InlineData(30.0, 0)]
    [InlineData(null, 0)]
    public void A_word_of_spam_is_remembered_for_thirty_days(double? days, int points) => PointsOf(
        "SPAM_SIGNAL", Calm with { Line = CalmLine with { SinceSpamSignal = days is { } some ? TimeSpan.FromDays(some) : null } })
        .ShouldBe(points);

    [Theory]
    [InlineData(29, 100, 15)]
    [InlineData(30, 100, 0)]
    [InlineData(5, 20, 15)]
    [InlineData(0, 19, 0)]
    public void Fewer_than_thirty_answers_of_a_hundred_are_few(int answered, int asked, int points) =>
        PointsOf("FEW_REPLIES", Calm with { Line = CalmLine with { Replies = new Share(answered, asked) } }).ShouldBe(points);

    [Theory]
    [InlineData(9, 100, 0)]
    [InlineData(10, 100, 10)]
    [InlineData(2, 20, 10)]
    [InlineData(19, 19, 0)]
    public void A_tenth_of_sends_that_found_nobody_counts(int refused, int sent, int points) =>
        PointsOf("NO_ACCOUNT_FAILURES", Calm with { Line = CalmLine with { Refused = new Share(refused, sent) } }).ShouldBe(points);

    [Theory]
    [InlineData(50, 0, 0)]
    [InlineData(51, 10, 0)]
    [InlineData(100, 10, 0)]
    [InlineData(101, 0, 20)]
    public void More_than_fifty_are_many_and_more_than_a_hundred_very_many(int recipients, int over50, int over100)
    {
        var facts = Calm with { Mailing = CalmMailing with { Recipients = recipients } };

        (PointsOf("SIZE_OVER_50", facts), PointsOf("SIZE_OVER_100", facts)).ShouldBe((over50, over100));
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(20, 8)]
    [InlineData(49, 8)]
    [InlineData(50, 15)]
    public void People_who_do_not_know_the_sender_count(int newcomers, int points) =>
        PointsOf("FIRST_CONTACTS", Calm with { Mailing = CalmMailing with { FirstContacts = new Share(newcomers, 100) } }).ShouldBe(points);

    [Theory]
    [InlineData(9.99, 20)]
    [InlineData(10, 10)]
    [InlineData(49.99, 10)]
    [InlineData(50, 0)]
    public void Texts_that_repeat_count(double percent, int points) =>
        PointsOf("UNIQUENESS", Calm with { Text = CalmText with { Uniqueness = percent } }).ShouldBe(points);

    [Fact]
    public void A_text_without_anything_of_the_client_counts() =>
        PointsOf("NOT_PERSONAL", Calm with { Text = CalmText with { IsPersonal = false } }).ShouldBe(10);

    [Fact]
    public void Shortened_links_are_named()
    {
        var reason = RiskScore.Of(Calm with { Text = CalmText with { ShortLinks = ["bit.ly", "clck.ru"] } }).Reasons.ShouldHaveSingleItem();

        (reason.Code, reason.Points, reason.Lever).ShouldBe(("SHORT_LINKS", 10, RiskLever.Text));
        reason.Text.En.ShouldContain("bit.ly, clck.ru");
    }

    [Fact]
    public void A_text_that_does_not_say_how_to_refuse_counts() =>
        PointsOf("NO_OPT_OUT", Calm with { Text = CalmText with { SaysHowToRefuse = false } }).ShouldBe(10);

    [Fact]
    public void What_is_not_known_gives_no_points_and_is_named()
    {
        var risk = RiskScore.Of(new RiskFacts(
            RiskReach.OwnNumber, CalmLine with { Age = null, Replies = null }, new MailingFacts(), CalmText with
            {
                Uniqueness = null,
                IsPersonal = null,
            }));

        (risk.Score, risk.Reasons.Count).ShouldBe((0, 0));
        risk.Unknown.Select(unknown => unknown.Code)
            .ShouldBe(["YOUNG_LINE", "FEW_REPLIES", "FIRST_CONTACTS", "UNIQUENESS", "NOT_PERSONAL"]);
    }

    [Fact]
    public void What_was_not_asked_about_is_neither_weighed_nor_named()
    {
        var risk = RiskScore.Of(new RiskFacts(RiskReach.OwnNumber));

        (risk.Score, risk.Reasons.Count, risk.Unknown.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Pace_age_and_likeness_do_not_count_where_no_number_can_be_blocked()
    {
        RiskScore.Of(Worst with { Reach = RiskReach.Sms }).Reasons.Select(reason => reason.Code)
            .ShouldBe(["SPAM_SIGNAL", "SIZE_OVER_100", "SHORT_LINKS", "NO_OPT_OUT"], ignoreOrder: true);
        RiskScore.Of(Worst with { Reach = RiskReach.OfficialWhatsApp }).Reasons.Select(reason => reason.Code).ShouldBe(
            ["SPAM_SIGNAL", "SIZE_OVER_100", "FIRST_CONTACTS", "FEW_REPLIES", "NO_ACCOUNT_FAILURES", "SHORT_LINKS", "NO_OPT_OUT"],
            ignoreOrder: true);
    }

    [Fact]
    public void A_line_stands_to_lose_what_its_gateway_says()
    {
        RiskFacts.ReachOf(Kind(Channel.Sms, isOfficial: true)).ShouldBe(RiskReach.Sms);
        RiskFacts.ReachOf(Kind(Channel.WhatsApp, isOfficial: true)).ShouldBe(RiskReach.OfficialWhatsApp);
        RiskFacts.ReachOf(Kind(Channel.WhatsApp, isOfficial: false)).ShouldBe(RiskReach.OwnNumber);
        RiskFacts.ReachOf(null).ShouldBe(RiskReach.OwnNumber);
    }

    [Fact]
    public void Every_reason_says_in_both_languages_what_it_is_and_how_it_is_lowered()
    {
        var reasons = RiskScore.Of(Worst).Reasons;

        reasons.Count.ShouldBe(15);
        foreach (var reason in reasons)
            foreach (var said in new[] { reason.Text, reason.Advice })
            {
                said.Ru.ShouldMatch("^[А-ЯЁ0-9].*\\.$", reason.Code);
                said.En.ShouldMatch("^[A-Z0-9].*\\.$", reason.Code);
            }
    }

    internal static LineFacts CalmLine { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(8), MailingRhythm.First)
    {
        Age = TimeSpan.FromDays(100),
        Replies = new Share(40, 100),
        Refused = new Share(0, 100),
    };

    internal static MailingFacts CalmMailing { get; } = new(30, new Share(0, 30));

    internal static TextFacts CalmText { get; } = new(100, IsPersonal: true, [], SaysHowToRefuse: true);

    internal static RiskFacts Calm { get; } = new(RiskReach.OwnNumber, CalmLine, CalmMailing, CalmText);

    internal static RiskFacts Worst { get; } = new(
        RiskReach.OwnNumber,
        new LineFacts(TimeSpan.FromSeconds(15), TimeSpan.FromDays(1), new MailingRhythm(3, 2))
        {
            Age = TimeSpan.FromDays(1),
            Silence = TimeSpan.FromDays(20),
            SinceSpamSignal = TimeSpan.FromDays(2),
            Replies = new Share(1, 100),
            Refused = new Share(50, 100),
        },
        new MailingFacts(500, new Share(500, 500)), new TextFacts(0.2, IsPersonal: false, ["bit.ly"], SaysHowToRefuse: false));

    private static int PointsOf(string code, RiskFacts facts) =>
        RiskScore.Of(facts).Reasons.SingleOrDefault(reason => reason.Code == code)?.Points ?? 0;

    private static GatewayTraits Kind(Channel channel, bool isOfficial) =>
        new() { Channel = channel, IsOfficial = isOfficial, MaxTextLength = 4096 };
}
