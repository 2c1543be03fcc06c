using Microsoft.Extensions.Logging.Abstractions;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.Gateways.Support.Vendors;
using OlConnector.Tests.House;
using WireMock;
using WireMock.RequestBuilders;

namespace OlConnector.Tests.Gateways;

/// <summary>
/// The sequences on the pages of vendors for whom nobody publishes a server or a description that would answer here. The other side is
/// ours, written after the vendor's page; what is ours in them is compared with what goes over the wire.
/// </summary>
public sealed class DocumentedSequenceTests
{
    private static readonly PhoneNumber To = PhoneNumber.FromDigits("375291112233");

    [Fact]
    public async Task Green_API_is_spoken_to_as_its_page_shows()
    {
        using var page = new Transcript("instance-token-of-one");
        await using var line = page.Open(GreenApiVendor.Pages);

        (await page.ShowAsync(GreenApiVendor.Asked("getStateInstance"), """{"stateInstance":"authorized"}""",
            () => line.GetConnectionAsync(CancellationToken.None))).Connection.ShouldBe(LineConnection.Connected);
        (await page.ShowAsync(GreenApiVendor.Told("checkWhatsapp", """{"phoneNumber":375291112233}"""), """{"existsWhatsapp":true}""",
            () => ((INumberCheck)line).ExistsAsync(To, CancellationToken.None)))!.IsOnNetwork.ShouldBeTrue();
        (await page.ShowAsync(GreenApiVendor.Pages.Send(AMessage()), """{"idMessage":"3EB0C767D097B7C7C030"}""",
            () => line.SendAsync(AMessage(), CancellationToken.None))).ShouldBe(new SendResult.Accepted("3EB0C767D097B7C7C030"));
        page.Vendor.Answers(GreenApiVendor.Asked("showMessagesQueue"), Reply.Json(200, "[]"));
        (await page.ShowAsync(GreenApiVendor.Asked("lastOutgoingMessages").WithQuery(("minutes", "1440")), "[]",
            () => line.LookUpAsync(AMessage(), DateTimeOffset.UnixEpoch, CancellationToken.None)))
            .ShouldBeOfType<LookupResult.CannotTell>();

        page.ShouldStandOn("green-api.md");
    }

    [Fact]
    public async Task SMS_BY_is_spoken_to_as_its_page_shows()
    {
        using var page = new Transcript("token+of one");
        await using var line = page.Open(SmsByVendor.Pages);
        var checkSms = SmsByVendor.Asked("checkSMS", ("sms_id", "2197871"));
        Task<StatusAnswer> AskAsync() => ((IStatusAsking)line).AskAsync("2197871", CancellationToken.None);

        (await page.ShowAsync(SmsByVendor.Asked("getBalance"), """{"result":[{"balance":"10.5","currency":"BYN"}]}""",
            () => line.GetConnectionAsync(CancellationToken.None))).Connection.ShouldBe(LineConnection.Connected);
        (await page.ShowAsync(SmsByVendor.Pages.Send(AMessage()), """{"sms_id":2197871,"status":"NEW","parts":1}""",
            () => line.SendAsync(AMessage(), CancellationToken.None))).ShouldBe(new SendResult.Accepted("2197871"));
        (await page.ShowAsync(checkSms, """{"sms_id":2197871,"sent":1772442000,"delivered":0}""", AskAsync))
            .ShouldBeOfType<StatusAnswer.Told>();
        (await page.ShowAsync(checkSms, """{"sms_id":2197871,"sent":1772442000,"delivered":1772442005}""", AskAsync))
            .ShouldBeOfType<StatusAnswer.Told>();

        page.ShouldStandOn("sms-by.md");
    }

    private static OutboundMessage AMessage() => new(MessageId.New(TimeProvider.System), To, "Ваш заказ готов 👋", Traffic.Direct);

    /// <summary>What goes over the wire, as a page shows it.</summary>
    private sealed class Transcript(string secret) : IDisposable
    {
        private readonly List<string> _shown = [];

        public DocumentedVendor Vendor { get; } = new();

        public IGateway Open(VendorPages pages) =>
            pages.Create(new GatewayRoom(AllowPrivateHosts: true, TimeProvider.System, NullLoggerFactory.Instance))
                .Open(new GatewaySettings(pages.Settings(Vendor.Url, "one")));

        public async Task<T> ShowAsync<T>(IRequestBuilder request, string answer, Func<Task<T>> call)
        {
            var before = Vendor.Seen.Count;
            Vendor.Answers(request, Reply.Json(200, answer));
            var result = await call();
            foreach (var seen in Vendor.Seen.Skip(before)) _shown.Add($"{Line(seen)}\n→ 200 {answer}");
            return result;
        }

        public void ShouldStandOn(string name)
        {
            var block = "```\n" + string.Join("\n\n", _shown) + "\n```";
            Repository.Read($"docs/gateways/{name}").Contains(block, StringComparison.Ordinal)
                .ShouldBeTrue($"{name} should show:\n{block}");
        }

        public void Dispose() => Vendor.Dispose();

        private string Line(IRequestMessage seen)
        {
            var body = seen.Body is { Length: > 0 } text ? "\n" + Uri.UnescapeDataString(text.Replace('+', ' ')) : "";
            return ($"{seen.Method} {seen.Path}{seen.RawQuery}" + body)
                .Replace(Uri.EscapeDataString(secret), "…", StringComparison.Ordinal)
                .Replace(secret, "…", StringComparison.Ordinal);
        }
    }
}
