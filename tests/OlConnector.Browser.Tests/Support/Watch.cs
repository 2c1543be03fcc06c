using System.Collections.Concurrent;

namespace OlConnector.Browser.Tests.Support;

/// <summary>Looks over the shoulder of a page: what it asked for, and what the browser had to say about it.</summary>
public sealed class Watch
{
    private static readonly string[] Loud = ["error", "warning"];

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _addresses = new();

    private Watch() { }

    /// <summary>Errors and warnings of the console, and scripts that broke.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Every address that was asked for.</summary>
    public IReadOnlyCollection<string> Addresses => _addresses;

    internal static Watch Over(IPage page)
    {
        var watch = new Watch();
        page.Console += (_, message) =>
        {
            if (Loud.Contains(message.Type)) watch._complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => watch._complaints.Enqueue(error);
        page.Request += (_, request) => watch._addresses.Enqueue(request.Url);
        return watch;
    }

    /// <summary>Addresses that belong to none of these origins.</summary>
    public IReadOnlyList<string> Foreign(params string[] origins) =>
        [.. _addresses.Where(address => !address.StartsWith("data:", StringComparison.Ordinal)
            && !Array.Exists(origins, origin => address.StartsWith($"{origin}/", StringComparison.Ordinal)))];
}
