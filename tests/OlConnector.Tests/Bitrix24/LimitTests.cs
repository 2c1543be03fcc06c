using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;
using OlConnector.Bitrix24.Rest;
using OlConnector.Sandbox.Portals;
using OlConnector.Tests.Support;
using RestAnswer = OlConnector.Bitrix24.Rest.RestAnswer;
using SandboxAnswer = OlConnector.Sandbox.Portals.RestAnswer;

namespace OlConnector.Tests.Bitrix24;

/// <summary>The portal's limits (docs/bitrix24.md, limits) and batches.</summary>
// Care of the portal after its installation shares the bucket with the test, and is done
// sooner on SQLite: on the clock of a test nobody would wait for it elsewhere.
[Trait("Database", "Sqlite")]
public sealed class LimitTests : Bitrix24World
{
    private protected override int Clients => 60;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await InstallAsync();
    }

    [Fact]
    public async Task A_full_bucket_pauses_all_traffic_twice_as_long_each_time_and_a_good_answer_ends_that()
    {
        SandboxAnswer full = SandboxAnswer.Failed(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
        Portal.Behaviour.FailNext(full, count: 3, "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().After.ShouldBe(TimeSpan.FromSeconds(1));
        (await CallAsync("profile")).ShouldBeOfType<RestAnswer.Later>();
        Clock.Advance(TimeSpan.FromSeconds(30));
        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().After.ShouldBe(TimeSpan.FromSeconds(2));
        Clock.Advance(TimeSpan.FromSeconds(30));
        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().After.ShouldBe(TimeSpan.FromSeconds(4));
        Clock.Advance(TimeSpan.FromSeconds(30));
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
        Portal.Behaviour.FailNext(full, count: 1, "server.time");
        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().After.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Who_opens_the_app_while_the_bucket_is_full_waits_a_moment_and_is_let_in()
    {
        SandboxAnswer full = SandboxAnswer.Failed(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
        Portal.Behaviour.FailNext(full, count: 3, "profile");

        var visit = Portal.Lifecycle.OpenAppAsync();
        await PassTimeAsync(TimeSpan.FromSeconds(1), visit);
        Portal.Behaviour.FailNext(full, count: 100, "profile");
        var turned = Portal.Lifecycle.OpenAppAsync();
        await PassTimeAsync(TimeSpan.FromSeconds(1), turned);

        ((await visit).Status, (await turned).Status).ShouldBe((200, 503));
    }

    [Fact]
    public async Task A_block_by_hand_stops_for_long_and_is_an_error_in_the_log()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(503, "OVERLOAD_LIMIT", ""), method: "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().After.ShouldBe(TimeSpan.FromHours(1));
        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>();

        Calls("server.time").Count.ShouldBe(1);
        Product.Log.Lines.ShouldContain(line => line.StartsWith("Error") && line.Contains("OVERLOAD_LIMIT"));
    }

    [Fact]
    public async Task A_method_that_used_up_its_time_waits_for_the_moment_the_portal_named_and_others_go_on()
    {
        await CallAsync();
        var resetAt = DateTimeOffset.FromUnixTimeSeconds(Portal.Meter.ResetAt("server.time"));
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit."),
            method: "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>().After.ShouldBe(resetAt - Clock.GetUtcNow());
        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>();
        (await CallAsync("profile")).ShouldBeOfType<RestAnswer.Ok>();

        Calls("server.time").Count.ShouldBe(2);
        Clock.Advance(resetAt - Clock.GetUtcNow());
        (await CallAsync()).ShouldBeOfType<RestAnswer.Ok>();
    }

    [Theory]
    [InlineData(500, "INTERNAL_SERVER_ERROR")]
    [InlineData(401, "CONNECTION_ERROR")]
    public async Task Trouble_of_the_portal_is_waited_for(int status, string error)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(status, error, ""), method: "server.time");

        (await CallAsync()).ShouldBeOfType<RestAnswer.Later>();

        Renewals.ShouldBe(0);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("Communication type is not defined.", 400)]
    [InlineData("insufficient_scope", 403)]
    [InlineData("ERROR_METHOD_NOT_FOUND", 404)]
    public async Task Other_errors_come_through_as_they_are(string error, int status)
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(status, error, "why"), method: "server.time");

        (await CallAsync()).ShouldBe(new RestAnswer.Failed(error, "why", status));
    }

    [Fact]
    public async Task A_burst_fills_the_bucket_and_what_exceeds_it_waits_on_our_side()
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CallAsync()))).ShouldAllBe(answer => answer is RestAnswer.Ok);

        var late = CallAsync();
        await Clock.ArmedAsync(within: TimeSpan.FromMilliseconds(500));
        Calls("server.time").Count.ShouldBe(50);
        Clock.Advance(TimeSpan.FromMilliseconds(500));

        (await late).ShouldBeOfType<RestAnswer.Ok>();
        Portal.RestCalls.Seen.ShouldNotContain(call => call.Error == "QUERY_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task A_batch_answers_each_command_by_itself_and_substitutes_nothing()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(400, "ERROR_CORE", "no"), method: "scope");

        var answer = await Get<PortalClient>().CallBatchAsync(
            PortalId,
            [
                new("a", "profile", []), new("b", "scope", []),
                new("c", "crm.timeline.comment.add",
                    JObject.Parse("""{"fields":{"ENTITY_ID":318,"ENTITY_TYPE":"contact","COMMENT":"5 % & #1 $result[a][NAME] ёж"}}""")),
            ],
            Priority.Interactive, CancellationToken.None);

        answer.Whole.ShouldBeOfType<RestAnswer.Ok>();
        ((string?)answer.Parts["a"].ShouldBeOfType<RestAnswer.Ok>().Result["NAME"]).ShouldBe("Вера");
        answer.Parts["b"].ShouldBe(new RestAnswer.Failed("ERROR_CORE", "no", 200));
        Portal.Comments.Single().Text.Replace("\u2060", "").ShouldBe("5 % & #1 $result[a][NAME] ёж");
    }

    [Theory]
    [InlineData("$result[a]")]
    [InlineData("x $RESULT[a][NAME] y")]
    [InlineData("$error[a]")]
    [InlineData("$total[a]")]
    [InlineData("$Next[a]")]
    [InlineData("$time[a][start]")]
    public void No_text_in_a_batch_looks_like_another_commands_outcome(string text)
    {
        var parameters = new JObject { ["deep"] = new JObject { ["in"] = text } };

        var command = (string)BatchWire.Parameters([new BatchCall("b", "profile", parameters)])["cmd"]!["b"]!;

        Uri.UnescapeDataString(command).ShouldNotContain(text);
        Uri.UnescapeDataString(command).Replace("\u2060", "").ShouldEndWith($"deep[in]={text}");
    }

    [Fact]
    public async Task A_batch_in_which_everything_failed_comes_with_empty_lists_and_is_read()
    {
        Portal.Behaviour.FailNext(SandboxAnswer.Failed(400, "ERROR_CORE", "no"), count: 2, "profile");

        var answer = await Get<PortalClient>().CallBatchAsync(
            PortalId, [new("a", "profile", []), new("b", "profile", [])], Priority.Background, CancellationToken.None);

        answer.Parts.Values.ShouldAllBe(part => part == new RestAnswer.Failed("ERROR_CORE", "no", 200));
    }

    [Fact]
    public void More_than_fifty_commands_or_a_numeric_key_are_a_bug_of_ours()
    {
        Should.Throw<ArgumentException>(
            () => BatchWire.Parameters([.. Enumerable.Range(0, 51).Select(i => new BatchCall($"k{i}", "profile", []))]));
        Should.Throw<ArgumentException>(() => BatchWire.Parameters([new BatchCall("0", "profile", [])]));
    }
}

/// <summary>The bucket by itself.</summary>
public sealed class PortalBucketTests
{
    [Theory]
    [InlineData("ru_pro100", 50, 40)]
    [InlineData("ru_ent250", 250, 200)]
    [InlineData(null, 50, 40)]
    public void People_have_the_whole_bucket_and_loops_leave_a_fifth_of_it(string? license, int forPeople, int forLoops)
    {
        PortalBucket Fresh()
        {
            var bucket = new PortalBucket(new FakeTimeProvider(Given.Morning));
            bucket.SetLicense(license);
            return bucket;
        }

        Poured(Fresh(), Priority.Interactive).ShouldBe(forPeople);
        Poured(Fresh(), Priority.Background).ShouldBe(forLoops);
    }

    [Fact]
    public void What_loops_have_filled_leaves_room_for_a_person()
    {
        var bucket = new PortalBucket(new FakeTimeProvider(Given.Morning));
        Poured(bucket, Priority.Background);

        bucket.TryPour(Priority.Interactive).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Two_a_second_leak_out()
    {
        var clock = new FakeTimeProvider(Given.Morning);
        var bucket = new PortalBucket(clock);
        Poured(bucket, Priority.Interactive);

        bucket.TryPour(Priority.Interactive).ShouldBe(TimeSpan.FromMilliseconds(500));
        clock.Advance(TimeSpan.FromSeconds(3));

        Poured(bucket, Priority.Interactive).ShouldBe(6);
    }

    [Fact]
    public void No_pattern_of_calls_ever_exceeds_what_the_portal_allows()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), pauses =>
        {
            var clock = new FakeTimeProvider(Given.Morning);
            var (ours, theirs) = (new PortalBucket(clock), new LeakyBucket(clock));
            foreach (var pause in pauses)
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause.Get % 700));
                while (ours.TryPour(Priority.Interactive) == TimeSpan.Zero)
                    if (!theirs.TryPour()) return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static int Poured(PortalBucket bucket, Priority lane)
    {
        var poured = 0;
        while (bucket.TryPour(lane) == TimeSpan.Zero) poured++;
        return poured;
    }
}
