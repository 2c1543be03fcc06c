using System.Reflection;
using Microsoft.Extensions.Logging;

namespace OlConnector.Tests.House;

/// <summary>Whoever filters the log by event id can rely on what the id says.</summary>
public sealed class LogTests
{
    [Fact]
    public void Every_event_id_is_used_once()
    {
        Events().GroupBy(found => found.Id).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(found => found.Method))}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_id_lies_in_the_thousand_of_its_room()
    {
        var thousands = new Page("docs/operations.md").Rows("Event ids").ToDictionary(
            row => Page.Code(row[1]), row => int.Parse(Page.Code(row[0])[..1], System.Globalization.CultureInfo.InvariantCulture));
        var events = Events();

        events.Count.ShouldBeGreaterThan(20);
        events.Where(found => !thousands.ContainsKey(found.Room) || found.Id / 1000 != thousands[found.Room])
            .Select(found => $"{found.Id} in {found.Room}").ShouldBeEmpty();
    }

    [Fact]
    public void A_room_says_all_it_says_in_one_file_named_Log()
    {
        Events().Where(found => !found.Type.EndsWith("Log", StringComparison.Ordinal)).Select(found => found.Method).ShouldBeEmpty();
    }

    private static List<(int Id, string Room, string Type, string Method)> Events() =>
        [.. from assembly in AssemblyReading.Rooms
            from type in assembly.GetTypes()
            from method in type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            let message = method.GetCustomAttribute<LoggerMessageAttribute>()
            where message is not null
            select (message.EventId, RoomOf(type), type.Name, $"{type.Name}.{method.Name}")];

    /// <summary>The first word after the product's name: <c>OlConnector.Gateways.Http</c> is in Gateways.</summary>
    private static string RoomOf(Type type) => type.Namespace!.Split('.') is [_, var room, ..] ? room : "";
}
