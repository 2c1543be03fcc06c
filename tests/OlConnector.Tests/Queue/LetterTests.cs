using OlConnector.Sandbox;
using OlConnector.Sandbox.Marketing;

namespace OlConnector.Tests.Queue;

/// <summary>
/// The main job through the front door: the app is installed, its line registered, a letter launched, and every status comes back.
/// </summary>
public sealed class LetterTests
{
    [Fact]
    public async Task A_letter_goes_from_CRM_Marketing_to_the_phones_at_the_lines_pace_and_its_statuses_come_back()
    {
        await using var launch = await Launch.StartAsync(speed: 60, portalPort: 0, quiet: true);
        var portal = launch.Cloud.Portal;
        var segment = portal.Marketing.AddSegment(
            "Five", "+79990004031", "+79990004032", "+79990004011", "8 (999) 000-40-33", "+79990004034");
        var letter = portal.Marketing.Write("{Привет|Добрый день}, #NAME#! {{phone}}", Launch.FirstSender(portal), segment);

        var run = await portal.Marketing.LaunchLetterAsync(letter, StreamOptions.Rough);
        var calls = run.Calls.DistinctBy(call => call.MessageId).Take(5).ToList();
        var received = await launch.Cloud.Phones.WaitForAsync(5);
        foreach (var call in calls)
            await portal.Messages.Changes.WaitAsync(
                change => change.MessageId == call.MessageId && change.ByApp && change.Status is "delivered" or "undelivered");

        run.Calls.ShouldAllBe(call => call.Status == 200);
        received.ShouldAllBe(message => message.Text.EndsWith("! +" + message.To, StringComparison.Ordinal));
        received.Zip(received.Skip(1), (first, second) => second.ReceivedAt - first.ReceivedAt).Min()
            .ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
        launch.Cloud.Phones.TimesRecorded.Values.ShouldAllBe(times => times == 1);
        var books = await launch.BooksAsync(portal);
        (books.Difference, books.States.Values.Sum()).ShouldBe((0, books.Received));
        launch.Cloud.Problems.ShouldBeEmpty();
    }
}
