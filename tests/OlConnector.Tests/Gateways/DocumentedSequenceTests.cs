using Microsoft.Extensions.Logging.Abstractions;
using OlConnector.Engine;
using OlConnector.Engine.Gateways;
using OlConnector.Engine.Messages;
using OlConnector.Engine.Phones;
using OlConnector.Gateways;
using OlConnector.Gateways.GreenApi;
using OlConnector.Gateways.SmsBy;
using OlConnector.Tests.Gateways.Support;
using OlConnector.Tests.House;

namespace OlConnector.Tests.Gateways;

/// <summary>
/// The sequences on the pages of vendors for whom nobody publishes a server or a description that would answer here. The other side is ours, written after the vendor's
/// page; what is ours in them is compared with what goes over the wire.
/// </summary>
public sealed class DocumentedSequenceTests
{
    private const string Secret = "the-secret";
    private static readonly PhoneNumber To = PhoneNumber.FromDigits("375291112233");

    [Fact]
    public async Task Green_API_is_spoken_to_as_its_page_shows()
    {
        await using var vendor = await ScriptedServer.StartAsync(TimeProvider.System);
        await using var gateway = new GreenApiKind(Room()).Open(
            new GatewaySettings(new Dictionary<string, string> { ["apiUrl"] = vendor.Url, ["idInstance"] = "1101000001", ["apiTokenInstance"] = Secret, ["webhookUrlToken"] = "word" }), null);
        var page = new Transcript(vendor);

        (await page.ShowAsync("""{"stateInstance":"authorized"}""", () => gateway.GetConnectionAsync(CancellationToken.None))).Connection.ShouldBe(LineConnection.Connected);
        (await page.ShowAsync("""{"existsWhatsapp":true}""", () => ((INumberCheck)gateway).ExistsAsync(To, CancellationToken.None)))!.IsOnNetwork.ShouldBeTrue();
        (await page.ShowAsync("""{"idMessage":"3EB0C767D097B7C7C030"}""", () => gateway.SendAsync(AMessage(), CancellationToken.None))).ShouldBe(new SendResult.Accepted("3EB0C767D097B7C7C030"));
        await page.ShowAsync("[]", () => gateway.LookUpAsync(AMessage(), DateTimeOffset.UnixEpoch, CancellationToken.None));

        page.ShouldStandOn("green-api.md");
    }

    [Fact]
    public async Task SMS_BY_is_spoken_to_as_its_page_shows()
    {
        await using var vendor = await ScriptedServer.StartAsync(TimeProvider.System);
        await using var gateway = new SmsByKind(Room()).Open(
            new GatewaySettings(new Dictionary<string, string> { ["baseUrl"] = vendor.Url + "/api/v1", ["token"] = Secret, ["alphanameId"] = "1363" }), null);
        var (page, polling) = (new Transcript(vendor), (IStatusAsking)gateway);

        (await page.ShowAsync("""{"result":[{"balance":"10.5","currency":"BYN"}]}""", () => gateway.GetConnectionAsync(CancellationToken.None))).Connection.ShouldBe(LineConnection.Connected);
        (await page.ShowAsync("""{"sms_id":2197871,"status":"NEW","parts":1}""", () => gateway.SendAsync(AMessage(), CancellationToken.None))).ShouldBe(new SendResult.Accepted("2197871"));
        (await page.ShowAsync("""{"sms_id":2197871,"sent":1772442000,"delivered":0}""", () => polling.AskAsync("2197871", CancellationToken.None))).ShouldNotBeOfType<StatusAnswer.NotFound>();
        (await page.ShowAsync("""{"sms_id":2197871,"sent":1772442000,"delivered":1772442005}""", () => polling.AskAsync("2197871", CancellationToken.None))).ShouldBeOfType<StatusAnswer.Told>();

        page.ShouldStandOn("sms-by.md");
    }

    private static GatewayRoom Room() => new(AllowPrivateHosts: true, TimeProvider.System, NullLoggerFactory.Instance);

    private static OutboundMessage AMessage() => new(MessageId.New(TimeProvider.System), To, "Ваш заказ готов 👋", Traffic.Direct);

    /// <summary>What goes over the wire, as a page shows it.</summary>
    private sealed class Transcript(ScriptedServer vendor)
    {
        private readonly List<string> _shown = [];

        public async Task<T> ShowAsync<T>(string answer, Func<Task<T>> call)
        {
            var before = vendor.Seen.Count;
            vendor.Usually = _ => Reply.Json(200, answer);
            var result = await call();
            foreach (var seen in vendor.Seen.Skip(before)) _shown.Add($"{Line(seen)}\n→ 200 {answer}");
            return result;
        }

        public void ShouldStandOn(string name)
        {
            var block = "```\n" + string.Join("\n\n", _shown) + "\n```";
            Repository.Read($"docs/gateways/{name}").Contains(block, StringComparison.Ordinal).ShouldBeTrue($"{name} should show:\n{block}");
        }

        private static string Line(SeenRequest seen)
        {
            var body = seen.Body.Length == 0 ? "" : "\n" + Uri.UnescapeDataString(seen.Body.Replace('+', ' '));
            return ($"{seen.Method} {seen.Path}{seen.Query}" + body).Replace(Secret, "…", StringComparison.Ordinal);
        }
    }
}
