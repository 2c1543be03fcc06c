using Newtonsoft.Json.Linq;

namespace OlConnector.Tests.Examples;

/// <summary>The examples of texts, asked as the composer asks and read from the phones (product.md §20).</summary>
public sealed class SpelledExampleTests : ExampleWorld
{
    [Fact]
    public async Task Example_6_variants_multiply_and_add_up_and_braces_that_are_no_group_stay()
    {
        await InstallLineAsync();

        var checks = await PreviewAsync("{a|b|}{c|{d|e}}", "{x}", @"\{a|b\}");
        await LaunchAsync("Скидка {x} на все букеты до воскресенья", 1);
        await LaunchAsync(@"В субботу открываем \{новый|старый\} магазин на площади", 1, from: 10);
        await SendAsync();

        checks.Select(check => (string?)check["ways"]).ShouldBe(["9", "1", "1"]);
        checks.Select(check => (string?)check["samples"]![0]).Skip(1).ShouldBe(["{x}", "{a|b}"]);
        checks[1]["warnings"]!.ShouldNotBeEmpty();
        Received.Select(message => message.Text).ShouldBe(
            ["Скидка {x} на все букеты до воскресенья", "В субботу открываем {новый|старый} магазин на площади"]);
    }

    [Fact]
    public async Task Example_7_parts_are_counted_as_networks_count_them()
    {
        await InstallLineAsync();

        var checks = await PreviewAsync(
            new string('я', 70), new string('я', 71), new string('a', 160), new string('a', 160) + "€");

        checks.Select(check => ((string?)check["encoding"], (int)check["units"]!["max"]!, (int)check["parts"]!["max"]!)).ShouldBe(
            [("ucs2", 70, 1), ("ucs2", 71, 2), ("gsm7", 160, 1), ("gsm7", 162, 2)]);
    }

    private async Task<List<JToken>> PreviewAsync(params string[] templates)
    {
        var answer = await ApiAsync(
            HttpMethod.Post, "text/preview", new { items = templates.Select(template => new { template, channel = "sms" }) });
        return [.. answer["items"]!];
    }
}
