using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OlConnector.Sandbox.Marketing;
using OlConnector.Sandbox.Portals;

namespace OlConnector.Sandbox;

/// <summary>One letter to thirty clients in compressed time, and a check that every book agrees.</summary>
public static class Headless
{
    private const int Clients = 30;
    private const string Text =
        "{Здравствуйте|Добрый день|Приветствуем}! {Сегодня|Только сегодня} скидка {15|20} процентов на {весь каталог|все букеты}.";

    /// <summary>How the last four numbers behave: reported undelivered, refused, cut after it was recorded, and no number at all.</summary>
    private static readonly string[] Difficult = ["+79990005011", "+79990005012", "+79990005017", "12"];

    /// <summary>The line's interval: no gap may be shorter.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Runs the letter, prints the table and answers the exit code: 0 when all books agree.</summary>
    [SuppressMessage("Globalization", "CA1303", Justification = "A console program for developers.")]
    public static async Task<int> RunAsync(double speed)
    {
        await using var launch = await Launch.StartAsync(speed, portalPort: 0, quiet: true);
        var portal = launch.Cloud.Portal;
        var phones = Enumerable.Range(30, Clients - Difficult.Length).Select(i => $"+799900040{i}").Concat(Difficult).ToArray();
        var letter = portal.Marketing.Write(Text, Launch.FirstSender(portal), portal.Marketing.AddSegment("Thirty clients", phones));

        var run = await portal.Marketing.LaunchLetterAsync(letter);
        await SettledAsync(portal, run);
        var report = Report.Of(launch.Cloud, portal, await launch.BooksAsync(portal));

        Console.WriteLine(Table(report));
        var faults = Faults(report).ToList();
        foreach (var fault in faults) Console.WriteLine($"WRONG: {fault}");
        Console.WriteLine(faults.Count == 0 ? "The books agree." : "The books do not agree.");
        return faults.Count == 0 ? 0 : 1;
    }

    private static string Table(Report report)
    {
        var states = report.Books!.States;
        int Sum(params string[] names) => names.Sum(name => states.GetValueOrDefault(name));
        static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.000} s");
        var gap = report.Gaps[0];
        return string.Create(CultureInfo.InvariantCulture, $"""
            One letter, {Clients} clients, interval {Interval.TotalSeconds:0} s, compressed time

              accepted     {report.Accepted,4}
              sent         {Sum("sent", "delivered", "read", "undelivered"),4}
              delivered    {Sum("delivered", "read"),4}   (read {Sum("read")})
              undelivered  {Sum("undelivered"),4}   the phone never took it
              failed       {Sum("failed"),4}   refused by the network; no telephone number
              held         {Sum("held"),4}
              unknown      {Sum("unknown"),4}   a cut connection was settled by asking the gateway
              sent twice   {report.Twice,4}

              gaps         min {Seconds(gap.Min)}   median {Seconds(gap.Median)}   max {Seconds(gap.Max)}
              variants     {report.DistinctTexts} of 24 used

            """);
    }

    /// <summary>Waits until the portal knows the end of every message.</summary>
    private static async Task SettledAsync(SandboxPortal portal, LetterRun run)
    {
        var limit = TimeSpan.FromMinutes(3);
        foreach (var id in run.Calls.Select(call => call.MessageId).Distinct())
            await portal.Messages.Changes.WaitAsync(
                change => change.MessageId == id && change.ByApp && change.Status is "delivered" or "undelivered" or "failed",
                1, $"the end of {id}", limit);
    }

    private static IEnumerable<string> Faults(Report report)
    {
        var books = report.Books!;
        if (report.Accepted != Clients) yield return $"{report.Accepted} of {Clients} HANDLER calls were accepted.";
        if (books.Received != report.Accepted)
            yield return $"The product received {books.Received}, the portal handed over {report.Accepted}.";
        if (books.Difference != 0) yield return $"The product's books differ by {books.Difference}.";
        if (books.States.Values.Sum() != books.Received) yield return "The states do not add up to what was received.";
        if (report.Twice != 0) yield return $"{report.Twice} messages were recorded twice.";
        if (report.Told.Values.Sum() != report.Accepted)
            yield return $"Bitrix24 was told about {report.Told.Values.Sum()} of {report.Accepted} messages.";
        if (books.States.GetValueOrDefault("delivered")
            + books.States.GetValueOrDefault("read") != report.Told.GetValueOrDefault("delivered"))
            yield return "Delivered by the product's books and by Bitrix24's differ.";
        foreach (var gap in report.Gaps.Where(gap => gap.Messages > 1 && gap.Min < Interval))
            yield return string.Create(CultureInfo.InvariantCulture, $"A gap of {gap.Min.TotalSeconds:0.000} s on {gap.Line}.");
    }
}
