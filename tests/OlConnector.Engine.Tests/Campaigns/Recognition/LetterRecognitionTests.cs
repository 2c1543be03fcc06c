using System.Globalization;
using OlConnector.Engine.Campaigns.Recognition;

namespace OlConnector.Engine.Tests.Campaigns.Recognition;

public sealed class LetterRecognitionTests
{
    private const string Discount = "Здравствуйте, {0}! Скидка 15 % на все букеты до пятницы";
    private const string Corrected = "Здравствуйте, {0}! Скидка 15 % на все букеты до субботы";
    private static readonly string[] Names = ["Анна", "Ержан Бекович", "ООО «Ромашка и Ко»", "Olga"];
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<(Guid, string), string> _had = [];

    [Fact]
    public void A_message_that_fits_perfectly_joins_at_once() =>
        Decide(AMessage(Discount, "Пётр"), AMailing(1, Discount)).ShouldBe(new Belonging.Joins(Id(1)));

    [Fact]
    public void The_first_messages_of_a_letter_wait_ten_seconds_for_evidence() =>
        Decide(AMessage(Discount, "Пётр")).ShouldBe(new Belonging.Waits(Start.AddSeconds(10)));

    [Fact]
    public void After_the_wait_alike_messages_begin_one_mailing_and_others_another()
    {
        ArrivedMessage[] waiting =
        [
            AMessage(Discount, "Анна"), AMessage("Ваш заказ {0} готов, ждём вас в салоне", "17"), AMessage(Discount, "ТОО «Береке»"),
            AMessage("Ваш заказ {0} готов, ждём вас в салоне", "2045"), AMessage(Discount, "Пётр"),
        ];

        Together(waiting, Start.AddSeconds(9)).ShouldAllBe(one => one is Belonging.Waits);
        Together(waiting, Start.AddSeconds(10)).ShouldBe([Begins(0), Begins(1), Begins(0), Begins(1), Begins(0)]);
    }

    [Fact]
    public void Few_alike_messages_are_told_only_when_their_own_wait_is_over()
    {
        ArrivedMessage[] waiting = [AMessage(Discount, "Анна"), AMessage(Discount, "Пётр") with { Until = Start.AddSeconds(15) }];

        Together(waiting, Start.AddSeconds(10)).ShouldBe([Begins(0), new Belonging.Waits(Start.AddSeconds(15))]);
    }

    [Fact]
    public void Sixty_four_waiting_messages_are_decided_at_once() =>
        Together([.. Enumerable.Range(0, 64).Select(i => AMessage(Discount, $"Клиент {i}", number: $"{i}"))], Start)
            .ShouldAllBe(one => one == Begins(0));

    [Fact]
    public void A_letter_of_another_author_is_another_letter_and_a_missing_author_matches_any()
    {
        var mailing = AMailing(1, Discount) with { Author = "1" };

        Decide(AMessage(Discount, "Пётр") with { Author = "1" }, mailing).ShouldBeOfType<Belonging.Joins>();
        Decide(AMessage(Discount, "Пётр"), mailing).ShouldBeOfType<Belonging.Joins>();
        Decide(AMessage(Discount, "Пётр") with { Author = "27" }, mailing).ShouldBeOfType<Belonging.Waits>();
        Together([AMessage(Discount, "Пётр") with { Author = "27" }], Start.AddSeconds(10), mailing).ShouldBe([Begins(0)]);
    }

    [Fact]
    public void The_same_number_with_the_same_text_is_a_duplicate_and_joins_its_mailing()
    {
        _had[(Id(1), "7")] = Text(Discount, "Пётр");

        Decide(AMessage(Discount, "Пётр", number: "7"), AMailing(1, Discount)).ShouldBe(new Belonging.Joins(Id(1)));
    }

    [Fact]
    public void The_same_number_with_another_text_is_another_letter()
    {
        _had[(Id(1), "7")] = Text(Discount, "Пётр");

        Together([AMessage(Corrected, "Пётр", number: "7")], Start.AddSeconds(10), AMailing(1, Discount)).ShouldBe([Begins(0)]);
    }

    [Fact]
    public void A_corrected_letter_takes_its_new_recipients_along()
    {
        for (var i = 0; i < 3; i++) _had[(Id(1), $"{i}")] = Text(Discount, Names[i]);
        ArrivedMessage[] waiting = [.. Enumerable.Range(0, 4).Select(i => AMessage(Corrected, Names[i], number: $"{i}"))];

        Together(waiting, Start.AddSeconds(10), AMailing(1, Discount)).ShouldAllBe(one => one == Begins(0));
    }

    [Fact]
    public void Two_letters_of_one_template_to_the_same_people_are_two()
    {
        ArrivedMessage[] waiting =
        [
            .. Enumerable.Range(0, 8).Select(i => AMessage(i % 2 == 0 ? Discount : Corrected, Names[i / 2], number: $"{i / 2}")),
        ];

        Together(waiting, Start.AddSeconds(10)).Select(one => ((Belonging.Begins)one).Group % 2).ShouldBe([0, 1, 0, 1, 0, 1, 0, 1]);
    }

    [Fact]
    public void Of_two_mailings_the_one_that_explains_more_words_wins() =>
        Decide(
            AMessage("Здравствуйте, {0}! Скидка 15 % на все букеты до пятницы включительно", "Пётр"), AMailing(1, Discount),
            AMailing(2, "Здравствуйте, {0}! Скидка 15 % на все букеты до пятницы включительно")).ShouldBe(new Belonging.Joins(Id(2)));

    [Fact]
    public void Of_equals_of_one_size_the_mailing_that_took_messages_last_wins() =>
        Decide(AMessage(Discount, "Пётр"), AMailing(2, Discount), AMailing(1, Discount)).ShouldBe(new Belonging.Joins(Id(2)));

    [Fact]
    public void Of_equals_the_mailing_with_more_messages_wins_so_that_a_letter_that_was_begun_twice_is_not_halved()
    {
        var (small, large) = (AMailing(1, Discount), AMailing(2, Discount));
        large = large with { Skeleton = large.Skeleton.With(LetterText.Of(Text(Discount, "Ольга"))) };

        Decide(AMessage(Discount, "Пётр"), small, large).ShouldBe(new Belonging.Joins(Id(2)));
        Together([AMessage(Discount, "Пётр")], Start.AddSeconds(10), small, large).ShouldBe([new Belonging.Joins(Id(2))]);
    }

    [Fact]
    public void A_marker_decides_whatever_the_words_say()
    {
        var (marked, unmarked) = (AMailing(1, Discount) with { Marker = "K7Q2F" }, AMailing(2, Corrected));

        Decide(AMessage(Corrected, "Пётр") with { Marker = "K7Q2F" }, unmarked, marked).ShouldBe(new Belonging.Joins(Id(1)));
        Decide(AMessage(Discount, "Пётр") with { Marker = "other" }, unmarked, marked).ShouldBe(Begins(0));
        Decide(AMessage(Discount, "Пётр"), marked).ShouldBeOfType<Belonging.Waits>();
    }

    [Fact]
    public void A_marked_letter_with_another_text_to_the_same_number_begins_anew()
    {
        _had[(Id(1), "7")] = Text(Discount, "Пётр");
        var mailing = AMailing(1, Discount) with { Marker = "K7Q2F" };

        Decide(AMessage(Corrected, "Пётр", number: "7") with { Marker = "K7Q2F" }, mailing).ShouldBe(Begins(0));
    }

    [Fact]
    public void A_settled_mailing_takes_a_value_that_is_larger_than_those_before() =>
        Together(
            [AMessage(Discount, "Северо-Западная строительная компания Плюс и партнёры")], Start.AddSeconds(10), AMailing(1, Discount))
            .ShouldBe([new Belonging.Joins(Id(1))]);

    [Fact]
    public void Texts_without_words_break_nothing() =>
        Together([.. new[] { "", "!", "{|}", "🌷" }.Select(text => AMessage(text, ""))], Start.AddSeconds(10), AMailing(1, Discount))
            .ShouldAllBe(one => one is Belonging.Begins);

    private Belonging Decide(ArrivedMessage message, params OpenMailing[] mailings) => LetterRecognition.Decide(message, mailings, Earlier);

    private IReadOnlyList<Belonging> Together(ArrivedMessage[] waiting, DateTimeOffset now, params OpenMailing[] mailings) =>
        LetterRecognition.DecideTogether(waiting, mailings, Earlier, now);

    private string? Earlier(Guid mailing, string number) => _had.GetValueOrDefault((mailing, number));

    private static Belonging Begins(int group) => new Belonging.Begins(group);

    private static OpenMailing AMailing(int id, string letter) => new(
        Id(id), Names.Skip(1).Aggregate(
            Skeleton.Of(LetterText.Of(Text(letter, Names[0]))), (skeleton, name) => skeleton.With(LetterText.Of(Text(letter, name)))));

    private static ArrivedMessage AMessage(string letter, string name, string? number = null) =>
        new(LetterText.Of(Text(letter, name)), number ?? name, Start.AddSeconds(10));

    private static string Text(string letter, string name) =>
        letter.Contains("{0}", StringComparison.Ordinal) ? string.Format(CultureInfo.InvariantCulture, letter, name) : letter;

    private static Guid Id(int id) => new(id, 0, 0, new byte[8]);
}
