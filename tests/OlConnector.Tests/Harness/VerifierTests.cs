using OlConnector.Harness.Load;
using OlConnector.Harness.Sink;
using OlConnector.Harness.Verification;
using OlConnector.Harness.Worlds;

namespace OlConnector.Tests.Harness;

/// <summary>The crash harness judges by journals: each way of breaking a promise has its own words, and a kept promise has none.</summary>
public sealed class VerifierTests
{
    private const long Millisecond = 1000;

    private static readonly LinePlan Line = new(
        "quick", Guid.Parse("0197a1b2c3d47e5f8a9b0c1d2e3f4a5b"), "key", "hook",
        TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(90), 1);

    private readonly List<Offer> _offers = [];
    private readonly List<SinkSend> _sends = [];
    private readonly List<BookMessage> _books = [];
    private readonly List<long> _disruptions = [];
    private readonly List<long> _thaws = [];
    private readonly HashSet<string> _denied = [];
    private readonly List<OwnMailing> _mailings = [];
    private List<TellingNote>? _told;
    private long _difference;

    [Fact]
    public void A_message_that_was_promised_sent_and_booked_once_is_in_order()
    {
        Kept("a", at: 0);
        Kept("b", at: 100);

        Findings().ShouldBeEmpty();
    }

    [Fact]
    public void A_promise_that_the_books_do_not_have_is_lost()
    {
        Offered("a");

        Findings().ShouldHaveSingleItem().Charge.ShouldBe(Charge.Lost);
    }

    [Fact]
    public void A_call_without_a_200_promises_nothing()
    {
        Offered("a", status: 503);
        Offered("b", status: 0);

        Findings().ShouldBeEmpty();
    }

    [Fact]
    public void A_row_of_a_table_that_never_came_whole_must_not_be_a_message()
    {
        Booked("79990000001", "queued");

        Findings().ShouldContain(finding => finding.Charge == Charge.Odd && finding.Why.Contains("nobody offered"));
    }

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(0, false, false)]
    [InlineData(2, false, false)]
    [InlineData(1, true, false)]
    public void A_report_has_just_the_messages_that_were_promised(int reported, bool isTorn, bool isKept)
    {
        Kept("79990000001", at: 0);
        _mailings.Add(new OwnMailing(new PortalPlan("p", "t", [Line]), Line, "m")
        {
            Promised = 1,
            Reported = reported,
            HasTornReport = isTorn,
        });

        Findings().Any(finding => finding.Why.Contains("report")).ShouldBe(!isKept);
    }

    [Fact]
    public void An_id_offered_again_is_one_message()
    {
        Kept("a", at: 0);
        Offered("a");

        Findings().ShouldBeEmpty();
    }

    [Fact]
    public void Two_messages_of_one_id_are_a_double()
    {
        Kept("a", at: 0);
        Booked("a", "delivered");

        Findings().ShouldContain(finding => finding.Charge == Charge.Double && finding.Why.Contains("books"));
    }

    [Fact]
    public void A_message_that_the_sink_recorded_twice_is_a_double_whatever_the_books_say()
    {
        Kept("a", at: 0);
        Sent("a", at: 500);

        Findings().ShouldContain(finding => finding.Charge == Charge.Double && finding.Why.Contains("recorded it 2 times"));
    }

    [Theory]
    [InlineData(Fault.TooFast)]
    [InlineData(Fault.Busy)]
    public void A_message_that_was_turned_away_may_come_again(Fault fault)
    {
        Sent("a", at: 0, fault, isRecorded: false);
        Kept("a", at: 500);

        Findings().ShouldBeEmpty();
    }

    [Fact]
    public void A_message_of_unknown_fate_may_not_come_again()
    {
        Sent("a", at: 0, Fault.Mute, isRecorded: false);
        Kept("a", at: 500);

        Findings().ShouldHaveSingleItem().Charge.ShouldBe(Charge.Double);
    }

    [Fact]
    public void A_message_that_the_sink_itself_denied_may_come_again()
    {
        Sent("a", at: 0, Fault.Mute, isRecorded: false);
        Kept("a", at: 500);
        _denied.Add("id-a");

        Findings().ShouldBeEmpty();
    }

    [Fact]
    public void A_second_try_with_other_words_is_odd()
    {
        Sent("a", at: 0, Fault.Busy, isRecorded: false, text: "Hello");
        Kept("a", at: 500);

        Findings().ShouldHaveSingleItem().Charge.ShouldBe(Charge.Odd);
    }

    [Theory]
    [InlineData(false, 39.9, 1)]
    [InlineData(false, 40, 0)]
    [InlineData(true, 89.9, 1)]
    [InlineData(true, 90, 0)]
    public void A_gap_counts_from_the_answer_and_by_the_traffic_of_the_second(bool isMarketing, double gap, int expected)
    {
        Kept("a", at: 0, tookMilliseconds: 25);
        Kept("b", at: 25 + gap, isMarketing: isMarketing);

        Findings().Count(finding => finding.Charge == Charge.Early).ShouldBe(expected);
    }

    [Fact]
    public void A_frozen_node_that_writes_when_it_wakes_up_is_counted_as_the_left_over()
    {
        Kept("a", at: 0);
        Kept("b", at: 10);
        _thaws.Add(5 * Millisecond);

        Findings().ShouldBeEmpty();
        Pace.LeftOver(Evidence()).ShouldBe(1);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("dispatching")]
    [InlineData("accepted")]
    [InlineData("held")]
    public void What_still_waits_when_all_is_quiet_is_stuck(string state)
    {
        Offered("a");
        Booked("a", state);

        Findings().ShouldHaveSingleItem().Charge.ShouldBe(Charge.Stuck);
    }

    [Theory]
    [InlineData("failed", true)]
    [InlineData("expired", true)]
    [InlineData("sent", false)]
    [InlineData("delivered", false)]
    public void Books_that_contradict_the_sink_are_odd(string state, bool isRecorded)
    {
        Offered("a");
        Booked("a", state);
        if (isRecorded) Sent("a", at: 0);

        Findings().ShouldHaveSingleItem().Charge.ShouldBe(Charge.Odd);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_disruption_explains_one_unknown_of_a_line(int disruptions, int expected)
    {
        Offered("a");
        Booked("a", "unknown");
        for (var i = 0; i < disruptions; i++) _disruptions.Add(0);

        Findings().Count(finding => finding.Charge == Charge.TooManyUnknown).ShouldBe(expected);
    }

    [Fact]
    public void What_the_sink_left_in_the_dark_may_stay_unknown()
    {
        Offered("a");
        Booked("a", "unknown");
        Sent("a", at: 0, Fault.Hang, isAnswered: false);

        Findings().ShouldBeEmpty();
    }

    [Fact]
    public void Sums_that_do_not_come_out_are_charged()
    {
        Kept("a", at: 0);
        _difference = 1;

        Findings().ShouldHaveSingleItem().Charge.ShouldBe(Charge.Books);
    }

    [Theory]
    [InlineData("delivered", 0)]
    [InlineData("failed", 1)]
    public void The_last_word_to_the_portal_counts(string last, int expected)
    {
        Kept("a", at: 0);
        _told = [new TellingNote(Line.Code, "a", "queued"), new TellingNote(Line.Code, "a", last)];

        Findings().Count(finding => finding.Charge == Charge.Untold).ShouldBe(expected);
    }

    private void Kept(string id, double at, double tookMilliseconds = 0, bool isMarketing = false)
    {
        Offered(id, isMarketing: isMarketing);
        Sent(id, at, tookMilliseconds: tookMilliseconds);
        Booked(id, "delivered");
    }

    private void Offered(string id, int status = 200, bool isMarketing = false) =>
        _offers.Add(new Offer(id, Line.Name, isMarketing, 0, 0, status));

    private void Booked(string id, string state) => _books.Add(new BookMessage("id-" + id, Line.Name, id, state, null));

    private void Sent(
        string id, double at, Fault fault = Fault.None, bool isRecorded = true,
        bool isAnswered = true, string text = "Hi", double tookMilliseconds = 0) =>
        _sends.Add(new SinkSend(Line.Name, "id-" + id, id, text, (long)(at * Millisecond), fault, isRecorded)
        {
            AnsweredAt = isAnswered ? (long)((at + tookMilliseconds) * Millisecond) : null,
        });

    private IReadOnlyList<Finding> Findings() => Verifier.Check(Evidence());

    private Evidence Evidence() => new()
    {
        Lines = [Line],
        Offers = _offers,
        Sends = _sends,
        Books = [new Books(_books.Count, _difference, _books)],
        Denied = _denied,
        Disruptions = _disruptions,
        Thaws = _thaws,
        Told = _told,
        Mailings = _mailings,
        TicksPerSecond = 1000 * Millisecond,
    };
}
