using Newtonsoft.Json.Linq;
using OlConnector.Sandbox;
using OlConnector.Sandbox.Phones;
using OlConnector.Tests.Sandbox.Support;

namespace OlConnector.Tests.Sandbox;

/// <summary>The sum of a run.</summary>
public sealed class ReportTests : SandboxTests
{
    private const string Books = """{"received":3,"states":{"sent":1,"held":2},"difference":0,"portal":{"told":{}},"gateway":{}}""";

    [Fact]
    public async Task It_counts_calls_phones_refusals_and_what_was_told()
    {
        var admin = await World.InstalledAsync();
        var call = await World.Portal.Desk.SendSystemSmsAsync(SandboxWorld.Code, "+79990001155", "Привет");
        await World.Portal.Desk.RepeatAsync(call);
        await World.CallAsync(
            "messageservice.message.status.update",
            new JObject { ["CODE"] = SandboxWorld.Code, ["MESSAGE_ID"] = call.MessageId, ["STATUS"] = "delivered" },
            admin);
        await World.SendToPhoneAsync("+79990001155", id: "a");
        World.Clock.Advance(TimeSpan.FromSeconds(15));
        await World.SendToPhoneAsync("+79990001156", id: "a", text: "Пока");
        await World.SendToPhoneAsync("+79990001112", id: "b");

        var report = Report.Of(World.Cloud, World.Portal, ProductBooks.Read(Books));

        (report.Handed, report.Accepted, report.Told["delivered"]).ShouldBe((1, 1, 1));
        (report.Recorded, report.Refused, report.Twice, report.DistinctTexts).ShouldBe((2, 1, 1, 2));
        (report.Held, report.Books!.Difference).ShouldBe((2, 0));
        report.ToString().ShouldContain("gap min 0.000 s median 15.000 s max 15.000 s");
    }

    [Fact]
    public void Gaps_are_told_per_line_from_arrival_to_arrival()
    {
        var start = World.Clock.GetTimestamp();
        PhoneAttempt At(string line, double seconds) =>
            new("x", line, "+7", World.Clock.GetUtcNow(), start + (long)(seconds * TimeSpan.TicksPerSecond), 201, IsRecorded: true);

        var gaps = LineGaps.Of([At("A", 0), At("B", 1), At("A", 15.001), At("A", 45.001), At("A", 60.002)], World.Clock);

        gaps.ShouldBe(
        [
            new LineGaps("A", 4, TimeSpan.FromSeconds(15.001), TimeSpan.FromSeconds(15.001), TimeSpan.FromSeconds(30)),
            new LineGaps("B", 1, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero),
        ]);
    }
}
