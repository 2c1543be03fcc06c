using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Telling;
using OlConnector.Engine;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Portals;
using OlConnector.Sandbox.Messages;
using OlConnector.Storage;
using OlConnector.Tests.Support;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Statuses on their way back to the portal (docs/bitrix24.md, message.status.update).</summary>
public sealed class ReportingTests : Bitrix24World
{
    private const string Update = "messageservice.message.status.update";
    private GivenLine _line = null!;
    private long _lastSequence = 1000;

    private Teller Reporting => Get<Teller>();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        // A round of care may begin late, find the portal, and meet the rights that a test takes away.
        await Product.StopAsync<PortalCareLoop>();
        await InstallAsync();
        _line = await Product.LineAsync(Portal.MemberId);
        Clock.Advance(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Many_statuses_travel_in_batches_of_fifty()
    {
        var sequences = new List<long>();
        for (var i = 0; i < 120; i++) sequences.Add(await WantAsync("delivered"));

        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBeNull();

        Calls("batch").Select(call => call.Parameters["cmd"]!.Count()).ShouldBe([50, 50, 20]);
        Portal.Messages.All.ShouldAllBe(row => row.Status == "delivered");
        Rows(db => db.Outbox).ShouldAllBe(report => report.Told == "delivered" && report.DueAt == null && report.Error == null);
    }

    [Fact]
    public async Task A_single_status_goes_by_itself()
    {
        await WantAsync("failed");

        await Reporting.TellDueAsync(CancellationToken.None);

        Calls("batch").ShouldBeEmpty();
        Calls(Update).Single().Parameters.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldBe($$"""{"CODE":"{{_line.Code}}","MESSAGE_ID":"{{Portal.Messages.All[0].Id}}","STATUS":"failed"}""");
    }

    [Fact]
    public async Task Nothing_is_told_before_it_is_due()
    {
        await WantAsync("delivered", due: Clock.GetUtcNow().AddSeconds(10));

        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBe(Clock.GetUtcNow().AddSeconds(10));

        Calls(Update).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_batch_refuses_the_method_single_calls_do_it()
    {
        Portal.Behaviour.RefusedInBatch.Add(Update);
        for (var i = 0; i < 3; i++) await WantAsync("delivered");

        await Reporting.TellDueAsync(CancellationToken.None);
        await WantAsync("delivered");
        await WantAsync("delivered");
        await Reporting.TellDueAsync(CancellationToken.None);

        Portal.Messages.All.ShouldAllBe(row => row.Status == "delivered");
        Calls("batch").Count.ShouldBe(1, "the portal is asked once whether it takes batches");
    }

    [Fact]
    public async Task A_row_that_comes_late_is_found_by_the_retries()
    {
        var sequence = await WantAsync("delivered", visibleAfter: TimeSpan.FromSeconds(11), accepted: Clock.GetUtcNow());
        var waits = new List<TimeSpan>();

        for (var i = 0; i < 3; i++)
        {
            var next = await Reporting.TellDueAsync(CancellationToken.None);
            if (next is null) break;
            waits.Add(next.Value - Clock.GetUtcNow());
            Clock.Advance(waits[^1]);
        }

        waits.ShouldBe([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)]);
        Report(sequence).Told.ShouldBe("delivered");
    }

    [Fact]
    public async Task A_row_that_never_comes_is_given_up_ten_minutes_after_acceptance()
    {
        var sequence = await WantAsync("delivered", exists: false, accepted: Clock.GetUtcNow());
        var started = Clock.GetUtcNow();
        var waits = new List<TimeSpan>();

        while (await Reporting.TellDueAsync(CancellationToken.None) is { } next)
        {
            waits.Add(next - Clock.GetUtcNow());
            Clock.Advance(waits[^1]);
        }

        waits.Select(wait => wait.TotalSeconds).ShouldBe([2, 10, 60, 300, 228]);
        (Clock.GetUtcNow() - started).ShouldBe(TimeSpan.FromMinutes(10));
        (Report(sequence).Told, Report(sequence).DueAt, Report(sequence).Error).ShouldBe((null, null, "ERROR_MESSAGE_NOT_FOUND"));
    }

    [Fact]
    public async Task A_newer_wish_that_comes_while_one_is_told_is_told_afterwards()
    {
        var sequence = await WantAsync("queued");
        Portal.Behaviour.RestDelay = TimeSpan.FromSeconds(1);

        var telling = Reporting.TellAsync(PortalId, CancellationToken.None);
        await Portal.WaitForRestCallAsync(call => call.Method == Update);
        await ChangeAsync(db =>
        {
            var report = db.Outbox.Find(sequence)!;
            (report.Wanted, report.Version, report.DueAt) = ("sent", report.Version + 1, null);
        });
        await PassTimeAsync(TimeSpan.FromSeconds(1), until: telling);

        Portal.Messages.All[0].History.Where(change => change.ByApp).Select(change => change.Status).ShouldBe(["queued", "sent"]);
        (Report(sequence).Told, Report(sequence).DueAt).ShouldBe(("sent", null));
    }

    [Fact]
    public async Task A_wrong_word_is_an_error_of_ours_and_is_not_repeated()
    {
        await WantAsync("read");

        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBeNull();

        Product.Log.Lines.ShouldContain(line => line.StartsWith("Error") && line.Contains("ERROR_MESSAGE_STATUS_INCORRECT"));
    }

    [Fact]
    public async Task A_limited_portal_rests_and_others_go_on()
    {
        await WantAsync("delivered");
        await WantAsync("delivered");
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(503, "QUERY_LIMIT_EXCEEDED", ""), method: "batch");

        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBe(Clock.GetUtcNow().AddSeconds(1));
        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBe(Clock.GetUtcNow().AddSeconds(1));
        Calls("batch").Count.ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(30));
        await Reporting.TellDueAsync(CancellationToken.None);

        Portal.Messages.All.ShouldAllBe(row => row.Status == "delivered");
    }

    [Fact]
    public async Task Nothing_is_told_to_a_portal_that_is_gone()
    {
        var sequence = await WantAsync("delivered");
        await Portal.Lifecycle.UninstallAsync(clean: false);

        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBeNull();

        (Report(sequence).DueAt, Report(sequence).Error).ShouldBe((null, "PORTAL_GONE"));
    }

    [Fact]
    public async Task Statuses_of_an_unpaid_portal_wait_and_are_told_when_it_has_paid()
    {
        var sequence = await WantAsync("delivered");
        Portal.Lifecycle.ExpirePayment();

        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBe(Clock.GetUtcNow().AddHours(1));
        await Portal.Lifecycle.PayAsync();
        await Reporting.TellDueAsync(CancellationToken.None);

        Report(sequence).Told.ShouldBe("delivered");
    }

    [Fact]
    public async Task Statuses_wait_for_an_administrator_and_are_told_when_one_opens_the_app()
    {
        var sequence = await WantAsync("delivered");
        Cloud.Authorization.Tokens.Revoke(Portal.MemberId);

        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBe(Clock.GetUtcNow().AddHours(1));
        await Portal.Lifecycle.OpenAppAsync();
        await Reporting.TellDueAsync(CancellationToken.None);

        Report(sequence).Told.ShouldBe("delivered");
    }

    [Fact]
    public async Task Statuses_that_waited_fourteen_days_are_given_up()
    {
        var sequence = await WantAsync("delivered", accepted: Clock.GetUtcNow().AddDays(-14).AddSeconds(-1));
        Cloud.Authorization.Tokens.Revoke(Portal.MemberId);

        (await Reporting.TellDueAsync(CancellationToken.None)).ShouldBeNull();

        Report(sequence).DueAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_administrator_who_lost_the_rights_is_replaced_by_the_author_while_that_token_lives(bool lives)
    {
        var sequence = await WantAsync("delivered", author: 2);
        Portal.ChangeUser(1, user => user with { IsAdmin = false });
        Get<AuthorTokens>().Remember(PortalId, "2",
            Portal.Tokens.Issue(Portal.MemberId, 2, withRefresh: false).Access, TimeSpan.FromHours(1));
        if (!lives) Clock.Advance(TimeSpan.FromHours(1));

        await Reporting.TellDueAsync(CancellationToken.None);

        Report(sequence).Told.ShouldBe(lives ? "delivered" : null);
        Stored()!.NeedsReauthorization.ShouldBe(!lives);
    }

    [Fact]
    public async Task Administrators_are_noticed_in_their_language_once_a_day()
    {
        await ChangeAsync(db => db.Users.Add(new PortalUser { PortalId = PortalId, UserId = "3", Role = Role.Admin }));
        var notices = Get<AdminNotices>();

        (await notices.TellOnceAsync(PortalId, "olc-line-1", new Said("Линия отключена", "Line disconnected"))).ShouldBeTrue();
        (await notices.TellOnceAsync(PortalId, "olc-line-1", new Said("Линия отключена", "Line disconnected"))).ShouldBeFalse();

        Portal.Notifications["olc-line-1"].Text.ShouldBe("Линия отключена");
        Calls("im.notify.system.add").Select(call => (string?)call.Parameters["USER_ID"]).ShouldBe(["1", "3"]);
        Clock.Advance(TimeSpan.FromHours(24));
        (await notices.TellOnceAsync(PortalId, "olc-line-1", new Said("Линия отключена", "Line disconnected"))).ShouldBeTrue();
    }

    private StatusReport Report(long sequence) => Rows(db => db.Outbox).Single(report => report.MessageSequence == sequence);

    /// <summary>A message of the portal, and our wish to tell its status.</summary>
    private async Task<long> WantAsync(
        string word, DateTimeOffset? due = null, DateTimeOffset? accepted = null,
        TimeSpan visibleAfter = default, bool exists = true, int author = 0)
    {
        var (sequence, now) = (++_lastSequence, Clock.GetUtcNow());
        var id = $"{sequence:x32}";
        if (exists)
            Portal.Messages.Add(new PortalMessage
            {
                Id = id,
                Code = _line.Code,
                To = "+79161234567",
                Body = "x",
                At = now,
                AuthorId = author,
                VisibleFrom = now + visibleAfter,
            });
        await Get<Writer>().RunAsync(turn =>
        {
            using var db = turn.OpenDb();
            db.Outbox.Add(new StatusReport
            {
                PortalId = PortalId,
                MessageSequence = sequence,
                Code = _line.Code,
                PortalMessageId = id,
                Wanted = word,
                Version = 1,
                AcceptedAt = accepted ?? now.AddMinutes(-1),
                DueAt = due ?? now,
            });
            db.SaveChanges();
            if (author == 0) return;
            turn.Execute(
                """
                INSERT INTO messages (sequence, portal_id, id, line_id, code, portal_message_id, source, traffic, author, raw_to, template,
                                      state, history, accepted_at, expires_at, attempt, counted_attempts, is_guard_counted, is_released,
                                      has_demo_unit)
                VALUES (@sequence, @portal, @id, @line, @code, @message, 'direct', 'direct', @author, '+7', 'x',
                        'delivered', '', @now, @now, 1, 1, @no, @no, @no)
                """,
                ("sequence", sequence), ("portal", PortalId), ("id", MessageId.New(Clock)),
                ("line", _line.Id), ("code", _line.Code), ("message", id),
                ("author", author.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("now", now), ("no", false));
        });
        return sequence;
    }
}

/// <summary>The loop that tells by itself.</summary>
public sealed class StatusReportLoopTests : Bitrix24World
{
    private protected override IEnumerable<(string Name, string Value)> Settings => [];

    [Fact]
    public async Task A_handed_over_message_is_told_queued_ten_seconds_after_its_acceptance_because_it_still_waits()
    {
        await InstallAsync();
        var line = await Product.LineAsync(Portal.MemberId, change: row => row.State = OlConnector.Engine.Lines.LineState.Paused);
        await Get<OlConnector.Bitrix24.Senders.SenderRegistry>().RegisterAsync(PortalId, line.Id, CancellationToken.None);

        var accepted = Clock.GetUtcNow();
        var call = await Portal.Desk.SendFromCardAsync(line.Code, "+79161234567", "Добрый день", Portal.Admin);
        call.Status.ShouldBe(200);
        // On a shared database loops rest between two rounds: nothing is composed while time stands still.
        while (Rows(db => db.Outbox).Count == 0 && Clock.GetUtcNow() - accepted < TimeSpan.FromSeconds(9))
            Clock.Advance(TimeSpan.FromMilliseconds(10));
        var telling = Portal.Messages.Changes.WaitAsync(change => change is { ByApp: true, Status: "queued" });
        Clock.Advance(TimeSpan.FromSeconds(10));
        await PassTimeAsync(TimeSpan.FromMilliseconds(250), until: telling);

        var told = (await telling).ShouldHaveSingleItem();
        told.MessageId.ShouldBe(call.MessageId);
        (told.At - accepted).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(10));
    }
}
