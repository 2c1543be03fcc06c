using Newtonsoft.Json.Linq;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>bitrix24.md §3.5.</summary>
public sealed class BatchTests : SandboxTests
{
    [Fact]
    public async Task Empty_maps_come_as_lists_and_named_results_as_maps()
    {
        var answer = await RunAsync(new JObject { ["a"] = "server.time", ["b"] = "no.such.method" });

        answer["result"]!["a"]!.ToString().ShouldNotBeEmpty();
        answer["result_error"]!["b"]!["error"]!.ToString().ShouldBe("ERROR_METHOD_NOT_FOUND");
        answer["result_total"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("[]");
        answer["result_next"]!.ToString(Newtonsoft.Json.Formatting.None).ShouldBe("[]");
    }

    [Fact]
    public async Task Numbered_commands_come_back_as_a_list()
    {
        var answer = await RunAsync(new JArray("server.time", "user.admin"));

        answer["result"].ShouldBeOfType<JArray>().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_fifty_first_command_is_refused_alone()
    {
        var commands = new JObject(Enumerable.Range(1, 51).Select(i => new JProperty($"c{i}", "user.admin")));

        var answer = await RunAsync(commands);

        answer["result"]!.Count().ShouldBe(50);
        answer["result_error"]!["c51"]!["error"]!.ToString().ShouldBe("ERROR_BATCH_LENGTH_EXCEEDED");
    }

    [Fact]
    public async Task Later_commands_may_use_earlier_results_and_user_text_is_not_spared()
    {
        var answer = await RunAsync(new JObject
        {
            ["who"] = "profile",
            ["told"] = "im.notify.system.add?USER_ID=$result[who][ID]&MESSAGE=by+$result[who][NAME]!",
        });

        answer["result_error"]!.ToString().ShouldBe("[]");
        World.Portal.Notifications.Values.ShouldContain((1, "by Вера!"));
    }

    [Fact]
    public async Task Halt_stops_at_the_first_error_and_a_hash_cuts_the_command()
    {
        var answer = await RunAsync(new JObject { ["a"] = "user.admin?x=#y", ["b"] = "batch", ["c"] = "user.admin" }, halt: 1);

        answer["result"]!["a"]!.Value<bool>().ShouldBeTrue();
        answer["result"]!["c"].ShouldBeNull();
        answer["result_error"]!["b"]!["error"]!.ToString().ShouldBe("ERROR_BATCH_METHOD_NOT_ALLOWED");
    }

    [Fact]
    public async Task Only_strings_are_commands_and_a_slash_is_part_of_the_name()
    {
        var answer = await RunAsync(new JObject
        {
            ["map"] = new JObject { ["method"] = "user.admin" },
            ["slash"] = "/user.admin",
            ["plain"] = "user.admin",
        });

        ((JObject)answer["result"]!).Properties().Select(part => part.Name).ShouldBe(["plain"]);
        ((JObject)answer["result_error"]!).Properties().Select(part => part.Name).ShouldBe(["slash"]);
    }

    [Theory]
    [InlineData("$result[cards][0][ID]", "1")]
    [InlineData("so many: $TOTAL[cards]", "so many: 155")]
    [InlineData("next $next[cards], then $Error[none][error]", "next 50, then ERROR_METHOD_NOT_FOUND")]
    [InlineData("$nothing[cards]", "$nothing[cards]")]
    public async Task Whatever_came_before_is_put_into_later_commands(string text, string told)
    {
        await RunAsync(new JObject
        {
            ["cards"] = "crm.contact.list?select[]=ID",
            ["none"] = "no.such.method",
            ["told"] = $"im.notify.system.add?USER_ID=1&MESSAGE={Uri.EscapeDataString(text)}",
        });

        var contacts = World.Portal.Crm.All(OlConnector.Sandbox.Crm.CrmTypes.Contact).Count;
        World.Portal.Notifications.Values.ShouldContain((1, told.Replace("155", $"{contacts}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_missing_scope_is_described_in_a_batch_too()
    {
        var token = await World.InstalledAsync();
        World.Cloud.Options.Scopes = ["messageservice"];

        var reply = await World.CallAsync("batch", new JObject { ["cmd"] = new JObject { ["a"] = "crm.contact.list" } }, token);

        var error = reply.Body["result"]!["result_error"]!["a"]!;
        error["error"]!.ToString().ShouldBe("insufficient_scope");
        error["error_description"]!.ToString().ShouldContain("higher privileges");
    }

    [Fact]
    public async Task A_portal_may_refuse_a_method_inside_a_batch()
    {
        World.Portal.Behaviour.RefusedInBatch.Add("user.admin");

        var answer = await RunAsync(new JObject { ["a"] = "user.admin" });

        answer["result"]!.ToString().ShouldBe("[]");
        answer["result_error"]!["a"]!["error"]!.ToString().ShouldBe("ERROR_BATCH_METHOD_NOT_ALLOWED");
    }

    private async Task<JToken> RunAsync(JToken commands, int halt = 0)
    {
        var token = await World.InstalledAsync();
        var reply = await World.CallAsync("batch", new JObject { ["halt"] = halt, ["cmd"] = commands }, token);
        reply.Status.ShouldBe(200);
        return reply.Body["result"]!;
    }
}
