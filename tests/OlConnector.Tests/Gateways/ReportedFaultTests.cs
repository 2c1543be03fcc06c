using System.Net;
using System.Text;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>Why a message was not delivered: the vendor's code decides the reason, and code and words stand with the attempt.</summary>
public sealed class ReportedFaultTests
{
    [Theory]
    [InlineData("type=2&reply=id%3A1+stat%3AUNDELIV+err%3A1+text%3Ax", Reason.GatewayRecipient, "UNDELIV 1", "id:1 stat:UNDELIV err:1")]
    [InlineData("type=16&reply=NACK%2F0x0000000b%2FInvalid", Reason.GatewayRecipient, "0x0000000b", "NACK/0x0000000b/Invalid")]
    [InlineData("type=16&reply=NACK%2F0x00000065%2FNo", Reason.GatewayMessage, "0x00000065", "NACK/0x00000065/No")]
    [InlineData("type=2&reply=stat%3AREJECTD+err%3A009", Reason.GatewayError, "REJECTD 009", "stat:REJECTD err:009")]
    public async Task Kannels_report_says_why(string report, string reason, string code, string text)
    {
        await using var world = await GatewayWorld.StartAsync("kannel", url => new()
        {
            ["sendsmsUrl"] = url + "/cgi-bin/sendsms",
            ["username"] = "ol",
            ["password"] = "password",
            ["from"] = "OL",
        });
        world.Vendor.Usually = _ => Reply.Text(202, "0: Accepted for delivery");
        var message = await world.SendAsync();

        (await world.CallAsync("kannel", HttpMethod.Get, $"?m={message}&{report}")).ShouldBe(HttpStatusCode.OK);

        var shown = await world.Admin().GetAsync($"messages/{message}");
        (shown["state"]!.ToString(), shown["reason"]!.ToString()).ShouldBe(("undelivered", reason));
        shown["history"]!.Last!["reason"]!.ToString().ShouldBe(reason);
        var attempt = shown["attempts"]!.ShouldHaveSingleItem();
        (attempt["outcome"]!.ToString(), attempt["code"]!.ToString(), attempt["text"]!.ToString()).ShouldBe(("accepted", code, text));
    }

    [Theory]
    [InlineData("noAccount", Reason.GatewayRecipient)]
    [InlineData("failed", Reason.GatewayError)]
    public async Task Green_APIs_word_says_why_also_when_it_comes_before_the_answer_is_written(string word, string reason)
    {
        await using var world = await GatewayWorld.StartAsync("green-api", url => new()
        {
            ["apiUrl"] = url,
            ["idInstance"] = "1101000001",
            ["apiTokenInstance"] = "api-token",
        });
        world.Vendor.Usually = _ => Reply.Json(200, """{"idMessage":"3EB0C767D097B7C7C030"}""");
        var report = $$"""
            {"typeWebhook":"outgoingMessageStatus","idMessage":"3EB0C767D097B7C7C030","status":"{{word}}","description":"why so",
             "timestamp":1772442005}
            """;
        using var body = new StringContent(report, Encoding.UTF8, "application/json");
        (await world.CallAsync("green-api", HttpMethod.Post, "", body)).ShouldBe(HttpStatusCode.OK);
        world.Count("parked_callbacks").ShouldBe(1);

        var message = await world.SendAsync();

        var shown = await world.Admin().GetAsync($"messages/{message}");
        (shown["state"]!.ToString(), shown["reason"]!.ToString()).ShouldBe(("undelivered", reason));
        var attempt = shown["attempts"]!.ShouldHaveSingleItem();
        (attempt["code"]!.ToString(), attempt["text"]!.ToString()).ShouldBe((word, "why so"));
    }

    [Theory]
    [InlineData(131026, Reason.GatewayRecipient)]
    [InlineData(131047, Reason.WindowClosed)]
    [InlineData(131049, Reason.GatewayMessage)]
    [InlineData(131000, Reason.GatewayError)]
    public async Task Metas_code_says_why(int code, string reason)
    {
        await using var world = await GatewayWorld.StartAsync("whatsapp-cloud", url => WhatsAppCloudHostTests.Settings(url, "111"));
        world.Vendor.Usually = request => WhatsAppCloudHostTests.Answer(request, WhatsAppCloudHostTests.Approved);
        var message = await world.SendAsync();

        await WhatsAppCloudHostTests.CallAsync(world, world.Line, $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"555","changes":[{"field":"messages","value":{
              "metadata":{"phone_number_id":"111"},"statuses":[{
                "id":"{{{world.Find(message).GatewayMessageId}}}","status":"failed","timestamp":"1772442005",
                "errors":[{"code":{{{code}}},"title":"x","error_data":{"details":"in Meta's words"}}]}]}}]}]}
            """, "app-secret");

        var shown = await world.Admin().GetAsync($"messages/{message}");
        (shown["state"]!.ToString(), shown["reason"]!.ToString()).ShouldBe(("undelivered", reason));
        var attempt = shown["attempts"]!.ShouldHaveSingleItem();
        (attempt["code"]!.ToString(), attempt["text"]!.ToString()).ShouldBe(($"{code}", "in Meta's words"));
    }
}
