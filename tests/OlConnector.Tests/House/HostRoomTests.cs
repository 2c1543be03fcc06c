using Xunit.Abstractions;

namespace OlConnector.Tests.House;

/// <summary>The host's rooms stand in an order (docs/architecture.md): each knows only those above it.</summary>
public sealed class HostRoomTests(ITestOutputHelper output)
{
    private const string Host = "src/OlConnector";

    /// <summary>Of lowest to highest.</summary>
    private static readonly string[] Order =
    [
        "Storage", "Secrets", "Queue", "Nodes", "Keeping", "Lines", "Web", "Bitrix24",
        "Sending", "Campaigns", "Composing", "Intake", "Hooks", "Webhooks", "Measuring", "Api",
    ];

    [Fact]
    public void Every_folder_of_the_host_is_a_room_of_the_order() =>
        Repository.Files(Host, ".cs").Select(file => file.Split('/')).Where(path => path.Length > 3).Select(path => path[2]).Distinct()
            .Order(StringComparer.Ordinal).ShouldBe(Order.Order(StringComparer.Ordinal));

    [Fact]
    public void No_room_knows_one_that_stands_on_it()
    {
        var arrows = RoomGraph.Read(Path.Combine(Repository.Root, Host));

        arrows.Count.ShouldBeGreaterThan(30, "the reading must see something");
        arrows.Where(arrow => Array.IndexOf(Order, arrow.To) > Array.IndexOf(Order, arrow.From))
            .SelectMany(arrow => arrow.Places).ShouldBeEmpty();
    }

    [Fact]
    public void The_parts_of_the_Bitrix24_room_know_one_another_without_circles()
    {
        var arrows = RoomGraph.Read(Path.Combine(Repository.Root, Host, "Bitrix24"), "OlConnector.Bitrix24");

        arrows.Count.ShouldBeGreaterThan(3, "the reading must see something");
        RoomGraph.Circles(arrows).ShouldBeEmpty();
    }

    [Fact]
    public void Beside_the_rooms_stand_only_the_program_and_what_puts_them_together() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, Host), "*.cs").Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["CommandLine.cs", "OlConnectorHost.cs", "Program.cs"]);

    [Fact]
    public void The_architecture_page_lists_the_rooms_in_their_order() =>
        new Page("docs/architecture.md").Rows("Rooms").Select(row => Page.Code(row[0]).TrimEnd('/')).ShouldBe(Order);

    /// <summary>Printed by <c>tests/rooms</c>: for this checkout, or for the one whose host lies in the folder <c>OLC_ROOMS</c>.</summary>
    [Fact]
    public void The_graph_of_rooms_can_be_printed()
    {
        var host = Environment.GetEnvironmentVariable("OLC_ROOMS") is { Length: > 0 } folder ? folder : Path.Combine(Repository.Root, Host);
        var arrows = RoomGraph.Read(host);

        foreach (var from in arrows.GroupBy(arrow => arrow.From))
            output.WriteLine($"{from.Key} → {string.Join(", ", from.Select(arrow => $"{arrow.To} ({arrow.Places.Count})"))}");
        var circles = RoomGraph.Circles(arrows);
        output.WriteLine($"{arrows.Count} arrows, {circles.Count} circles{(circles.Count == 0 ? "" : ": " + string.Join("; ", circles))}");
        arrows.ShouldNotBeEmpty();
    }
}
