using System.Net;
using OlConnector.Sandbox;
using OlConnector.Tests.Support;

namespace OlConnector.Tests.Queue;

/// <summary>HANDLER call to phone, through the real host over HTTP.</summary>
public sealed class DoorToDoorTests
{
    [Fact]
    public async Task Letters_leave_at_the_lines_pace_and_a_repeated_call_is_one_message()
    {
        var clock = new ScaledTimeProvider(60);
        await using var cloud = await SandboxCloud.StartAsync(new SandboxOptions(), clock);
        await using var product = await Product.StartAsync(
            clock, cloud, settings: [("Dispatching:SendTimeout", "00:05:00"), ("Dispatching:ClaimExpiry", "00:10:00")]);
        var key = (await product.LineAsync(cloud.Portal.MemberId, cloud.Phones.BaseUrl)).HandlerKey;

        for (var i = 0; i < 4; i++)
        {
            var form = new Dictionary<string, string>
            {
                ["module_id"] = "sender",
                ["message_id"] = $"m{i}",
                ["message_to"] = $"+7999123450{i}",
                ["message_body"] = "{Hello|Hi}, this is a letter",
                ["type"] = "SMS",
            };
            (await product.Http.PostAsync($"/b24/sms/{key}", new FormUrlEncodedContent(form))).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await product.Http.PostAsync($"/b24/sms/{key}", new FormUrlEncodedContent(form))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var received = await cloud.Phones.WaitForAsync(4);

        received.Zip(received.Skip(1), (first, second) => second.ReceivedAt - first.ReceivedAt).Min()
            .ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(15));
        cloud.Phones.TimesRecorded.Values.ShouldAllBe(times => times == 1);
        product.Log.Lines.ShouldNotContain(line => line.StartsWith("Error", StringComparison.Ordinal));
    }
}
