using Newtonsoft.Json.Linq;
using OlConnector.Engine.Messages;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>Templates of WhatsApp whose parameters have names, whose link is not the first button, and that want more than words.</summary>
public sealed class NamedTemplateTests
{
    private const string Templates = """
        {"data":[
          {"name":"named","language":"ru","category":"UTILITY","status":"APPROVED","parameter_format":"NAMED","components":[
            {"type":"HEADER","format":"TEXT","text":"{{shop}}"},
            {"type":"BODY","text":"{{customer_name}}, заказ {{order_id}} готов, {{customer_name}}!"}]},
          {"name":"buttons","language":"ru","category":"UTILITY","status":"APPROVED","components":[
            {"type":"BODY","text":"Готово"},
            {"type":"BUTTONS","buttons":[
              {"type":"QUICK_REPLY","text":"Спасибо"},{"type":"PHONE_NUMBER","text":"Звонок","phone_number":"+375291112233"},
              {"type":"URL","text":"Магазин","url":"https://shop.example"},
              {"type":"URL","text":"Заказ","url":"https://shop.example/{{1}}"}]}]},
          {"name":"picture","language":"ru","category":"MARKETING","status":"APPROVED","components":[
            {"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"Привет"}]},
          {"name":"coupon","language":"ru","category":"MARKETING","status":"APPROVED","components":[
            {"type":"BODY","text":"Привет"},{"type":"BUTTONS","buttons":[{"type":"COPY_CODE","text":"Код"}]}]}]}
        """;

    [Fact]
    public async Task Each_parameter_carries_its_name()
    {
        var sent = await SentAsync("[template=ru]named[/template][header]Лавка[/header][body]Анна[/body][body]17[/body]");

        sent.SelectToken("template.components[0].parameters")!.ToString(Newtonsoft.Json.Formatting.None)
            .ShouldBe("""[{"type":"text","parameter_name":"shop","text":"Лавка"}]""");
        sent.SelectToken("template.components[1].parameters")!.Select(value => $"{value["parameter_name"]}={value["text"]}")
            .ShouldBe(["customer_name=Анна", "order_id=17"]);
    }

    [Fact]
    public async Task A_links_parameter_goes_to_the_button_that_has_it()
    {
        var sent = await SentAsync("[template=ru]buttons[/template][button]17[/button]");

        var button = sent.SelectToken("template.components")!.Single(one => (string?)one["type"] == "button");
        ((string?)button["index"], (string?)button["sub_type"]).ShouldBe(("3", "url"));
    }

    [Theory]
    [InlineData("picture", "IMAGE")]
    [InlineData("coupon", "COPY_CODE")]
    public async Task What_no_text_can_give_is_said_before_anything_is_sent(string name, string what)
    {
        await using var world = await StartAsync();

        var refused = await world.Admin().PostAsync(
            "messages", new { line = $"{world.Line.Id}", to = "+375291112233", text = $"[template=ru]{name}[/template]" });

        (refused.Status, refused.Code).ShouldBe((400, "template_mismatch"));
        refused["detail"]!.ToString().ShouldContain(what);
        world.Find(await world.SendAsync(text: $"[template=ru]{name}[/template]")).State.ShouldBe(MessageState.Failed);
        world.Vendor.Seen.ShouldAllBe(request => request.Method == "GET");
    }

    private static async Task<JToken> SentAsync(string text)
    {
        await using var world = await StartAsync();
        world.Find(await world.SendAsync(text: text)).State.ShouldBe(MessageState.Sent);
        return world.Vendor.Seen.Single(request => request.Method == "POST").Json;
    }

    private static async Task<GatewayWorld> StartAsync()
    {
        var world = await GatewayWorld.StartAsync("whatsapp-cloud", url => WhatsAppCloudHostTests.Settings(url, "111"));
        world.Vendor.Usually = request => WhatsAppCloudHostTests.Answer(request, Templates);
        return world;
    }
}
