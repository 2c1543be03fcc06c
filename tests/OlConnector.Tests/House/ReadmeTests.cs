using Microsoft.Extensions.DependencyInjection;
using OlConnector.Gateways;
using OlConnector.Gateways.Outbound;

namespace OlConnector.Tests.House;

public sealed class ReadmeTests
{
    private static readonly string[] Commands = ["dotnet run --project src/OlConnector.Sandbox", "tests/run"];

    [Fact]
    public void Every_path_in_Where_is_it_exists()
    {
        var rows = new Page("README.md").Rows("Where is it?");

        rows.Count.ShouldBeGreaterThan(15);
        rows.SelectMany(row => Paths(row[1])).Where(path => !Repository.Has(path)).ShouldBeEmpty();
        rows.Where(row => !Paths(row[1]).Any()).Select(row => row[0]).ShouldBeEmpty("a task without a path");
    }

    [Fact]
    public void It_names_exactly_two_commands_and_both_are_what_the_checks_call()
    {
        var named = new Page("README.md").Blocks("sh").SelectMany(block => block.Split('\n')).Select(line => line.Split('#')[0].Trim())
            .Where(line => line.Length > 0);
        var called = Repository.Read(".ci/run");

        named.ShouldBe(Commands);
        Commands.ShouldAllBe(command => called.Contains(command, StringComparison.Ordinal));
        Repository.Has("tests/run").ShouldBeTrue();
        Repository.Has("src/OlConnector.Sandbox/OlConnector.Sandbox.csproj").ShouldBeTrue();
    }

    [Fact]
    public void It_shows_a_real_run_or_keeps_the_place_for_it()
    {
        Repository.Read("README.md").ShouldContain("<!-- headless -->");
    }

    [Fact]
    public void Its_table_of_gateways_is_the_catalogue()
    {
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddGateways(_ => new OutboundReach(PrivateHosts.All))
            .BuildServiceProvider();
        var kinds = services.GetRequiredService<GatewayCatalog>().Kinds.Select(kind => kind.Kind);

        var rows = new Page("README.md").Rows("Gateways");

        rows.Select(row => Page.Code(row[0])).Order().ShouldBe(kinds.Order());
        rows.ShouldAllBe(row => row[2].Contains($"docs/gateways/{Page.Code(row[0])}.md", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths(string cell) => cell.Split('`').Where((_, i) => i % 2 == 1);
}
