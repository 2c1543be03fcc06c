using Microsoft.Extensions.Logging.Abstractions;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Gateways.Twilio;
using OlConnector.Gateways.Waha;
using OlConnector.Gateways.WhatsAppCloud;
using OlConnector.Tests.Gateways.Support;

namespace OlConnector.Tests.Gateways;

/// <summary>
/// What our gateways say is what the vendors' own OpenAPI files allow. The files are not ours and not copied: where they are absent, the
/// tests are skipped.
/// </summary>
public sealed class VendorDescriptionTests : IDisposable
{
    private const string Account = "AC0123456789abcdef0123456789abcdef";
    private static readonly PhoneNumber To = PhoneNumber.FromDigits("375291112233");

    private readonly string _folder = Directory.CreateTempSubdirectory("olc-prism-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [VendorFact("twilio_api_v2010.json")]
    public async Task Twilio_takes_our_sends_look_ups_and_questions()
    {
        await using var vendor = await RealPrism.StartAsync(Npm.Spec("twilio_api_v2010.json"), refuses: true);
        await using var gateway = Open(
            new TwilioKind(Room()),
            new() { ["baseUrl"] = vendor.Url, ["accountSid"] = Account, ["authToken"] = "token", ["from"] = "+375330000000" });

        (await gateway.SendAsync(AMessage("Ваш заказ готов 👋"), CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();
        await gateway.GetConnectionAsync(CancellationToken.None);
        await gateway.LookUpAsync(AMessage("Ваш заказ готов 👋"), DateTimeOffset.UnixEpoch, CancellationToken.None);
        await ((IStatusAsking)gateway).AskAsync("SM0123456789abcdef0123456789abcdef", CancellationToken.None);

        Fits(vendor, 4);
        await vendor.RecordAsync("twilio");
    }

    [VendorFact("meta-business-messaging-v23.yaml")]
    public async Task Meta_takes_our_texts_templates_and_questions()
    {
        var relaxed = Path.Combine(_folder, "meta.json");
        await Npm.RunAsync([Npm.Spec("relax-meta.js"), Npm.Spec("meta-business-messaging-v23.yaml"), relaxed]);
        await using var vendor = await RealPrism.StartAsync(relaxed, refuses: true);
        await using var gateway = Open(new WhatsAppCloudKind(Room()), new()
        {
            ["baseUrl"] = vendor.Url,
            ["phoneNumberId"] = "106500000000001",
            ["wabaId"] = "102290129340398",
            ["accessToken"] = "token",
            ["appSecret"] = "secret",
            ["verifyToken"] = "word",
        });

        (await gateway.SendAsync(AMessage("Ваш заказ готов 👋"), CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();
        var template = AMessage(
            "[template=ru]order_ready[/template][header]Анна[/header][body]№ 1017[/body][body]завтра[/body][button]track/1017[/button]");
        (await gateway.SendAsync(template, CancellationToken.None)).ShouldBeOfType<SendResult.Accepted>();
        await ((ITemplates)gateway).ListTemplatesAsync(CancellationToken.None);
        await gateway.GetConnectionAsync(CancellationToken.None);

        Fits(vendor, 4);
        await vendor.RecordAsync("whatsapp-cloud");
    }

    [VendorFact("waha-2024.9.json")]
    public async Task WAHA_takes_our_sends_look_ups_logins_and_checks()
    {
        await using var vendor = await RealPrism.StartAsync(Npm.Spec("waha-2024.9.json"), refuses: false);
        await using var gateway = Open(
            new WahaKind(Room()), new() { ["baseUrl"] = vendor.Url, ["session"] = "default", ["apiKey"] = "key" });
        var (login, number) = ((ILineLogin)gateway, (INumberCheck)gateway);

        await gateway.SendAsync(AMessage("Ваш заказ готов 👋"), CancellationToken.None);
        await gateway.GetConnectionAsync(CancellationToken.None);
        await gateway.LookUpAsync(AMessage("Ваш заказ готов 👋"), DateTimeOffset.UnixEpoch, CancellationToken.None);
        await number.ExistsAsync(To, CancellationToken.None);
        await login.OfferLoginAsync(null, CancellationToken.None);
        await login.OfferLoginAsync(To, CancellationToken.None);
        foreach (var action in login.Actions) await login.ActAsync(action, CancellationToken.None);

        Fits(vendor, 10);
        await vendor.RecordAsync("waha");
    }

    /// <summary>Every call found its operation in the vendor's file and broke none of its rules.</summary>
    private static void Fits(RealPrism vendor, int calls)
    {
        vendor.Exchanges
            .Where(one => one.Violations.Length > 0)
            .Select(one => $"{one.Request.Method} {one.Request.Path}{one.Request.Query} {one.Status} {one.Violations}")
            .ShouldBeEmpty();
        vendor.Exchanges.Count.ShouldBe(calls);
    }

    private static GatewayRoom Room() => new(AllowPrivateHosts: true, TimeProvider.System, NullLoggerFactory.Instance);

    private static IGateway Open(IGatewayKind kind, Dictionary<string, string> settings)
    {
        kind.Validate(new GatewaySettings(settings)).ShouldBeEmpty();
        return kind.Open(new GatewaySettings(settings), new Uri("https://ol.example/hooks/any/key"));
    }

    private static OutboundMessage AMessage(string text) => new(MessageId.New(TimeProvider.System), To, text, Traffic.Direct);
}
