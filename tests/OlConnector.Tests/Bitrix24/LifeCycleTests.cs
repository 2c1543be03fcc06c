using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Installing;
using OlConnector.Bitrix24.Rest;
using OlConnector.Bitrix24.Senders;
using OlConnector.Engine.Campaigns;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Lines;
using OlConnector.Engine.Portals;
using OlConnector.Engine.Suppression;
using OlConnector.Keeping;
using OlConnector.Queue;
using OlConnector.Sandbox.Portals;
using OlConnector.Secrets;
using OlConnector.Storage;
using OlConnector.Storage.Rows;
using OlConnector.Tests.Sandbox.Support;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>Updates, removal, renames (docs/bitrix24.md, life cycle).</summary>
public sealed class LifeCycleTests : Bitrix24World
{
    private GivenLine _line = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
        _line = await Product.LineAsync(Portal.MemberId);
        await Get<SenderRegistry>().RegisterAsync(PortalId, _line.Id, CancellationToken.None);
        Portal.Bucket.IsOn = false;
    }

    [Fact]
    public async Task Removal_that_keeps_data_stops_sending_and_forgets_the_authorization()
    {
        (await Portal.Lifecycle.UninstallAsync(clean: false)).ShouldHaveSingleItem().Status.ShouldBe(200);

        Stored()!.ShouldSatisfyAllConditions(
            portal => portal.State.ShouldBe(PortalState.Gone),
            portal => portal.UninstalledAt.ShouldBe(Clock.GetUtcNow()), portal => portal.AccessToken.ShouldBeNull(),
            portal => portal.RefreshToken.ShouldBeNull(), portal => portal.ApplicationToken.ShouldBeNull());
        (TheLine(_line).State, TheLine(_line).FrozenReason, TheLine(_line).IsRegistered).ShouldBe((LineState.Frozen, "PORTAL_GONE", false));
        var before = Portal.RestCalls.Seen.Count;
        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();
        (Portal.RestCalls.Seen.Count, Renewals).ShouldBe((before, 0));
    }

    [Fact]
    public async Task Removal_with_all_data_purges_every_table_but_the_demo_ledger_and_the_retired_codes()
    {
        await Product.StopAsync<PortalPurgeLoop>();
        await Product.StopAsync<PortalCareLoop>();
        await FillEveryTableAsync();
        (await Portal.Lifecycle.UninstallAsync(clean: true)).ShouldHaveSingleItem().Status.ShouldBe(200);
        await WriteAsync(turn =>
        {
            DoubtedRemovals.Note(turn, PortalId, isClean: false, Clock.GetUtcNow() + TimeSpan.FromHours(1), Clock.GetUtcNow());
            return true;
        });
        using var connection = TestDatabase.Connect(Get<Database>());
        var tables = DatabaseReading.Tables(connection, withColumn: "portal_id");
        foreach (var table in tables) Count(connection, table).ShouldBeGreaterThan(0, $"{table} should have a row to lose");

        await Get<PortalPurge>().FinishAsync(PortalId);

        foreach (var table in tables) Count(connection, table).ShouldBe(0, table);
        Rows(db => db.Portals).ShouldBeEmpty();
        Rows(db => db.RetiredCodes).ShouldHaveSingleItem().Code.ShouldBe(_line.Code);
        Rows(db => db.DemoLedgers).ShouldHaveSingleItem().Used.ShouldBe(1);
        (await Product.Http.PostAsync(
            $"/b24/sms/{_line.HandlerKey}", new StringContent("message_id=1&message_to=1&message_body=x"))).StatusCode.ShouldBe(
                System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_purge_that_a_crash_interrupted_is_finished_later()
    {
        await Get<PortalStanding>().MarkUninstalledAsync(PortalId, purge: true);
        Rows(db => db.Lines).ShouldNotBeEmpty();

        (await Get<PortalPurge>().AskedAsync(CancellationToken.None)).ShouldBe([PortalId]);
        (await Get<PortalPurge>().SliceAsync(PortalId)).ShouldBe(Clock.GetUtcNow() + PortalPurge.Settling);
        Rows(db => db.Lines).ShouldBeEmpty();
        Clock.Advance(PortalPurge.Settling);
        (await Get<PortalPurge>().SliceAsync(PortalId)).ShouldBeNull();

        Rows(db => db.Portals).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_installation_works_with_its_new_application_token(bool clean)
    {
        var old = Portal.ApplicationToken;
        await Portal.Lifecycle.UninstallAsync(clean);

        (await Portal.Lifecycle.InstallAsync()).Status.ShouldBe(200);

        Rows(db => db.Portals).ShouldHaveSingleItem().State.ShouldBe(PortalState.Active);
        Get<SecretBox>().Unprotect(Stored()!.ApplicationToken).ShouldBe(Portal.ApplicationToken);
        Portal.ApplicationToken.ShouldNotBe(old);
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        Rows(db => db.Lines).Count.ShouldBe(clean ? 0 : 1);
        if (!clean)
            (TheLine(_line).State, TheLine(_line).IsRegistered,
                Portal.App!.Senders.ContainsKey(_line.Code)).ShouldBe((LineState.Frozen, true, true));
    }

    [Fact]
    public async Task An_update_registers_everything_again()
    {
        await Portal.Lifecycle.UpdateAsync();

        await Portal.WaitForRestCallAsync(call => call is { Method: "messageservice.sender.add", Status: 200 }, count: 2);
        Portal.App!.Senders.Keys.ShouldBe([_line.Code]);
        Portal.App.EventHandlers.Keys.Select(key => key.Event).Order().ShouldBe(InstallingTests.BoundEvents);
    }

    [Fact]
    public async Task An_update_may_bring_a_new_application_token_and_the_old_one_keeps_working_for_handler_calls()
    {
        var old = Portal.ApplicationToken!;

        (await Portal.Lifecycle.UpdateAsync(newApplicationToken: "fresh-application-token")).ShouldHaveSingleItem().Status.ShouldBe(200);

        Get<SecretBox>().Unprotect(Stored()!.ApplicationToken).ShouldBe("fresh-application-token");
        Get<SecretBox>().Unprotect(Stored()!.PreviousApplicationToken).ShouldBe(old);
        Stored()!.PreviousApplicationTokenEndsAt.ShouldBe(Clock.GetUtcNow().AddDays(7));
        (await HandAsync(_line.HandlerKey, old)).ShouldBe(200);
        (await HandAsync(_line.HandlerKey, "fresh-application-token")).ShouldBe(200);
        Clock.Advance(TimeSpan.FromDays(7));
        (await HandAsync(_line.HandlerKey, old)).ShouldBe(403);
    }

    [Fact]
    public async Task An_update_whose_event_got_lost_is_noticed_by_the_round()
    {
        await Portal.Lifecycle.UpdateAsync(announce: false);

        (await Get<PortalCare>().TendAsync(PortalId, refreshAll: false, CancellationToken.None)).ShouldBeOfType<RestAnswer.Ok>();

        Portal.App!.Senders.Keys.ShouldBe([_line.Code]);
        Portal.App.EventHandlers.Count.ShouldBe(InstallingTests.BoundEvents.Length);
    }

    [Fact]
    public async Task A_portal_whose_removal_was_never_told_is_noticed_and_left_alone()
    {
        await Portal.Lifecycle.UninstallAsync(clean: false, announce: false);

        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();
        var asked = Portal.RestCalls.Seen.Count;
        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();

        (Portal.RestCalls.Seen.Count, Stored()!.State, Stored()!.RefreshToken, TheLine(_line).FrozenReason).ShouldBe(
            (asked, PortalState.Gone, null, "PORTAL_GONE"));
    }

    [Fact]
    public async Task An_event_that_comes_after_that_still_deletes_all_data()
    {
        var auth = Portal.Events.AuthWithoutTokens();
        await Portal.Lifecycle.UninstallAsync(clean: true, announce: false);
        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();

        (await Portal.Events.PostAsync(
            $"{Product.Url}/b24/events", Portal.Events.Body("ONAPPUNINSTALL", new JObject { ["CLEAN"] = "1" }, auth))).Status.ShouldBe(200);
        await Get<PortalPurge>().FinishAsync(PortalId);

        Rows(db => db.Portals).ShouldBeEmpty();
        Rows(db => db.Lines).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("APPLICATION_NOT_FOUND", 401, "")]
    [InlineData("ERROR_OAUTH", 401, "Application not installed")]
    public async Task Errors_that_mean_gone_end_all_calls(string error, int status, string text)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(status, error, text), count: 5, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();
        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();

        Calls("server.time").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Invalid_client_means_gone_but_its_tokens_are_kept_in_case_the_secret_is_wrong()
    {
        Cloud.Options.ClientSecret = "changed in the developer's console";
        Clock.Advance(TimeSpan.FromHours(2));

        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();
        (await CallAsync()).ShouldBeOfType<RestAnswer.Gone>();

        (Renewals, Stored()!.State).ShouldBe((1, PortalState.Gone));
        Stored()!.RefreshToken.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_renamed_portal_is_followed_when_the_authorization_server_confirms_it()
    {
        var old = Portal.Domain;
        await Portal.RenameAsync();

        (await CallAsync("crm.contact.list", new JObject { ["filter"] = new JObject { ["ID"] = 1 } })).ShouldBeOfType<RestAnswer.Ok>();
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();

        Stored()!.Domain.ShouldBe(Portal.Domain);
        Stored()!.Domain.ShouldNotBe(old);
        Renewals.ShouldBe(1);
        Calls("crm.contact.list").ShouldHaveSingleItem().Parameters["filter"]!["ID"]!.Value<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_that_is_not_confirmed_is_not_followed()
    {
        await using var evil = await ListeningApp.StartAsync();
        await using var turncoat = await OlConnector.Sandbox.Wire.LocalSite.StartAsync(0, (http, _) =>
        {
            http.Response.StatusCode = 302;
            http.Response.Headers.Location = $"{evil.Url}/rest/server.time";
            return Task.CompletedTask;
        }, CancellationToken.None);
        await ChangeAsync(db => db.Portals.Find(PortalId)!.ClientEndpoint = $"http://127.0.0.1:{turncoat.Port}/rest/");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>();
        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>();

        evil.Requests.Seen.ShouldBeEmpty();
        Renewals.ShouldBe(1);
    }

    private async Task<int> HandAsync(string key, string applicationToken) => (int)(await Product.Http.PostAsync(
        $"/b24/sms/{key}", new FormUrlEncodedContent(
            [new("message_id", Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N")), new("message_to", "+79161234567"),
                new("message_body", "x"), new("auth[application_token]", applicationToken)]))).StatusCode;

    private static long Count(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\" WHERE portal_id <> '-'";
        return (long)command.ExecuteScalar()!;
    }

    private async Task FillEveryTableAsync()
    {
        (await HandAsync(_line.HandlerKey, Portal.ApplicationToken!)).ShouldBe(200);
        await Get<RestLog>().FlushAsync();
        var (now, ledgers) = (Clock.GetUtcNow(), Get<DemoLedgers>());
        await Get<Writer>().RunAsync(turn =>
        {
            turn.Execute("INSERT INTO leases (portal_id, name, holder, ends_at) VALUES (@portal, 'tokens', @id, 0)",
                ("portal", PortalId), ("id", Guid.CreateVersion7(now)));
            turn.Execute("INSERT INTO shared_buckets (portal_id, source, level, leaked_at) VALUES (@portal, 'another', 1.5, 0)",
                ("portal", PortalId));
            ledgers.TryTake(turn, PortalId);
            using var db = turn.OpenDb();
            var message = db.Messages.Single();
            db.Attempts.Add(new() { PortalId = PortalId, MessageSequence = message.Sequence, Number = 1, StartedAt = now });
            db.Outbox.Add(new()
            {
                PortalId = PortalId,
                MessageSequence = message.Sequence,
                Code = _line.Code,
                PortalMessageId = "m",
                Wanted = "queued",
                AcceptedAt = now,
            });
            db.ParkedCallbacks.Add(new()
            {
                PortalId = PortalId,
                Id = NewId(),
                LineId = _line.Id,
                GatewayMessageId = "g",
                Status = "delivered",
                At = now,
            });
            db.Add(new StatusPoll { PortalId = PortalId, MessageSequence = message.Sequence, LineId = _line.Id, DueAt = now });
            db.Add(new LineDay
            {
                PortalId = PortalId,
                LineId = _line.Id,
                Day = 20_000,
                Sent = 1,
                FirstAt = now,
                LastAt = now,
                NewRecipients = 0,
                Series = 1,
            });
            db.Add(new CampaignWave
            {
                PortalId = PortalId,
                CampaignId = NewId(),
                Number = 1,
                Size = 1,
                At = now,
                Actor = "system",
            });
            db.Add(new ChangedDay { PortalId = PortalId, Day = 20_000, Version = 1 });
            db.Add(new SummedDay { PortalId = PortalId, Day = 20_000, TimeZone = "UTC", Version = 1, Sums = "[]" });
            db.Add(new SavedTemplate
            {
                PortalId = PortalId,
                Id = NewId(),
                Name = "Spring",
                NameKey = "spring",
                Text = "Hello",
                CreatedAt = now,
                ChangedAt = now,
                ChangedBy = "user 1",
            });
            db.Webhooks.Add(new()
            {
                PortalId = PortalId,
                Id = NewId(),
                Url = "https://example.com/hook",
                Events = "message.updated",
                Secret = "s",
                CreatedAt = now,
                MadeBy = "user 1",
            });
            db.WebhookDeliveries.Add(new()
            {
                PortalId = PortalId,
                WebhookId = NewId(),
                Type = "message.updated",
                SubjectId = message.Id.Value,
                At = now,
            });
            db.WebhookMarks.Add(new() { PortalId = PortalId, SubjectId = _line.Id.Value, Mark = "1" });
            db.Add(new LineQuestions { PortalId = PortalId, LineId = _line.Id, Purpose = "status" });
            db.Add(new KnownNumber { PortalId = PortalId, GatewayKind = "waha", Phone = "79161234567", CheckedAt = now });
            db.Add(new Conversation
            {
                PortalId = PortalId,
                LineId = _line.Id,
                Phone = "79161234567",
                Tail = "61234567",
                LastInboundAt = now,
            });
            db.Add(new KeptCallback
            {
                PortalId = PortalId,
                Id = NewId(),
                LineId = _line.Id,
                GatewayKind = "waha",
                At = now,
                Why = "w",
                Body = "b",
                Length = 1,
            });
            db.Add(new RobotCall { PortalId = PortalId, TokenHash = "h", EventToken = "t", MessageId = message.Id, AcceptedAt = now });
            db.Add(new HeardReply { PortalId = PortalId, LineId = _line.Id, Hash = "h", At = now });
            db.Add(new ClientReply { PortalId = PortalId, LineId = _line.Id, Tail = "61234567", Day = 20_000, At = now });
            var (mailing, file) = (NewId(), NewId());
            db.Recipients.Add(new() { PortalId = PortalId, CampaignId = mailing, FileId = file, Phone = "79161234567" });
            db.RecipientFiles.Add(new()
            {
                PortalId = PortalId,
                Id = file,
                CampaignId = mailing,
                At = now,
                Actor = "user 1",
                Encoding = "utf-8",
                Columns = "[]",
            });
            db.RejectedRecipients.Add(new()
            {
                PortalId = PortalId,
                FileId = file,
                Number = 2,
                Value = "x",
                Code = "invalid_number",
                Cells = "[]",
            });
            db.SuppressedNumbers.Add(new SuppressedNumber { PortalId = PortalId, Phone = "79161234567", Reason = "OPTED_OUT", At = now });
            db.ApiTokens.Add(new() { PortalId = PortalId, Id = NewId(), Name = "t", Hash = "h", Role = Role.Viewer, CreatedAt = now });
            db.IdempotentAnswers.Add(new() { PortalId = PortalId, Key = "k", RequestHash = "h", Status = 200, Body = "{}", At = now });
            db.Campaigns.Add(new Campaign
            {
                PortalId = PortalId,
                Id = NewId(),
                LineId = _line.Id,
                Kind = CampaignKind.Marketing,
                Name = "c",
                StartedAt = now,
                LastArrivalAt = now,
                FirstText = "x",
            });
            db.SaveChanges();
        });
    }

    private Guid NewId() => OlConnector.Engine.NewKey.At(Clock);
}
